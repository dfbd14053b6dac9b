import { badSource } from '../errors.js';
import { convertRecord } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readLines, type Line, type LineReader } from './lines.js';
import { PREAMBLE } from './ris-fields.js';
import { risRecord } from './ris-record.js';
import { TaggedRecord } from './tagged-lines.js';

/** `TY  - JOUR`: two letters or digits, two blanks, a hyphen, a blank (or a tab). PsycINFO has one tag of four letters, `PMID`. */
const TAG = /^([A-Z][A-Z0-9]|PMC?ID) {2}-(?:[ \t](.*))?$/;
/** Some programs write one blank, a tab, or none behind the hyphen; a record is only read so where its TY line is, for `IV - methods` is text elsewhere. */
const LOOSE_TAG = /^([A-Z][A-Z0-9]|PMC?ID)[ \t]{1,2}-[ \t]?(.*)$/;
const LOOSE_TYPE = /^TY(?: -[ \t]?|(?: ?\t|\t )-[ \t]?| {2}-)[A-Z]{3,7}\s*$/;
/** A record pasted from elsewhere may be indented as a whole. */
const INDENTED_TYPE = /^[ \t]+TY {1,2}- ?[A-Z]{3,7}\s*$/i;
/** Tags in small letters are read in a record whose TY line is so, for `ab  - c` is text elsewhere. */
const SMALL_TYPE = /^ty {1,2}- ?[a-z]{3,7}\s*$/i;
const SMALL_TAG = /^([a-z][a-z0-9]|pmc?id) {1,2}-(?: |$)/;

class RisReader implements LineReader {
  private items: ReadItem[] = [];
  private current: TaggedRecord | null = null;
  private isLoose = false;
  private isSmall = false;
  private isIndented = false;
  private records = 0;
  private strayFrom: number | null = null;

  constructor(private readonly fileName: string) {}

  line(line: Line): void {
    if (INDENTED_TYPE.test(line.text)) this.isIndented = true;
    else if (/^TY {1,2}-/i.test(line.text)) this.isIndented = false;
    const flush = this.isIndented ? line.text.trimStart() : line.text;
    if (SMALL_TYPE.test(flush)) this.isSmall = flush.startsWith('ty');
    const text = this.isSmall ? flush.replace(SMALL_TAG, (tag) => tag.toUpperCase()) : flush;
    if (LOOSE_TYPE.test(text)) this.isLoose = true;
    else if (/^TY {2}-[ \t]/.test(text)) this.isLoose = false;
    const match = (this.isLoose ? LOOSE_TAG : TAG).exec(text.trimEnd());
    if (match) this.tag(match[1]!, match[2] ?? '', line);
    else if (line.tooLong === null && line.text.trim() === '') return;
    else if (this.current || line.tooLong !== null) (this.current ??= this.start(line)).add(null, line.text.trim(), line);
    else if (!PREAMBLE.test(line.text)) this.strayFrom ??= line.number;
  }

  private tag(tag: string, value: string, line: Line): void {
    // EF ends the files of Web of Science.
    if (tag === 'ER' || (tag === 'EF' && this.current === null)) {
      this.close();
      return;
    }
    if (tag === 'TY' && this.current !== null) {
      this.warn(this.current.line, `the record has no ER line; it ends where the next one begins, in line ${line.number}`);
      this.close();
    }
    this.current ??= this.start(line);
    this.current.add(tag, value, line);
  }

  private start(line: Line): TaggedRecord {
    if (this.strayFrom !== null)
      this.warn(this.strayFrom, `text outside of any record, up to line ${line.number - 1}, is left out`);
    this.strayFrom = null;
    this.records++;
    return new TaggedRecord(line.number);
  }

  private warn(line: number, message: string): void {
    this.items.push({ kind: 'warning', place: { line, record: this.records }, message });
  }

  private close(): void {
    const { current } = this;
    this.current = null;
    if (current === null) return;
    this.items.push(...convertRecord({ line: current.line, record: this.records }, (warn) => risRecord(current, warn)));
  }

  end(): void {
    if (this.current !== null)
      this.warn(this.current.line, 'the file ends within this record (it has no ER line); it may have been cut');
    this.close();
    if (this.strayFrom === null) return;
    if (this.records === 0)
      throw badSource(`${this.fileName}: there is no RIS record in the file; one begins with a line such as "TY  - JOUR".`);
    this.warn(this.strayFrom, 'text outside of any record, up to the end of the file, is left out');
  }

  take(): ReadItem[] {
    return this.items.splice(0);
  }
}

/** RIS in the dialects of EndNote, Zotero, Scopus, Ovid, Cochrane, ProQuest, EBSCO, Web of Science, Dimensions and Lens. */
export const ris: ImportFormat = {
  id: 'ris',
  label: 'RIS',
  extensions: ['.ris', '.txt'],
  recognise(head) {
    if (/^\ufeff?[^\S\r\n]*(?:TY[ \t]{1,2}-[ \t]?[A-Z]{3,7}|ty {1,2}- ?[a-z]{3,7})\s*$/m.test(head))
      return /^\ufeff?\s*TY[ \t]{1,2}-/i.test(head) ? 1 : 0.9;
    return /^ER {2}-\s*$/m.test(head) && /^[A-Z][A-Z0-9] {2}- /m.test(head) ? 0.7 : 0;
  },
  read: (input) => readLines(input, new RisReader(input.name)),
};
