import { describe, expect, test } from '@jest/globals';
import { NO_IDS } from '../../src/import/record.js';
import { semanticScholar } from '../../src/import/semantic-scholar.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const sha = (digit: string): string => digit.repeat(40);
const PAPER = {
  paperId: sha('a'), corpusId: 1,
  externalIds: { DOI: '10.1000/MADE.1', PubMed: '90000001', PubMedCentral: '9000001', CorpusId: 1 },
  title: 'Peer mentoring.', abstract: 'Tea.', venue: 'Made Up Education', year: 2019, publicationDate: '2019-11-05', referenceCount: 3, citationCount: 7,
  publicationVenue: { name: 'Made Up Education', type: 'journal', alternate_names: ['Made Up Educ'], issn: '1472-6920' },
  journal: { name: 'Made Up Education', volume: '12', pages: '234-5' }, publicationTypes: ['JournalArticle', 'Review'],
  authors: [{ authorId: '1', name: 'Anna-Lena van den Made' }, { authorId: '2', name: 'B. Solo' }],
  references: [{ paperId: sha('b'), title: 'Cited' }, { paperId: null, title: 'Only a title', year: 1999, venue: 'J Tea', authors: [{ name: 'C. Two' }] }],
  citations: null,
}; // prettier-ignore

describe('Semantic Scholar', () => {
  test('a paper, all its fields', async () => {
    const [record] = recordsOf(await readText(semanticScholar, JSON.stringify(PAPER)));
    expect(record).toMatchObject({
      source: 'semantic-scholar', sourceId: sha('a'), title: 'Peer mentoring', authorsStatus: 'COMPLETE',
      ids: { ...NO_IDS, s2: sha('a'), doi: '10.1000/made.1', pmid: '90000001', pmcid: 'PMC9000001' },
      date: { year: 2019, month: 11, day: 5 }, volume: '12', pages: { first: '234', last: '235' }, abstract: [{ label: null, text: 'Tea.' }],
      publicationTypes: ['Journal Article', 'Review'], reportedCitations: 7, statedReferences: 3, citedBy: [], isRetracted: null,
      journal: { title: 'Made Up Education', issns: [{ value: '1472-6920', type: 'UNKNOWN' }], otherNames: ['Made Up Educ'] },
      authors: [{ familyName: 'van den Made', givenName: 'Anna-Lena' }, { familyName: 'Solo', initials: 'B' }],
    }); // prettier-ignore
    expect(record!.references).toEqual([
      { position: null, ids: { ...NO_IDS, s2: sha('b') }, recordKey: null, text: 'Cited', year: null },
      { position: null, ids: NO_IDS, recordKey: null, text: 'C. Two. Only a title. J Tea. 1999', year: 1999 },
    ]);
  });

  test('a batch: null is a paper that the service does not know', async () => {
    const items = await readText(
      semanticScholar,
      JSON.stringify([PAPER, null, { paperId: sha('c'), authors: null, references: null }, { title: 'x' }]),
    );
    expect(items.map((item) => [item.kind, item.place.record])).toEqual([['record', 1], ['warning', 2], ['record', 3], ['refused', 4]]); // prettier-ignore
    expect(recordsOf(items)[1]).toMatchObject({
      ids: { ...NO_IDS, s2: sha('c') },
      title: null,
      references: null,
      authorsStatus: 'NOT_LISTED',
    });
    expect(refusalsOf(items)).toEqual(['line 1, record 4: the paper has no identifier']);
  });

  const edges = [
    { isInfluential: true, contexts: [], citedPaper: { paperId: sha('d'), title: 'One', externalIds: null } },
    { isInfluential: false, contexts: [], citedPaper: { paperId: null, title: 'No identifier', year: 2001 } },
  ];

  test('edges of a work that the answer names', async () => {
    const [work, cited, ...rest] = recordsOf(
      await readText(semanticScholar, JSON.stringify({ paperId: sha('a'), offset: 0, data: edges })),
    );
    expect(work).toMatchObject({ ids: { ...NO_IDS, s2: sha('a') }, title: null, citedBy: [] });
    expect(work!.references!.map((reference) => [reference.ids.s2, reference.text])).toEqual([
      [sha('d'), 'One'],
      [null, 'No identifier. 2001'],
    ]);
    expect([cited!.title, rest]).toEqual(['One', []]);
  });

  test('edges of nobody knows whom: the papers are kept, and it is said', async () => {
    const items = await readText(semanticScholar, JSON.stringify({ offset: 0, data: edges }));
    expect(recordsOf(items).map((record) => record.title)).toEqual(['One']);
    expect(warningsOf(items)).toEqual([expect.stringMatching(/does not say whose citations or references/)]);
    expect(refusalsOf(items)).toEqual(['line 1, record 2: the paper has no identifier']);
    const citing = await readText(
      semanticScholar,
      JSON.stringify({ paperId: sha('a'), data: [{ citingPaper: { paperId: sha('e'), title: 'Citing' } }] }),
    );
    expect(recordsOf(citing)[0]).toMatchObject({ references: null, citedBy: [{ ids: { s2: sha('e') } }] });
  });

  test('knows its own beginning, and an error answer', async () => {
    expect(semanticScholar.recognise(JSON.stringify(PAPER))).toBe(1);
    expect(semanticScholar.recognise('{"id":"x"}')).toBe(0);
    await expect(readText(semanticScholar, '{"error":"Paper not found"}')).rejects.toThrow(/Paper not found/);
  });
});

test('papers that the service recommends', async () => {
  const items = await readText(semanticScholar, JSON.stringify({ recommendedPapers: [{ paperId: 'a'.repeat(40), title: 'T' }] }));
  expect(recordsOf(items)).toMatchObject([{ ids: { s2: 'a'.repeat(40) }, title: 'T' }]);
  expect(refusalsOf(items)).toEqual([]);
});

test('the ORCID of an author, where it was asked for', async () => {
  const author = (externalIds: unknown) => ({ name: 'Mary Smith', externalIds });
  const paper = {
    paperId: 'a'.repeat(40),
    authors: [author({ ORCID: ['0000-0002-1825-0097'], DBLP: ['Mary Smith'] }), author(null)],
  };
  const [record] = recordsOf(await readText(semanticScholar, JSON.stringify([paper])));
  expect(record!.authors.map(({ orcid }) => orcid)).toEqual(['0000-0002-1825-0097', null]);
});
