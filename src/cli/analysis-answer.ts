import { WORK_FIELDS } from '../analysis/analysis.js';
import { isMeasure, type Analysis } from '../analysis/index.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { Ranking } from '../snapshot/task.js';
import type { GraphStore } from '../store/store.js';
import { articleLines } from './named.js';
import { clipped, count, shown } from './text.js';

/** Answers of analyses as tables, whatever the analysis: its outputs tell what there is. */

type Row = Record<string, unknown>;

/** One output: a list of rows, or a value. Works stand in both by their keys. */
export interface AnswerPart {
  id: string;
  title: string;
  rows?: Row[];
  value?: unknown;
}

export function answerParts(analysis: Analysis, answer: unknown, snapshot: Pick<Snapshot, 'keys' | 'full'>): AnswerPart[] {
  if (isMeasure(analysis)) return rankingParts(analysis, answer as Ranking, snapshot);
  const fields = answer as Row;
  return analysis.outputs.map(({ id, title, of }) => {
    const value = fields[id];
    if (of === 'ARTICLE') return { id, title, rows: rowsOfWorks(id, value as ArrayLike<number>, snapshot) };
    if (!Array.isArray(value)) return { id, title, value: plain(value, id, snapshot.keys) };
    const isTable = value.length === 0 || WORK_FIELDS.has(id) || typeof value[0] === 'object';
    if (!isTable) return { id, title, value };
    return { id, title, rows: value.map((one) => (typeof one === 'object' ? plain(one, id, snapshot.keys) : { work: snapshot.keys[one as number] }) as Row) }; // prettier-ignore
  });
}

function rankingParts({ outputs }: Analysis, ranking: Ranking, { keys, full }: Pick<Snapshot, 'keys' | 'full'>): AnswerPart[] {
  const listed = [...ranking.order].filter((work) => full[work] === 1);
  const rows = listed.map((work, i) => ({ rank: i + 1, score: ranking.scores[work], percentile: ranking.percentiles[work], work: keys[work] })); // prettier-ignore
  return [
    { ...outputs[0]!, rows },
    { id: 'notes', title: 'How it was computed', value: ranking.notes },
  ];
}

/** Works with the largest numbers are in groups that begin late; -1 is in none. */
function rowsOfWorks(id: string, values: ArrayLike<number>, { keys }: Pick<Snapshot, 'keys'>): Row[] {
  return Array.from(values, (value, work) => ({ [id]: value, work: keys[work] })).filter((row) => row[id] !== -1);
}

/** Numbers of works become keys, whole numbers of any size text. */
function plain(value: unknown, name: string, keys: readonly string[]): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return WORK_FIELDS.has(name) ? keys[value] : value;
  if (Array.isArray(value)) return value.map((one) => plain(one, name, keys));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, plain(one, field, keys)]));
}

const MOST_CELL = 60;

/** Values first, then each list with its first rows; works with year and title. */
export async function answerLines(store: GraphStore, parts: readonly AnswerPart[], first: number): Promise<string[]> {
  const values = parts.filter(({ rows }) => !rows).map(({ title, value }) => `${title}: ${cell(value)}`);
  const tables = parts.flatMap(({ title, rows }) => (rows ? [{ title, rows }] : []));
  const lines = await Promise.all(tables.map(({ title, rows }) => tableLines(store, title, rows, first)));
  return [...values, ...lines.flatMap((table) => ['', ...table])].slice(values.length === 0 ? 1 : 0);
}

async function tableLines(store: GraphStore, title: string, all: readonly Row[], first: number): Promise<string[]> {
  const rows = all.slice(0, first);
  const head = `${title} (${rows.length < all.length ? `${rows.length} of ${count(all.length, 'row')}` : count(all.length, 'row')})`;
  if (rows.length === 0) return [head];
  const columns = Object.keys(rows[0]!).filter((name) => name !== 'work');
  const cells = [columns, ...rows.map((row) => columns.map((name) => cell(row[name])))];
  if ('work' in rows[0]!) {
    const works = await articleLines(store, rows.map(({ work }) => String(work))); // prettier-ignore
    cells.forEach((row, i) => row.push(i === 0 ? 'work' : works[i - 1]!));
  }
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  return [head, ...cells.map((row) => `  ${row.map((text, i) => text.padEnd(widths[i]!)).join('  ')}`.trimEnd())];
}

function cell(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toPrecision(4);
  if (Array.isArray(value)) return clipped(value.map(cell).join(', '), MOST_CELL);
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return clipped(shown(String(value)), MOST_CELL);
  if ('name' in value) return cell(value.name);
  return Object.entries(value).map(([name, one]) => `${name} ${cell(one)}`).join(', '); // prettier-ignore
}
