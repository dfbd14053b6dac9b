import { randomBytes } from 'node:crypto';
import { LISTED, NO_COUNTS, type ImportCounts, type Refusal } from '../import/report.js';
import type { GraphStore, LedgerReads } from '../store/store.js';
import { version } from '../version.js';
import { PRIMARY } from './collections.js';
import { LedgerView } from './view.js';

/** One file (or answer of a service) that was read into the graph. A file that is read again is the same import. */
export interface ImportNode {
  id: string;
  startedAt: string;
  finishedAt: string | null;
  /** INTERRUPTED: what was read is kept, the rest is not there yet. FAILED: the file was refused, and nothing of it is kept. */
  status: 'RUNNING' | 'FINISHED' | 'INTERRUPTED' | 'FAILED';
  format: string | null;
  fileName: string;
  bytes: number | null;
  /** Of the file as it lies on disk; null where it was not read to its end. */
  sha256: string | null;
  counts: ImportCounts;
  /** The first thousand. */
  refusals: Refusal[];
  warningCount: number;
  /** Why the file as a whole was refused; why its reading was cut off, where nobody stopped it. */
  problem: string | null;
  timesRead: number;
  lastReadAt: string;
  /** Version of the program that read it: another one may see more in the same file. Imports of old lack it. */
  program?: string;
}

/** Ids in the order in which imports began. */
function newId(startedAt: string): string {
  return `${startedAt.replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
}

export function beginImport(
  about: { fileName: string; format: string | null; bytes: number | null },
  startedAt: string,
): ImportNode {
  return {
    id: newId(startedAt), startedAt, finishedAt: null, status: 'RUNNING', ...about, sha256: null, counts: { ...NO_COUNTS },
    refusals: [], warningCount: 0, problem: null, timesRead: 1, lastReadAt: startedAt, program: version(),
  }; // prettier-ignore
}

const contentTag = (sha256: string): string => `content:${sha256}`;
const sizeTag = (bytes: number): string => `bytes:${bytes}`;
const RUNNING = 'running';

export function putImport(view: LedgerView, node: ImportNode): void {
  const tags = node.status === 'RUNNING' ? [RUNNING] : [];
  if (node.status === 'FINISHED' && node.sha256 !== null) {
    tags.push(contentTag(node.sha256));
    if (node.bytes !== null) tags.push(sizeTag(node.bytes));
  }
  view.put(PRIMARY.import, node.id, { ...node, refusals: node.refusals.slice(0, LISTED) }, tags);
}

const CUT_OFF =
  'The reading was cut off: its process ended, or the database failed. What was read until then is kept. Import the same file ' +
  'again to go on: what is there already counts as unchanged; or take it back.';

/** Notes of imports that still seem to run that they do not: for whoever alone may write, so that nobody else does. */
export async function noteCutOff(store: GraphStore): Promise<void> {
  const view = new LedgerView(store);
  const left = await view.tagged<ImportNode>(PRIMARY.import, [RUNNING]);
  for (const { value } of left) putImport(view, { ...value, status: 'INTERRUPTED', problem: CUT_OFF });
  if (left.length > 0) await store.write({ ledger: view.drain() });
}

/** Whether a file of this size was read before: only then is it worth while to look at its content first. */
export async function mayBeKnown(view: LedgerView, bytes: number): Promise<boolean> {
  return (await view.tagged<ImportNode>(PRIMARY.import, [sizeTag(bytes)])).length > 0;
}

const endingOf = (fileName: string): string => /\.[a-z0-9]+(?:\.gz)?$/i.exec(fileName)?.[0].toLowerCase() ?? '';

/**
 * The last import of exactly this content that was read to its end, by this version of the program. Where nothing is in it,
 * only the ending of its name tells what it is: with another one it is another file.
 */
export async function importOfContent(view: LedgerView, sha256: string, fileName?: string): Promise<ImportNode | null> {
  const rows = await view.tagged<ImportNode>(PRIMARY.import, [contentTag(sha256)]);
  const program = version();
  const isSame = (node: ImportNode): boolean =>
    node.counts.read > 0 || fileName === undefined || endingOf(node.fileName) === endingOf(fileName);
  return rows.findLast(({ value }) => value.program === program && isSame(value))?.value ?? null;
}

const parsed = (value: string): ImportNode => JSON.parse(value) as ImportNode;

/** Imports in the order of the ids, null for a miss. */
export async function getImports(store: LedgerReads, ids: readonly string[]): Promise<(ImportNode | null)[]> {
  return (await store.rows(PRIMARY.import, ids)).map((row) => (row === null ? null : parsed(row.value)));
}

/** Imports, the newest first, after (that is: older than) an id; with `backward` the oldest first, after (newer than) an id. */
export async function listImports(
  store: LedgerReads,
  { after, limit, backward = false }: { after: string | null; limit: number; backward?: boolean },
): Promise<ImportNode[]> {
  const rows = await store.scan({ collection: PRIMARY.import, after, limit, backward: !backward });
  return rows.map(({ value }) => parsed(value));
}

export function countImports(store: LedgerReads): Promise<number> {
  return store.rowCount(PRIMARY.import);
}
