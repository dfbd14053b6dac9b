import { badSource } from '../errors.js';
import { shown } from './convert-record.js';
import { READ_LIMITS, type Place } from './format.js';
import type { TextInput } from './input.js';
import { JsonDocument, MAX_JSON_DEPTH, type DocumentEnd } from './json-document.js';
import { LineSplitter, type Line } from './lines.js';

export type JsonItem =
  /** A value: of one of the lists, or (`list` null) a whole line or a whole document that has none of the lists. */
  | { kind: 'value'; place: Place; list: string | null; value: unknown }
  | { kind: 'refused'; place: Place; reason: string }
  /** What is around the lists, with the lists emptied; it comes after their values. */
  | { kind: 'envelope'; place: Place; value: unknown };

/** One line of this length is no line of JSON Lines, whatever it holds: reading on would only cost time. */
const ENDLESS_LINE = 32 * READ_LIMITS.record;

/**
 * Reads JSON Lines or one JSON document, whichever it is, without holding more than one record. `lists` are the
 * paths at which the records of a document stand (`results`, `message.items`; empty for the document itself); a
 * path that ends in `.*` is that of an object whose values are records.
 */
export async function* readJson(input: TextInput, lists: readonly string[]): AsyncIterable<JsonItem> {
  const paths = new Set(lists);
  if (/\.(?:jsonl|ndjson|jsonlines)(?:\.gz)?$/i.test(input.name)) {
    yield* readJsonLines(input, paths);
    return;
  }
  const chunks = input.chunks[Symbol.asyncIterator]();
  const head = await readHead(chunks);
  const all = { name: input.name, chunks: withHead(head, chunks) };
  yield* isJsonLines(head) ? readJsonLines(all, paths) : readDocument(all, paths);
}

/** The text up to what follows its first line, which tells lines from a document. */
async function readHead(chunks: AsyncIterator<string>): Promise<string> {
  const parts: string[] = [];
  let size = 0;
  let seen: 'nothing' | 'text' | 'line' = 'nothing';
  while (size <= READ_LIMITS.record) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
    let rest = next.value;
    if (seen === 'nothing') rest = rest.trimStart();
    if (seen === 'nothing' && rest !== '') seen = 'text';
    const lineEnd: number = seen === 'text' ? rest.indexOf('\n') : -1;
    if (lineEnd !== -1) [seen, rest] = ['line', rest.slice(lineEnd)];
    if (seen === 'line' && rest.trim() !== '') break;
  }
  return parts.join('');
}

async function* withHead(head: string, rest: AsyncIterator<string>): AsyncIterable<string> {
  try {
    yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    // Closes the file where the reader stopped early.
    await rest.return?.();
  }
}

/** Whether the first line is a whole object and another one begins after it. */
function isJsonLines(head: string): boolean {
  const text = head.trimStart();
  const lineEnd = text.indexOf('\n');
  if (lineEnd === -1 || !text.startsWith('{') || !text.slice(lineEnd).trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text.slice(0, lineEnd));
    return true;
  } catch {
    return false;
  }
}

async function* readDocument(input: TextInput, lists: ReadonlySet<string>): AsyncIterable<JsonItem> {
  const document = new JsonDocument(input.name, lists);
  const last: Place = { line: 1, record: 0 };
  const take = function* (): Iterable<JsonItem> {
    for (const record of document.records.splice(0)) {
      if ('envelope' in record) {
        yield* endOf(record);
        continue;
      }
      last.line = record.place.line;
      if (record.problem === null) yield* withPages(document.valueOf(record), record.list, lists, last);
      else yield { kind: 'refused', place: { line: last.line, record: ++last.record }, reason: record.problem };
    }
  };
  const endOf = function* ({ envelope, foundList, line }: DocumentEnd): Iterable<JsonItem> {
    if (foundList) yield { kind: 'envelope', place: { ...last }, value: envelope };
    else yield { kind: 'value', place: { line, record: ++last.record }, list: null, value: envelope };
  };
  for await (const chunk of input.chunks) {
    document.write(chunk);
    yield* take();
  }
  const end = document.end();
  yield* take();
  if (!end.foundList && last.record === 0) refuseErrorAnswer(input, end.envelope);
  yield* endOf(end);
}

/** A service's answer that something went wrong, saved as a file: `{"status":"failed","message":"rate limit"}`. */
function refuseErrorAnswer(input: TextInput, value: unknown): void {
  const isFailure = /^(?:failed|failure|error)$/i.test(String(memberOf(value, 'status') ?? ''));
  const error = memberOf(value, 'error') ?? memberOf(value, 'errors') ?? memberOf(value, 'errMsg') ?? null;
  if (!isFailure && error === null) return;
  const message = error ?? memberOf(value, 'message') ?? memberOf(value, 'status');
  throw badSource(`${input.name}: the file is no data but the error answer of a service: ${shown(message)}.`);
}

async function* readJsonLines(input: TextInput, lists: ReadonlySet<string>): AsyncIterable<JsonItem> {
  const splitter = new LineSplitter();
  const last: Place = { line: 1, record: 0 };
  const read = function* (line: Line): Iterable<JsonItem> {
    if (line.text.trim() === '' && line.tooLong === null) return;
    last.line = line.number;
    const parsed = parseLine(input, line);
    if ('reason' in parsed) yield { kind: 'refused', place: { line: last.line, record: ++last.record }, reason: parsed.reason };
    else yield* withPages(parsed.value, null, lists, last);
  };
  for await (const chunk of input.chunks) for (const line of splitter.push(chunk)) yield* read(line);
  for (const line of splitter.end()) yield* read(line);
}

function parseLine(input: TextInput, line: Line): { value: unknown } | { reason: string } {
  if (line.tooLong !== null) {
    const [has, limit] = [line.tooLong.toLocaleString('en'), READ_LIMITS.record.toLocaleString('en')];
    if (line.tooLong > ENDLESS_LINE)
      throw badSource(`${input.name}: line ${line.number} has ${has} characters; this is no JSON Lines.`);
    return { reason: `the line has ${has} characters, the limit is ${limit}` };
  }
  try {
    const value = JSON.parse(line.text) as unknown;
    return isDeeper(value, MAX_JSON_DEPTH) ? { reason: `the record has brackets more than ${MAX_JSON_DEPTH} deep` } : { value };
  } catch (error) {
    return { reason: `the line is not JSON (${(error as Error).message.slice(0, 150)})` };
  }
}

/** A line, or an entry of a bare list, may be a whole answer of a service, or a page of it: that gives the records in its list. */
function* withPages(value: unknown, list: string | null, lists: ReadonlySet<string>, last: Place): Iterable<JsonItem> {
  const [inner, values] = (list === null || list === '' ? listIn(value, lists) : null) ?? [null, null];
  for (const one of values ?? [value]) {
    last.record++;
    yield { kind: 'value', place: { ...last }, list: values === null ? list : inner, value: one };
  }
  if (values !== null) yield { kind: 'envelope', place: { ...last }, value };
}

function listIn(value: unknown, lists: ReadonlySet<string>): [list: string, values: unknown[]] | null {
  // Pages may be kept as lists in a list.
  const isPage = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one !== null);
  if (isPage && lists.has('')) return ['', value];
  for (const list of lists) {
    const found = list === '' ? null : list.split('.').reduce<unknown>((node, key) => memberOf(node, key), value);
    if (Array.isArray(found)) return [list, found];
  }
  return null;
}

function memberOf(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, levels - 1));
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}
