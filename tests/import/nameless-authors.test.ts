import { describe, expect, test } from '@jest/globals';
import { crossref } from '../../src/import/crossref.js';
import { cslJson } from '../../src/import/csl-json.js';
import { europePmc } from '../../src/import/europe-pmc.js';
import type { ImportFormat } from '../../src/import/format.js';
import { jats } from '../../src/import/jats.js';
import { openalex } from '../../src/import/openalex.js';
import { pubmedXml } from '../../src/import/pubmed-xml.js';
import { semanticScholar } from '../../src/import/semantic-scholar.js';
import { readText, recordsOf, warningsOf } from './text-input.js';

const WARNING = 'an author without a name is left out';
const S2_ID = '0123456789abcdef0123456789abcdef01234567';
const SMITH = '<LastName>Smith</LastName>';
const contrib = (name: string): string => `<contrib contrib-type="author">${name}</contrib>`;

/** Each format with a work by Smith and somebody else, who is given as `other`. */
const FORMATS: [ImportFormat, nameless: unknown, named: unknown, work: (other: unknown) => unknown][] = [
  [crossref, { sequence: 'first' }, { family: 'Jones' }, (other) => [{ DOI: '10.1000/x', author: [{ family: 'Smith' }, other] }]],
  [cslJson, {}, { family: 'Jones' }, (other) => [{ type: 'book', title: 'T', author: [{ family: 'Smith' }, other] }]],
  [
    openalex,
    { author: { id: null } },
    { author: { display_name: 'Jones' } },
    (other) => ({ id: 'https://openalex.org/W1', authorships: [{ raw_author_name: 'Smith' }, other] }),
  ],
  [semanticScholar, { name: null }, { name: 'Jones' }, (other) => [{ paperId: S2_ID, authors: [{ name: 'Smith' }, other] }]],
  [
    europePmc,
    { initials: 'J' },
    { fullName: 'Jones' },
    (other) => ({ resultList: { result: [{ id: '1', source: 'MED', authorList: { author: [{ fullName: 'Smith' }, other] } }] } }),
  ],
  [
    pubmedXml,
    '<Initials>J</Initials>',
    '<LastName>Jones</LastName>',
    (other) =>
      `<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><AuthorList CompleteYN="Y"><Author>${SMITH}</Author><Author>${String(other)}</Author></AuthorList></Article></MedlineCitation></PubmedArticle>`,
  ],
  [
    jats,
    '<xref ref-type="aff"/>',
    '<name><surname>Jones</surname></name>',
    (other) =>
      `<article><front><article-meta><article-id pub-id-type="doi">10.1000/x</article-id><contrib-group>${contrib('<name><surname>Smith</surname></name>')}${contrib(String(other))}</contrib-group></article-meta></front></article>`,
  ],
];

describe('an author without a name', () => {
  test.each(FORMATS.map((one) => [one[0].id, ...one] as const))('%s: the list is not told to be whole', async (_id, format, nameless, named, work) => {
    const read = async (other: unknown) => {
      const made = work(other);
      const items = await readText(format, typeof made === 'string' ? made : JSON.stringify(made));
      const [record] = recordsOf(items);
      return [record!.authors.length, record!.authorsStatus, warningsOf(items).filter((message) => message === WARNING).length];
    };
    expect(await read(named)).toEqual([2, 'COMPLETE', 0]);
    expect(await read(nameless)).toEqual([1, 'POSSIBLY_TRUNCATED', 1]);
  }); // prettier-ignore

  test('OpenAlex: a profile of nobody names nobody, the byline does', async () => {
    const author = (id: string) => ({ id: `https://openalex.org/${id}`, display_name: 'Deleted Author' });
    const authorships = [
      { raw_author_name: 'Mary Smith', author: author('A9999999999') },
      { author: author('A9999999999') },
      { author: author('A5317838346') },
    ];
    const [record] = recordsOf(await readText(openalex, JSON.stringify({ id: 'https://openalex.org/W1', authorships })));
    expect(record).toMatchObject({ authors: [{ nameAsWritten: 'Mary Smith' }], authorsStatus: 'POSSIBLY_TRUNCATED' });
  });
});
