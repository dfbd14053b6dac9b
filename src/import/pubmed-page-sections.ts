import { badSource } from '../errors.js';
import { quoted, refusal, type SourceLine } from './source-line.js';

/** Parts of the page; what stands before the first heading is the title. */
const HEADINGS = ['Overview', 'Abstract', 'Citing Articles', 'References'] as const;
type Heading = (typeof HEADINGS)[number];

export interface PageSections {
  /** PMID in the page's first line, `» Articles » PMID: 33349761`. */
  pmid: SourceLine;
  title: SourceLine[];
  overview: SourceLine[];
  /** Null for a part that the page does not have. */
  abstract: SourceLine[] | null;
  citing: SourceLine[] | null;
  references: SourceLine[] | null;
}

const FIRST_LINE = /^».*\bPMID: ?(\S+)$/;

function readFirstLine(lines: readonly SourceLine[], file: string): { pmid: SourceLine; at: number } {
  const at = lines.findIndex((line) => line.text !== '');
  if (at < 0) throw badSource(`${file}, line 1: the file is empty; expected a PubMed page.`);
  const pmid = FIRST_LINE.exec(lines[at]!.text)?.[1];
  if (pmid === undefined)
    throw refusal(lines[at]!, `${quoted(lines[at]!.text)} does not begin a PubMed page; expected "» Articles » PMID: 33349761".`);
  return { pmid: { ...lines[at]!, text: pmid }, at };
}

/** Cuts the page at its headings; each may stand once, and `Overview` must come first. */
export function cutSections(lines: readonly SourceLine[], file: string): PageSections {
  const { pmid, at } = readFirstLine(lines, file);
  const title: SourceLine[] = [];
  const found = new Map<Heading, SourceLine[]>();
  let current = title;
  for (const line of lines.slice(at + 1)) {
    const heading = HEADINGS.find((name) => name === line.text);
    if (heading === undefined) {
      current.push(line);
      continue;
    }
    if (found.has(heading)) throw refusal(line, `"${heading}" stands here a second time; expected each part once.`);
    if (found.size === 0 && heading !== 'Overview')
      throw refusal(line, `the page has no "Overview" before "${heading}"; expected the title, then "Overview".`);
    current = [];
    found.set(heading, current);
  }
  const overview = found.get('Overview');
  if (!overview) throw refusal(lines.at(-1)!, 'the page ends without "Overview"; expected it behind the title.');
  return {
    pmid,
    title: title.filter((line) => line.text !== ''),
    overview,
    abstract: found.get('Abstract') ?? null,
    citing: found.get('Citing Articles') ?? null,
    references: found.get('References') ?? null,
  };
}
