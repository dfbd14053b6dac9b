import { badSource } from '../errors.js';
import { READ_LIMITS, type Place } from './format.js';

/** Nesting that no record of a bibliographic service comes near. */
export const MAX_JSON_DEPTH = 200;

/** Text of one record in a list, or why it was not kept. */
export interface RecordText {
  place: Place & { line: number };
  /** Path of the list, such as `resultList.result`; empty for a list that is the whole document. */
  list: string;
  text: string;
  /** Whether the text is a member of an object, `"key": value`. */
  isMember: boolean;
  problem: string | null;
}

/** The end of one of several documents that stand one behind the other: what is around its lists, and whether it has any. */
export interface DocumentEnd {
  envelope: unknown;
  foundList: boolean;
  /** Line on which the document begins. */
  line: number;
}

interface Frame {
  isArray: boolean;
  /** Key in hand, of an object. */
  key: string;
  /** Path of the list whose elements are records; null in the envelope. */
  list: string | null;
}

const OUTSIDE = /["{}[\]:,\n]/g;
const INSIDE = /["\\]/g;
const LAST_STRING = /"((?:[^"\\]|\\.)*)"\s*:$/;

/**
 * Cuts one JSON document into its envelope and the records in its lists, a piece at a time, and keeps no more
 * than one record. It only looks for brackets and strings; `JSON.parse` judges each record and, at the end, the
 * envelope with its lists emptied, so that all of the document is judged by it.
 */
export class JsonDocument {
  readonly records: (RecordText | DocumentEnd)[] = [];
  private readonly stack: Frame[] = [];
  private envelope = '';
  private record: RecordText = { place: { line: 1, record: 1 }, list: '', text: '', isMember: false, problem: null };
  private size = 0;
  private count = 0;
  private inList = 0;
  /** Brackets open inside the record in hand. */
  private depth = 0;
  private line = 1;
  private inString = false;
  private escaped = false;
  private foundList = false;
  private begin = 1;

  /** `lists`: paths of the lists, as `message.items`; with `.*` of objects whose values are records. */
  constructor(
    private readonly name: string,
    private readonly lists: ReadonlySet<string>,
  ) {}

  write(chunk: string): void {
    let from = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.inString) {
        at = this.skipString(chunk, at);
        continue;
      }
      OUTSIDE.lastIndex = at;
      const match = OUTSIDE.exec(chunk);
      if (match === null) break;
      at = match.index + 1;
      from = this.mark(match[0], chunk, from, match.index);
    }
    this.keep(chunk.slice(from));
  }

  /** At the end of the text: the envelope, its lists empty; or the whole document where it has none of the lists. */
  end(): DocumentEnd {
    if (this.envelope.trim() === '') throw badSource(`${this.name}: the file is empty; an empty file is no JSON.`);
    if (this.stack.length > 0 || this.inString) throw this.bad('the file ends inside its JSON document; it has been cut');
    return this.endDocument(this.envelope);
  }

  private endDocument(text: string): DocumentEnd {
    return { envelope: this.parse(text, this.begin), foundList: this.foundList, line: this.begin };
  }

  /** An object that begins behind another one is the next document, as `jq` writes them, or several files put together. */
  private beginDocument(): void {
    const before = this.envelope.slice(0, -1);
    if (/^\s*\{[\s\S]*\}\s*$/.test(before)) {
      this.records.push(this.endDocument(before));
      this.envelope = '{';
      this.foundList = false;
    }
    this.begin = this.line;
  }

  /** The value of a record. One that is no JSON makes the whole document none. */
  valueOf(record: RecordText): unknown {
    if (!record.isMember) return this.parse(record.text, record.place.line);
    return Object.values(this.parse(`{${record.text}}`, record.place.line) as object)[0];
  }

  private parse(text: string, line: number): unknown {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      const what = (error as Error).message.replace(/ in JSON at position \d+.*$/s, '').slice(0, 150);
      throw badSource(`${this.name}: line ${line}: the file is not JSON (${what}).`);
    }
  }

  private bad(what: string): Error {
    return badSource(`${this.name}: line ${this.line}: ${what}.`);
  }

  private openList(): string | null {
    return this.stack.at(-1)?.list ?? null;
  }

  /** Goes to the end of a string, or of the piece. */
  private skipString(chunk: string, from: number): number {
    let at = from;
    while (at < chunk.length) {
      if (this.escaped) {
        this.escaped = false;
        at++;
        continue;
      }
      INSIDE.lastIndex = at;
      const match = INSIDE.exec(chunk);
      if (match === null) return chunk.length;
      at = match.index + 1;
      this.escaped = match[0] === '\\';
      if (!this.escaped) {
        this.inString = false;
        return at;
      }
    }
    return at;
  }

  /** Takes note of a mark outside strings; answers from where on text is still to be kept. */
  private mark(mark: string, chunk: string, from: number, index: number): number {
    if (mark === '\n') this.line++;
    else if (mark === '"') this.inString = true;
    else if (this.openList() !== null) return this.markInList(mark, chunk, from, index);
    else {
      this.keep(chunk.slice(from, index + 1));
      if (mark === ':') this.setKey();
      else if (mark === '{' || mark === '[') this.open(mark === '[');
      else if (mark !== ',') this.stack.pop();
      return index + 1;
    }
    return from;
  }

  private markInList(mark: string, chunk: string, from: number, index: number): number {
    if (mark === ':') return from;
    if (mark === '{' || mark === '[') {
      if (++this.depth > MAX_JSON_DEPTH) this.refuse(`has brackets more than ${MAX_JSON_DEPTH} deep`);
      return from;
    }
    if (this.depth > 0) {
      if (mark !== ',') this.depth--;
      return from;
    }
    this.keep(chunk.slice(from, index));
    this.endRecord(mark === ',');
    if (mark === ',') return index + 1;
    this.stack.pop();
    return index;
  }

  private setKey(): void {
    const frame = this.stack.at(-1);
    if (frame) frame.key = LAST_STRING.exec(this.envelope.slice(-300))?.[1] ?? '';
  }

  private open(isArray: boolean): void {
    if (this.stack.length === 0 && !isArray) this.beginDocument();
    if (this.stack.length >= MAX_JSON_DEPTH) throw this.bad(`the file has brackets more than ${MAX_JSON_DEPTH} deep`);
    const path = this.stack.some((frame) => frame.isArray) ? null : this.stack.map((frame) => frame.key).join('.');
    const isList = path !== null && this.lists.has(isArray ? path : `${path}.*`);
    this.stack.push({ isArray, key: '', list: isList ? path : null });
    if (!isList) return;
    this.foundList = true;
    this.inList = 0;
    this.beginRecord();
  }

  private beginRecord(): void {
    const { list, isArray } = this.stack.at(-1)!;
    const place = { line: this.line, record: this.count + 1 };
    this.record = { place, list: list!, text: '', isMember: !isArray, problem: null };
    this.size = 0;
  }

  private endRecord(hasNext: boolean): void {
    const { record } = this;
    const isBlank = record.problem === null && record.text.trim() === '';
    if (isBlank && (hasNext || this.inList > 0)) throw this.bad('the file is not JSON (a value is missing in a list)');
    if (!isBlank) {
      const lead = /^\s*/.exec(record.text)![0];
      record.place.line += lead.split('\n').length - 1;
      this.records.push(record);
      this.count++;
      this.inList++;
    }
    if (hasNext) this.beginRecord();
  }

  private keep(text: string): void {
    if (text === '') return;
    if (this.openList() === null) {
      this.envelope += text;
      if (this.envelope.length <= READ_LIMITS.record) return;
      throw this.bad(
        `the file holds more than ${READ_LIMITS.record.toLocaleString('en')} characters outside of a list of records`,
      );
    }
    this.size += text.length;
    if (this.size > READ_LIMITS.record) this.refuse(`has more than ${READ_LIMITS.record.toLocaleString('en')} characters`);
    if (this.record.problem === null) this.record.text += text;
  }

  private refuse(reason: string): void {
    this.record.problem ??= `the record ${reason}`;
    this.record.text = '';
  }
}
