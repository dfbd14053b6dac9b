import { badSource } from '../errors.js';
import { READ_LIMITS, type Place } from './format.js';
import { hasBrokenText, type TextInput } from './input.js';
import { peek } from './peek.js';

/** Cells of one row by the name of their column, which is lower case. Without prototype: no name is special. */
export type CsvRow = Readonly<Record<string, string>>;

export type CsvItem =
  | { kind: 'header'; columns: string[] }
  | { kind: 'row'; place: Place; row: CsvRow }
  | { kind: 'refused'; place: Place; reason: string };

interface RawRow {
  /** Line on which the row begins. */
  line: number;
  cells: string[];
  problem: string | null;
}

const QUOTE = 34;
const COMMA = 44;
const TAB = 9;
const LF = 10;
const CR = 13;

/** Where the scanner stands: at the start of a cell, in a plain or a quoted one, after its closing quote, or skipping. */
type State = 'start' | 'plain' | 'quoted' | 'closed';

/**
 * Splits text into rows by RFC 4180, a piece at a time. A row that breaks the rules has a `problem` and ends at
 * its line end; what is longer than the limit is not kept, only counted.
 */
class RowScanner {
  readonly rows: RawRow[] = [];
  private state: State = 'start';
  private line = 1;
  private row: RawRow = { line: 1, cells: [], problem: null };
  private cell = '';
  private size = 0;
  private wasCr = false;

  constructor(
    private readonly cellLimit: number,
    private readonly separator: number,
  ) {}

  write(text: string): void {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === LF && this.wasCr) {
        this.wasCr = false;
        // The second half of a line end whose first half has done all.
        if (this.state === 'quoted') continue;
        from = i + 1;
        continue;
      }
      this.wasCr = code === CR;
      if (code === LF || code === CR) this.line++;
      if (this.state === 'quoted') {
        if (code !== QUOTE) continue;
        this.append(text.slice(from, i));
        this.state = 'closed';
        from = i + 1;
      } else if (code === QUOTE && this.state !== 'plain') {
        // In a closed cell a second quote is the first one's double: `a ""b"" c`.
        if (this.state === 'closed') this.append('"');
        this.state = 'quoted';
        from = i + 1;
      } else if (code === this.separator || code === LF || code === CR) {
        this.append(text.slice(from, i));
        this.endCell();
        if (code !== this.separator) this.endRow();
        from = i + 1;
      } else if (this.state === 'closed') {
        this.row.problem ??= 'there is text after the closing quote of a cell';
        this.state = 'plain';
      } else {
        this.state = 'plain';
      }
    }
    this.append(text.slice(from));
  }

  /** The last row, which may lack its line end. Returns the line of a quote that was never closed. */
  end(): number | null {
    if (this.state === 'quoted') return this.row.line;
    if (this.state !== 'start' || this.row.cells.length > 0) {
      this.endCell();
      this.endRow();
    }
    return null;
  }

  private append(text: string): void {
    if (text === '') return;
    if (this.cell.length + text.length > this.cellLimit) {
      this.row.problem ??= `a cell has more than ${this.cellLimit.toLocaleString('en')} characters`;
    }
    this.grow(text.length);
    if (this.row.problem === null) this.cell += text;
    if (this.state === 'quoted' && this.size > READ_LIMITS.record) throw new UnclosedQuote(this.row.line);
  }

  private grow(characters: number): void {
    this.size += characters;
    if (this.size > READ_LIMITS.record) {
      this.row.problem ??= `the row has more than ${READ_LIMITS.record.toLocaleString('en')} characters`;
    }
  }

  private endCell(): void {
    this.grow(1);
    if (this.row.problem === null) this.row.cells.push(this.cell);
    this.cell = '';
    this.state = 'start';
  }

  private endRow(): void {
    const { row } = this;
    const isBlank = row.problem === null && row.cells.length === 1 && row.cells[0]!.trim() === '';
    if (!isBlank) this.rows.push(row);
    this.row = { line: this.line, cells: [], problem: null };
    this.size = 0;
  }
}

class UnclosedQuote extends Error {
  constructor(readonly line: number) {
    super('unclosed quote');
  }
}

const unclosed = (input: TextInput, line: number): Error =>
  badSource(`${input.name}: line ${line}: a quote is opened and never closed; nothing of the file can be told apart after it.`);

/** What is pasted or saved from a spreadsheet as text has tabs between its columns. */
const hasTabs = (head: string): boolean => /^[^,\r\n]*\t[^,\r\n]*(?:[\r\n]|$)/.test(head.trimStart());

async function* readRows(input: TextInput, cellLimit: number): AsyncIterable<RawRow> {
  const { head, input: whole } = await peek(input);
  const scanner = new RowScanner(cellLimit, hasTabs(head) ? TAB : COMMA);
  try {
    for await (const chunk of whole.chunks) {
      scanner.write(chunk);
      yield* scanner.rows.splice(0);
    }
  } catch (error) {
    if (error instanceof UnclosedQuote) throw unclosed(input, error.line);
    throw error;
  }
  const open = scanner.end();
  if (open !== null) throw unclosed(input, open);
  yield* scanner.rows;
}

function readHeader(input: TextInput, row: RawRow): string[] {
  if (row.problem !== null) throw badSource(`${input.name}: line ${row.line}: the header cannot be read: ${row.problem}.`);
  const columns = row.cells.map((cell) => cell.trim().toLowerCase());
  if (columns.length === 1 && /[;|]/.test(columns[0]!)) {
    throw badSource(
      `${input.name}: line ${row.line}: the columns are not separated by commas; save the file with commas or tabs.`,
    );
  }
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw badSource(`${input.name}: line ${row.line}: the column "${twice}" occurs twice in the header.`);
  return columns;
}

/**
 * Reads CSV with a header: RFC 4180, UTF-8, commas (or tabs, where the header has these alone); line ends of every kind; blank lines are passed over. The
 * header comes first, so that the caller can refuse the file; a row with another number of cells, broken text
 * or an overlong cell is refused. Throws `badSource` for an unclosed quote and a header that cannot be used.
 */
export async function* readCsv(input: TextInput, cellLimit: number = READ_LIMITS.field): AsyncIterable<CsvItem> {
  let columns: string[] | null = null;
  let record = 0;
  for await (const raw of readRows(input, cellLimit)) {
    if (columns === null) {
      columns = readHeader(input, raw);
      yield { kind: 'header', columns };
      continue;
    }
    const place = { line: raw.line, record: ++record };
    const reason = rowProblem(raw, columns);
    if (reason !== null) {
      yield { kind: 'refused', place, reason };
      continue;
    }
    const row = Object.create(null) as Record<string, string>;
    columns.forEach((name, i) => (row[name] = raw.cells[i]!));
    yield { kind: 'row', place, row };
  }
  if (columns === null) throw badSource(`${input.name}: the file is empty; a CSV file begins with the names of its columns.`);
}

function rowProblem(raw: RawRow, columns: string[]): string | null {
  if (raw.problem !== null) return raw.problem;
  if (raw.cells.length !== columns.length) return `the row has ${raw.cells.length} cells, the header ${columns.length}`;
  return raw.cells.some(hasBrokenText) ? 'the row holds characters that are no UTF-8' : null;
}
