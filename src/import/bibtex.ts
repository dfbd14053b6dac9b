import { badSource } from '../errors.js';
import { CrossReferences } from './bibtex-crossref.js';
import { Macros, parseEntry, type BibtexEntry } from './bibtex-entry.js';
import { convertRecord, UnusableRecord, warningsAt } from './convert-record.js';
import { READ_LIMITS, type ImportFormat, type ReadItem } from './format.js';
import { hasBrokenText } from './input.js';
import { readLines, type Line, type LineReader } from './lines.js';
import type { bibtexRecord } from './bibtex-record.js';

/** What begins an entry anywhere outside of one. */
const ENTRY = /@\s*([A-Za-z]+)\s*([{(])/;
/** A line that can only begin an entry: where one stands inside another, that one was not closed. */
const FRESH_ENTRY = /^\s*@\s*[A-Za-z]+\s*[{(]\s*[^\s,={}()"#%']*\s*(?:,|$|[A-Za-z]+\s*=)/;

/** An entry whose end has not come yet. */
interface OpenEntry {
  line: number;
  type: string;
  close: '}' | ')';
  depth: number;
  /** Within `"…"`: a parenthesis there does not close an entry that stands in parentheses. */
  isQuoted: boolean;
  text: string;
  problem: string | null;
}

class BibtexReader implements LineReader {
  private items: ReadItem[] = [];
  private open: OpenEntry | null = null;
  private records = 0;
  private strayFrom: number | null = null;
  private isEmpty = true;
  private readonly macros: Macros;
  private readonly references = new CrossReferences();
  private waiting: (() => ReadItem[])[] = [];

  constructor(
    private readonly fileName: string,
    private readonly toRecord: typeof bibtexRecord,
  ) {
    this.macros = new Macros(fileName);
  }

  line(line: Line): void {
    if (line.tooLong !== null) this.tooLong(line, line.tooLong);
    else this.text(line);
  }

  private text(line: Line): void {
    if (this.open && FRESH_ENTRY.test(line.text)) {
      this.open.problem ??= `the entry is not closed: another one begins in line ${line.number}`;
      this.close();
    }
    let rest = `${line.text}\n`;
    while (rest !== '') rest = this.open ? this.inside(rest, line) : this.outside(rest, line);
  }

  private tooLong(line: Line, length: number): void {
    const reason = `line ${line.number} has ${length} characters, the limit is ${READ_LIMITS.record}`;
    if (this.open) this.open.problem ??= reason;
    else this.items.push({ kind: 'refused', place: { line: line.number, record: ++this.records }, reason });
  }

  /** Outside of entries everything is a comment, by BibTeX's own rule. Returns what stands behind the beginning of an entry. */
  private outside(text: string, line: Line): string {
    const match = ENTRY.exec(text);
    const before = match ? text.slice(0, match.index) : text;
    if (before.trim() !== '' && !before.trimStart().startsWith('%')) this.strayFrom ??= line.number;
    if (!match) return '';
    this.reportStray(line.number);
    this.strayFrom = null;
    this.open = {
      line: line.number,
      type: match[1]!.toLowerCase(),
      close: match[2] === '{' ? '}' : ')',
      depth: 0,
      isQuoted: false,
      text: match[0],
      problem: null,
    };
    return text.slice(match.index + match[0].length);
  }

  /** Text before the first entry is a remark of whoever wrote the file; later text may have been lost from an entry. */
  private reportStray(line: number | null): void {
    const from = this.strayFrom;
    if (from === null || this.records === 0) return;
    this.items.push({
      kind: 'warning',
      place: { line: from, record: this.records },
      message: line === null ? 'text after the last entry is left out' : `text between entries, up to line ${line}, is left out`,
    });
  }

  /** Returns what stands behind the end of the entry. */
  private inside(text: string, line: Line): string {
    const entry = this.open!;
    for (let i = 0; i < text.length; i++) {
      const char = text[i];
      if (entry.depth === 0 && !entry.isQuoted && char === entry.close) {
        this.append(text.slice(0, i), line);
        this.close();
        return text.slice(i + 1);
      }
      if (char === '{') entry.depth++;
      else if (char === '}') entry.depth = Math.max(0, entry.depth - 1);
      else if (char === '"' && entry.depth === 0 && entry.close === ')' && entry.type !== 'comment')
        entry.isQuoted = !entry.isQuoted;
    }
    this.append(text, line);
    return '';
  }

  private append(text: string, line: Line): void {
    const entry = this.open!;
    if (entry.problem === null && entry.text.length + text.length > READ_LIMITS.record) {
      entry.problem = `the entry has more than ${READ_LIMITS.record} characters, the limit for one record`;
    }
    if (entry.problem === null && hasBrokenText(text)) {
      entry.problem = `line ${line.number} holds bytes that are not UTF-8, or the character U+FFFD that stands for such; save the file as UTF-8 and import it again`;
    }
    entry.text = entry.problem === null ? entry.text + text : '';
  }

  private close(): void {
    const entry = this.open!;
    this.open = null;
    this.isEmpty = false;
    if (entry.type === 'comment' || entry.type === 'preamble') return;
    const isMaterial = entry.type === 'string' || entry.type === 'xdata';
    const place = { line: entry.line, record: isMaterial ? this.records : ++this.records };
    if (isMaterial) this.items.push(...this.material(entry, place));
    else this.items.push(...this.record(entry, place));
  }

  private record(open: OpenEntry, place: { line: number; record: number }): ReadItem[] {
    const early: string[] = [];
    let entry: BibtexEntry;
    try {
      if (open.problem !== null) throw new UnusableRecord(open.problem);
      entry = parseEntry(open.text, open.line, this.macros, (message) => early.push(message));
    } catch (error) {
      return convertRecord(place, () => {
        throw error;
      });
    }
    this.references.remember(entry);
    const make = (): ReadItem[] =>
      convertRecord(place, (warn) => {
        early.forEach(warn);
        return this.toRecord(this.references.resolve(entry), warn);
      });
    if (!CrossReferences.isNeeded(entry) || !this.references.hasRoom(entry)) return make();
    this.waiting.push(make);
    return [];
  }

  /** What other entries are made of. */
  private material(entry: OpenEntry, place: { line: number; record: number }): ReadItem[] {
    const { warn, items } = warningsAt(place);
    try {
      if (entry.problem !== null) throw new UnusableRecord(entry.problem);
      const parsed = parseEntry(entry.text, entry.line, this.macros, warn);
      if (entry.type === 'xdata') this.references.remember(parsed);
      else for (const [name, value] of parsed.fields) this.macros.set(name, value, entry.line);
    } catch (error) {
      if (!(error instanceof UnusableRecord)) throw error;
      warn(`the ${entry.type === 'string' ? 'macro' : 'entry'} cannot be read: ${error.message}`);
    }
    return items();
  }

  end(): void {
    if (this.open) {
      this.open.problem ??= 'the entry is not closed: the file ends within it';
      this.close();
    }
    for (const make of this.waiting.splice(0)) this.items.push(...make());
    this.reportStray(null);
    if (this.isEmpty && this.strayFrom !== null && this.records === 0) {
      throw badSource(`${this.fileName}: there is no BibTeX entry in the file; one begins with a line such as "@article{key,".`);
    }
  }

  take(): ReadItem[] {
    return this.items.splice(0);
  }
}

/** BibTeX and BibLaTeX, entry by entry; those that inherit from others (`crossref`) come last. */
export const bibtex: ImportFormat = {
  id: 'bibtex',
  label: 'BibTeX/BibLaTeX',
  extensions: ['.bib', '.bibtex', '.biblatex'],
  recognise(head) {
    if (/^\ufeff?\s*@\s*(?:[a-z]+)\s*[{(]\s*(?:[^\s{}()]+\s*)?[,=]/i.test(head)) return 1;
    if (/^\ufeff?\s*(?:%|@(?:comment|preamble|string)\b)/i.test(head) && /^[^\S\r\n]*@[a-z]+\s*[{(]/im.test(head)) return 0.9;
    return /^[^\S\r\n]*@(?:article|book|inproceedings|incollection|inbook|conference|misc|phdthesis|mastersthesis|thesis|techreport|report|online|unpublished|proceedings|string)\s*[{(]/im.test(head) ? 0.8 : 0; // prettier-ignore
  },
  async *read(input) {
    // The table of LaTeX's commands takes a fifth of a second to load; only those who read BibTeX wait for it.
    const { bibtexRecord } = await import('./bibtex-record.js');
    yield* readLines(input, new BibtexReader(input.name, bibtexRecord));
  },
};
