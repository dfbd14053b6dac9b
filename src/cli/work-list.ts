import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { badInput } from '../errors.js';
import { isTableHead, readTable } from '../import/identifier-table.js';
import { WORK_SCHEMES } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { worksNamed } from '../traverse/works-named.js';

/**
 * Works that a file names: an identifier to a line, or a table whose header names columns of identifiers, as PubMed, Zotero
 * and our own commands write it. A row of a table is one work: the first of its identifiers that the graph has is taken.
 * Throws BAD_USER_INPUT for a file that cannot be read, BAD_SOURCE for a table that is broken.
 */
export async function readWorkList(store: Pick<GraphStore, 'find' | 'get'>, path: string): Promise<string[]> {
  const text = path === '-' ? await textOf(process.stdin) : await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw badInput(`${path} cannot be read; give a text file with one identifier to a line, or a CSV file.`);
  const bare = text.replace(/^\uFEFF/, '');
  const lines = bare.split(/\r\n|\r|\n/).map((line) => line.trim());
  const listed = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (listed.length === 0 || !isTableHead(listed[0]!)) return listed;
  const table = bare.slice(bare.indexOf(listed[0]!));
  return onePerRow(store, await rowsOf(path === '-' ? 'standard input' : path, table));
}

/** The identifiers of each row, or what stands there instead of one. */
async function rowsOf(name: string, text: string): Promise<string[][]> {
  const rows: string[][] = [];
  const chunks = (async function* () { yield text; })(); // prettier-ignore
  for await (const item of readTable({ name, chunks })) {
    if (item.kind === 'refused') rows.push([`line ${item.place.line}: ${item.reason}`]);
    if (item.kind !== 'record') continue;
    const { ids, title } = item.record;
    const named = WORK_SCHEMES.flatMap((scheme) => (ids[scheme] === null ? [] : `${scheme}:${ids[scheme]}`));
    rows.push(named.length > 0 ? named : [title ?? '']);
  }
  return rows;
}

async function onePerRow(store: Pick<GraphStore, 'find' | 'get'>, rows: readonly string[][]): Promise<string[]> {
  const { notFound } = await worksNamed(store, rows.flat());
  const isMissing = new Set(notFound.map(({ input }) => input));
  return rows.map((row) => row.find((one) => !isMissing.has(one)) ?? row[0]!);
}
