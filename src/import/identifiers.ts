import { convertRecord, shown, UnusableRecord } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import { workIds } from './identifier-fields.js';
import { columnsOf, isTableHead, KNOWN, NAMING, readTable } from './identifier-table.js';
import { hasBrokenText } from './input.js';
import { readLines, type Line, type LineReader } from './lines.js';
import { peek } from './peek.js';
import { emptyRecord, NO_IDS, type BibRecord } from './record.js';

/**
 * Plain lists: one identifier a line, or a table with a header. Such a record says little: with a title it is a
 * thin record; without one it only names a work, which stays a stub until a fuller record of it is imported.
 */
const LONGEST_LINE = 10_000;

/** The mark before an entry of a list that was pasted from a text: `1.`, `2)`, `[3]`, `•`, `-`. No number of it is a PMID. */
const LIST_MARK = /^(?:[-–*•·▪]|\(?\d{1,5}[.)]|\[\d{1,5}\])\s+(?=\S)/u;

/** Without the mark of a list; what follows ` #` is a remark. */
const withoutRemark = (line: string): string =>
  line
    .replace(/(?:^|\s)#.*$/, '')
    .trim()
    .replace(LIST_MARK, '');

/** Between identifiers on one line; a comma or semicolon without a blank may belong to a DOI, but not before another one. */
const BETWEEN = /\s*[,;]?\s+|[,;](?=https?:\/\/|doi:|10\.\d{4,9}\/)/i;

/** A line may list several, as pasted from an e-mail: `17101234, 30000001`. Where a part is none, it is one text. */
function idsOf(line: string): string[] {
  if (line.length > LONGEST_LINE) return [line];
  for (const parts of [line.split(BETWEEN), [line], line.split(/[\s,;]+/)]) {
    const ids = parts.filter((part) => part !== '');
    // Three digits beside others are rather a part of a number: `17 101 234`.
    if (ids.length > 0 && ids.every((part) => workIds(part) !== null && (ids.length === 1 || !/^\d{1,3}$/.test(part))))
      return ids;
  }
  return [line];
}

class ListReader implements LineReader {
  private items: ReadItem[] = [];
  private records = 0;

  line(line: Line): void {
    const text = withoutRemark(line.text);
    if (line.tooLong === null && text === '') return;
    for (const one of line.tooLong === null ? idsOf(text) : [text]) {
      this.items.push(...convertRecord({ line: line.number, record: ++this.records }, () => listRecord(one, line)));
    }
  }

  end(): void {}

  take(): ReadItem[] {
    return this.items.splice(0);
  }
}

function listRecord(text: string, line: Line): BibRecord {
  if (line.tooLong !== null) throw new UnusableRecord(`the line has ${line.tooLong} characters and is no identifier`);
  const ids = hasBrokenText(text) ? null : workIds(text);
  if (ids === null) throw new UnusableRecord(`${shown(text)} is neither a PMID, a PMCID, a DOI nor another identifier of a work`);
  return { ...emptyRecord('identifiers'), ids: { ...NO_IDS, ...ids } };
}

/** The first line with something in it but a remark. */
const firstLine = (head: string): string => head.split(/\r\n?|\n/, 1000).map(withoutRemark).find((line) => line !== '') ?? ''; // prettier-ignore

function isListLine(line: string): boolean {
  return line.length < LONGEST_LINE && idsOf(line).every((one) => workIds(one) !== null);
}

export const identifiers: ImportFormat = {
  id: 'identifiers',
  label: 'list of identifiers (one a line, or a table)',
  extensions: ['.csv', '.tsv', '.txt', '.ids'],
  recognise(head) {
    const columns = columnsOf(firstLine(head));
    // A table with semicolons is refused with the reason, which says more than that its format is not known.
    if (columns.length === 1 && !NAMING.has(columns[0]!) && isTableHead(firstLine(head))) return 0.5;
    if (columns.some((name) => NAMING.has(name))) return columns.every((name) => KNOWN.has(name)) ? 0.8 : 0.5;
    // The last line may be cut where the head ends.
    const lines = head.split(/\r\n?|\n/).slice(0, 200);
    const full = (lines.length > 1 ? lines.slice(0, -1) : lines).map(withoutRemark).filter((line) => line !== '');
    const known = full.filter(isListLine).length;
    return known === 0 ? 0 : known === full.length ? 0.8 : known / full.length >= 0.5 ? 0.4 : 0;
  },
  async *read(input) {
    const { head, input: whole } = await peek(input);
    const first = firstLine(head);
    if (first === '') yield* readLines(whole, new ListReader());
    else yield* isListLine(first) ? readLines(whole, new ListReader()) : readTable(whole);
  },
};
