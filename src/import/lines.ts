import { READ_LIMITS, type ReadItem } from './format.js';
import type { TextInput } from './input.js';

/** One line without its end. Of a line above the limit there is the length alone: it is never held whole. */
export interface Line {
  number: number;
  text: string;
  /** Characters of a line that is too long (its `text` is empty), else null. */
  tooLong: number | null;
}

/** So many blank lines in a row are handed over; more are only counted, for a packed file may hold hundreds of millions. */
const BLANKS_IN_A_ROW = 1000;
const LINE_FEED = 10;

/** Cuts text into lines as it comes in. Ends are LF, CRLF and the CR of old Macintosh files. */
export class LineSplitter {
  private number = 1;
  private carry = '';
  private length = 0;
  private afterCr = false;
  private blanks = 0;

  constructor(private readonly limit: number = READ_LIMITS.record) {}

  push(chunk: string): Line[] {
    const lines: Line[] = [];
    let start = 0;
    if (this.afterCr && chunk !== '') {
      this.afterCr = false;
      if (chunk.startsWith('\n')) start = 1;
    }
    const ends = /\r\n?|\n/g;
    ends.lastIndex = start;
    for (let end = ends.exec(chunk); end !== null; end = ends.exec(chunk)) {
      this.collect(chunk.slice(start, end.index));
      this.blanks = this.length === 0 ? this.blanks + 1 : 0;
      lines.push(this.close());
      if (this.blanks >= BLANKS_IN_A_ROW) ends.lastIndex = this.passOver(chunk, ends.lastIndex);
      start = ends.lastIndex;
      this.afterCr = end[0] === '\r' && start === chunk.length;
    }
    this.collect(chunk.slice(start));
    return lines;
  }

  /** The last line, where the file does not close with a line end. */
  end(): Line[] {
    return this.length > 0 ? [this.close()] : [];
  }

  /** Where the whole line ends that follow are over. */
  private passOver(chunk: string, from: number): number {
    for (let at = from; ; this.number++) {
      if (chunk.charCodeAt(at) === LINE_FEED) at += 1;
      else if (chunk.startsWith('\r\n', at)) at += 2;
      else return at;
    }
  }

  private collect(piece: string): void {
    this.length += piece.length;
    this.carry = this.length > this.limit ? '' : this.carry + piece;
  }

  private close(): Line {
    const tooLong = this.length > this.limit ? this.length : null;
    // A byte order mark inside a file is left from files that were put together.
    const text = this.carry.startsWith('\ufeff') ? this.carry.slice(1) : this.carry;
    this.carry = '';
    this.length = 0;
    return { number: this.number++, text, tooLong };
  }
}

/** A reader that is fed line by line and hands over what it has made so far. */
export interface LineReader {
  line(line: Line): void;
  /** The file is over: what is still open is closed. */
  end(): void;
  /** What was made since the last call. */
  take(): ReadItem[];
}

/** Unicode's own line and paragraph ends, pasted from web pages and typesetting, end no line of a file. */
const UNICODE_ENDS = /[\u2028\u2029]/g;

/** Feeds a file to a reader; what the reader holds is all that is in memory. */
export async function* readLines(input: TextInput, reader: LineReader): AsyncIterable<ReadItem> {
  const splitter = new LineSplitter();
  for await (const chunk of input.chunks) {
    for (const line of splitter.push(chunk.replace(UNICODE_ENDS, ' '))) reader.line(line);
    yield* reader.take();
  }
  for (const line of splitter.end()) reader.line(line);
  reader.end();
  yield* reader.take();
}
