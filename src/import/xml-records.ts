import { createHash } from 'node:crypto';
import { MAX_DEPTH, RecordBuilder } from './xml-builder.js';
import { Names } from './xml-names.js';
import { PlainReader } from './xml-plain.js';
import type { KeyOfText, SeenXml, XmlItem, XmlShape } from './xml.js';

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** The same, U+FFFD (the mark of bytes that are no UTF-8) and carriage returns. One class, for each pass over the file takes time. */
// eslint-disable-next-line no-control-regex
const SUSPECT = /[\u0000-\u0008\u000b-\u001f\ufffd-\uffff]/;

/** Characters of a record that are kept until its end comes; a longer one is read as it comes. */
const KEPT = 256 * 1024;

/** Digits of digests of texts. */
const DIGITS = 24;
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, DIGITS);

/** What is known of records that were read before, and what is made of one of them. */
interface Before<T, S> {
  keyOf: KeyOfText;
  item: (seen: SeenXml<T>) => S;
}

/**
 * Parts the text of a file into records and what is around them: plain records go to the fast reader, all else to saxes,
 * which knows the whole of XML. What the two make of a plain record is the same.
 */
export class RecordCutter<T, S = never> {
  /** What was made of the records so far, to be taken out. */
  readonly made: (T | S)[] = [];
  private readonly names: Names;
  private readonly builder: RecordBuilder;
  private readonly plain: PlainReader;
  private readonly starts: readonly string[];
  /** A record whose end has not come. */
  private rest = '';

  constructor(
    source: string,
    shape: XmlShape,
    private readonly make: (item: XmlItem) => readonly T[],
    private readonly before: Before<T, S> | null = null,
  ) {
    this.names = new Names(shape);
    this.builder = new RecordBuilder(source, shape, this.names, (item) => {
      for (const made of make(item)) this.made.push(made);
    });
    this.plain = new PlainReader(this.names, MAX_DEPTH / 2);
    this.starts = shape.records.map((name) => `<${name}`);
  }

  write(piece: string): void {
    const isPlain = !SUSPECT.test(piece);
    if (isPlain || isReturnsOnly(piece)) return this.cut(piece, this.finish(piece));
    const { rest } = this;
    this.rest = '';
    this.builder.write(rest + piece.replace(CONTROLS, ''), true);
  }

  end(): void {
    if (this.rest !== '') this.builder.write(this.rest, false);
    this.builder.end();
  }

  /** Reads the record that was kept, if its end has come, and answers where in the piece that is. */
  private finish(piece: string): number {
    const { rest } = this;
    if (rest === '') return 0;
    const close = `</${this.names.written(rest, 1)}>`;
    // The end itself may be cut in two.
    const before = Math.max(0, rest.length - close.length);
    const seam = (rest.slice(before) + piece.slice(0, close.length)).indexOf(close);
    const at = seam === -1 ? piece.indexOf(close) : seam - (rest.length - before);
    const end = at === -1 && seam === -1 ? piece.length : at + close.length;
    this.rest = '';
    this.cut(rest + piece.slice(0, end), 0);
    const { rest: left } = this;
    if (left === '' || end === piece.length) return end;
    // It was the beginning of a longer name, whose own end is to be looked for.
    this.rest = '';
    this.cut(left + piece.slice(end), 0);
    return piece.length;
  }

  private cut(text: string, from: number): void {
    this.plain.begin(text, from);
    for (let at = from; at < text.length;) {
      const to = this.builder.isBetween ? this.record(text, at) : null;
      if (to === -1) return;
      at = to ?? this.toSaxes(text, at, this.resumption(text, at));
    }
  }

  private toSaxes(text: string, from: number, to: number): number {
    this.builder.write(from === 0 && to === text.length ? text : text.slice(from, to), false);
    return to;
  }

  /** Where records may begin again: after the open one, or at the next that is to be found. */
  private resumption(text: string, at: number): number {
    const { openName } = this.builder;
    if (openName !== null) {
      const close = `</${openName}>`;
      const end = text.indexOf(close, at);
      return end === -1 ? text.length : end + close.length;
    }
    const found = this.starts.map((start) => text.indexOf(start, at + 1)).filter((start) => start !== -1);
    return found.length > 0 ? Math.min(...found) : text.length;
  }

  /** Reads the record that comes next. Answers where it ends; null where there is none, -1 where it has no end yet. */
  private record(text: string, at: number): number | null {
    const start = text.indexOf('<', at);
    if (start === -1 || text.slice(at, start).trim() !== '') return null;
    const written = this.names.written(text, start + 1);
    // A name at the end of the text may go on in the next.
    const mayGoOn = start + 1 + written.length === text.length;
    if (!mayGoOn && (written === '' || !this.names.facts(written).isRecord)) return null;
    const close = `</${written}>`;
    const end = text.indexOf(close, start);
    if (end === -1) {
      if (text.length - start > KEPT) return null;
      this.toSaxes(text, at, start);
      this.rest = text.slice(start);
      return -1;
    }
    const stop = end + close.length;
    const digest = this.before === null ? null : digestOf(text.slice(start, stop));
    const key = digest === null ? undefined : this.before!.keyOf(digest);
    const record = key === undefined ? this.plain.read(start, stop) : null;
    if (record === null && key === undefined) return this.toSaxes(text, at, stop);
    const tagEnd = text.indexOf('>', start);
    this.builder.passLines(lines(text, at, tagEnd));
    if (record !== null) this.builder.pass(record, digest);
    else this.passSeen(text.slice(start, stop), digest!, key!);
    this.builder.passLines(lines(text, tagEnd, stop));
    return stop;
  }

  /** A record that was plain when it was read before is plain now. */
  private passSeen(text: string, digest: string, key: string): void {
    const place = this.builder.passUnread();
    const read = (): readonly T[] => {
      const reader = new PlainReader(this.names, MAX_DEPTH / 2);
      reader.begin(text, 0);
      return this.make({ kind: 'element', place, digest, ...reader.read(0, text.length)! });
    };
    this.made.push(this.before!.item({ kind: 'seen', place, digest, key, read }));
  }
}

/** Whether the only control characters are carriage returns. */
function isReturnsOnly(piece: string): boolean {
  return piece.includes('\r') && !piece.includes('\ufffd') && piece.search(CONTROLS) === -1;
}

/** Line ends from `from` to before `to`. */
function lines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
