import { referenceTo } from './identity.js';
import { readAbstract } from './pubmed-page-abstract.js';
import { isIdentifierLine, PUBMED_PAGE, readCitingWork, readReference, readTitle } from './pubmed-page-citation.js';
import { readOverview } from './pubmed-page-overview.js';
import { cutSections } from './pubmed-page-sections.js';
import { emptyRecord, type BibRecord } from './record.js';
import { joinLines, paragraphs, quoted, readLines, refusal, type SourceLine } from './source-line.js';

/** Works of "Citing Articles": paragraphs of title, citation and, where there are any, identifiers. */
function readCitingWorks(lines: readonly SourceLine[]): BibRecord[] {
  const works: BibRecord[] = [];
  const blocks = paragraphs(lines);
  while (blocks.length > 0) {
    const title = blocks.shift()!;
    if (isIdentifierLine(title.text)) throw refusal(title, 'identifiers without a work; expected a title.');
    const citation = blocks.shift();
    if (!citation)
      throw refusal(title, `${quoted(title.text)} has no citation; expected authors, journal and year behind the title.`);
    if (isIdentifierLine(citation.text)) throw refusal(citation, 'identifiers where authors, journal and year are expected.');
    const ids = blocks[0] && isIdentifierLine(blocks[0].text) ? blocks.shift()! : null;
    works.push(readCitingWork(title, citation, ids));
  }
  return works;
}

const NUMBER = /^(\d+)\.$/;
/** The link that ends each reference on the page. */
const CLOSED = / View$/;

/** References: each begins with its number, alone in its line, and runs to the next number. */
function referenceLines(lines: readonly SourceLine[]): SourceLine[] {
  const entries: { number: SourceLine; text: SourceLine[] }[] = [];
  for (const line of lines.filter(({ text }) => text !== '')) {
    const number = NUMBER.exec(line.text)?.[1];
    const entry = entries.at(-1);
    if (number === String(entries.length + 1)) entries.push({ number: line, text: [] });
    else if (number !== undefined || !entry || CLOSED.test(entry.text.at(-1)?.text ?? ''))
      throw refusal(line, `${quoted(line.text)} stands where reference "${entries.length + 1}." is expected.`);
    else entry.text.push(line);
  }
  return entries.map(({ number, text }) => {
    if (text.length === 0) throw refusal(number, 'the reference has no text; expected authors, title, journal and year.');
    return joinLines(text);
  });
}

/**
 * Reads the text of a page about one article: the article first, then the works that cite it and its
 * references, in the order of the page. Its own authors are not on the page (`NOT_LISTED`); lists of six are
 * `POSSIBLY_TRUNCATED`. Throws BAD_SOURCE `FILE, line N: …` for whatever cannot be read: nothing is guessed
 * or passed over.
 */
export function parsePubmedPage(text: string, fileName: string): BibRecord[] {
  const sections = cutSections(readLines(text, fileName), fileName);
  if (sections.title.length === 0) throw refusal(sections.pmid, 'no title follows; expected it before "Overview".');
  const title = joinLines(sections.title);
  const citing = readCitingWorks(sections.citing ?? []);
  const printed = sections.references && referenceLines(sections.references);
  const references = printed?.map(readReference) ?? [];
  const review: BibRecord = {
    ...emptyRecord(PUBMED_PAGE),
    ...readTitle(title, title.text),
    ...readOverview(sections.overview, sections.pmid),
    abstract: readAbstract(sections.abstract ?? []),
    citedBy: citing.map((record) => referenceTo(record, null, null)),
    references: printed && references.map((record, i) => referenceTo(record, i + 1, printed[i]!.text.replace(CLOSED, ''))),
  };
  return [review, ...citing, ...references];
}
