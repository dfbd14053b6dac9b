import { parsePartialDate } from './pubmed-page-date.js';
import { readIdentifier, type IdentifierLabel } from './pubmed-page-citation.js';
import { NO_IDS, type BibRecord } from './record.js';
import { quoted, refusal, type SourceLine } from './source-line.js';

const FIELD = /^(?<name>Journal|Specialty|Date|PMID|PMCID|PMC|DOI|Citations)(?: (?<value>.+))?$/;
/** The page does not show the review's own authors: these three lines stand in their place. */
const AUTHOR_LINES = ['Authors', 'Affiliations', 'Soon will be listed here.'];
const COUNT = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/;

export type Overview = Pick<BibRecord, 'ids' | 'journal' | 'specialty' | 'date' | 'reportedCitations'>;

function readField(overview: Overview, line: SourceLine, name: string, value: string): void {
  switch (name) {
    case 'Journal':
      overview.journal = { title: null, abbreviation: value, issns: [], nlmId: null };
      return;
    case 'Specialty':
      overview.specialty = value;
      return;
    case 'Date':
      overview.date = parsePartialDate(value);
      if (!overview.date) throw refusal(line, `${quoted(value)} is no date; expected one such as "2020 Dec 22".`);
      return;
    case 'Citations':
      if (!COUNT.test(value)) throw refusal(line, `${quoted(value)} is no number of citations; expected one such as "18".`);
      overview.reportedCitations = Number(value.replaceAll(',', ''));
      return;
    default:
      readIdentifier(line, overview.ids, name as IdentifierLabel, value);
  }
}

/** The part "Overview": one field in a line, each at most once; a field without a value is not known. */
export function readOverview(lines: readonly SourceLine[], pmid: SourceLine): Overview {
  const overview: Overview = { ids: { ...NO_IDS }, journal: null, specialty: null, date: null, reportedCitations: null };
  readIdentifier(pmid, overview.ids, 'PMID', pmid.text);
  const seen = new Set<string>();
  for (const line of lines.filter(({ text }) => text !== '')) {
    const { name, value } = FIELD.exec(line.text)?.groups ?? {};
    const isAuthorLine = AUTHOR_LINES.includes(line.text);
    if (isAuthorLine) seen.add('Authors');
    if (isAuthorLine) continue;
    if (name === undefined || seen.has('Authors'))
      throw refusal(
        line,
        seen.has('Authors')
          ? `${quoted(line.text)} stands under "Authors"; expected "Soon will be listed here." or the next part of the page.`
          : `${quoted(line.text)} is no field of "Overview"; expected Journal, Specialty, Date, PMID, PMC, DOI or Citations.`,
      );
    if (seen.has(name)) throw refusal(line, `a second field "${name}"; expected each field once.`);
    seen.add(name);
    if (value !== undefined) readField(overview, line, name, value);
  }
  return overview;
}
