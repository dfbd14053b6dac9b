import { describe, expect, test } from '@jest/globals';
import { CodedError } from '../../src/errors.js';
import { parsePubmedPage } from '../../src/import/pubmed-page.js';
import { seedPage as seed, without } from './seed-page.js';

const parse = (text: string) => parsePubmedPage(text, 'page.txt');

function refused(text: string): string {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError);
    expect((error as CodedError).code).toBe('BAD_SOURCE');
    return (error as CodedError).message;
  }
  throw new Error('The page was read, but should have been refused.');
}

describe('what cannot be read is refused with line and reason', () => {
  const replaced = (from: string, to: string) => {
    expect(seed).toContain(from);
    return seed.replace(from, to);
  };

  test.each<[string, string, RegExp]>([
    ['an empty file', '', /^page\.txt, line 1: the file is empty; expected/],
    ['another file', 'Hello\nworld\n', /^page\.txt, line 1: "Hello" does not begin a PubMed page; expected/],
    ['no overview', '» Articles » PMID: 1\n\nT.\n', /line 4: the page ends without "Overview"/],
    ['a part before the overview', '» Articles » PMID: 1\n\nT.\nAbstract\n', /line 4: the page has no "Overview"/],
    ['no title', '» Articles » PMID: 1\n\nOverview\n', /line 1: no title follows/],
    ['two PMIDs', replaced('PMID 33349761', 'PMID 33349762'), /line 9: a second PMID, "33349762"/],
    ['a PMID that is none', replaced('PMID 33349761', 'PMID x'), /line 9: "x" is no PMID/],
    ['a date that is none', replaced('2020 Dec 22', '2020 Dec 32'), /line 8: "2020 Dec 32" is no date/],
    ['a count that is none', replaced('Citations 18', 'Citations many'), /line 10: "many" is no number/],
    ['a field twice', replaced('Citations 18', 'Journal Acad Med'), /line 10: a second field "Journal"/],
    ['an unknown field', replaced('Citations 18', 'Colour green'), /line 10: "Colour green" is no field of "Overview"/],
    ['authors in an unknown form', replaced('Soon will be listed here.', 'Roe A'), /line 13: "Roe A" stands under "Authors"/],
    ['a part twice', `${seed}\nAbstract\n`, /line 76: "Abstract" stands here a second time/],
    [
      'an unknown part',
      replaced('Citing Articles\n', 'Similar Articles\n'),
      /line 24: "Similar Articles" is no part of the page/,
    ],
    ['a control character', replaced('Overview', 'Over\u0007view'), /line 5: the line has a control character/],
    [
      'a citing work without citation',
      `${without(seed, 'Citing Articles', null)}Citing Articles\n\nA title.\n`,
      /line 26: "A title\." has no citation/,
    ],
    [
      'a citing work without a title',
      replaced('Burnout in medical education: interventions from a co-creation process.', ''),
      /line 30: identifiers where authors, journal and year are expected/,
    ],
    ['no year', replaced('BMC Med Educ. 2025; 25(1):230.', 'BMC Med Educ.'), /line 28: .* has no journal and year/],
    [
      'a citation without end',
      replaced('BMC Med Educ. 2025', 'Roe A. 2000 '.repeat(40_000)),
      /line 28: the citation has \d+ characters; expected 4000 at most/,
    ],
    [
      'no journal',
      replaced('Roex A BMC Med Educ. 2025', 'Roex A. 2025'),
      /line 28: cannot tell the last author from the journal in "Roex A"/,
    ],
    ['a last author without initials', replaced('Roex A BMC Med Educ', 'Roex Inquiry'), /line 28: cannot tell the last author/],
    [
      'an author without initials',
      replaced('Van den Broeck K,', 'Van den Broeck,'),
      /line 28: "Van den Broeck" is no author's name/,
    ],
    ['a volume that is none', replaced('25(1):230', '25((1:230'), /line 28: "25\(\(1:230" is no volume, issue and pages/],
    ['a DOI that is none', replaced('DOI: 10.1186/s12909-025-06833-4', 'DOI: 11.1186'), /line 30: "11\.1186\." is no DOI/],
    ['two DOIs', replaced('PMC: 11823063.', 'DOI: 10.1234/x.'), /line 30: a second DOI, "10\.1186/],
    ['a reference number left out', replaced('\n3.\n', '\n7.\n'), /line 68: "7\." stands where reference "3\." is expected/],
    [
      'a reference without a number',
      replaced('\n3.\n', '\n'),
      /line 68: "Chakravarti A, .* stands where reference "3\." is expected/,
    ],
    ['a reference without text', `${seed}\n6.\n`, /line 76: the reference has no text/],
    ['text before the first reference', replaced('\n1.\n', '\nHello\n1.\n'), /line 62: "Hello" stands where reference "1\."/],
    ['text behind the last reference', `${seed}\nHello\n`, /line 76: "Hello" stands where reference "6\." is expected/],
    [
      'authors and title that run together',
      replaced('Chumley H . Peer', 'Chumley H. Peer'),
      /line 63: authors and title are not parted/,
    ],
    [
      'title and journal that run together',
      replaced('as teachers. Fam Med', 'as teachers Fam Med'),
      /line 63: cannot tell title and journal apart/,
    ],
    [
      'two references in one line',
      replaced('38(4):234-5. View', '38(4):234-5. Wilson G . More. Acad Med. 2007; 1:2. View'),
      /line 63: the title .* holds a citation/,
    ],
    [
      'words behind the pages',
      replaced('38(4):234-5. View', '38(4):234-5. Now in colour. View'),
      /line 63: .* is no volume, issue and pages/,
    ],
  ])('%s', (_, text, message) => {
    expect(refused(text)).toMatch(message);
  });
});
