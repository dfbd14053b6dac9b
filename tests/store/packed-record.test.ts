import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord, Authorship } from '../../src/records.js';
import { packRecord, unpackRecord } from '../../src/store/packed-record.js';
import { articles, authors, journals, topics } from '../resolvers/fixture.js';

const again = (record: ArticleRecord) => unpackRecord('Article', packRecord('Article', record), [3, 2]);

describe('a record comes back as it was packed', () => {
  test.each(articles.map(({ record }) => record))('article $key', (record) => {
    expect(again(record)).toEqual({ ...record, citedByCount: 3, referenceCount: 2 });
  });
  test('author, journal, topic', () => {
    for (const one of authors)
      expect(unpackRecord('Author', packRecord('Author', one), [1, 1990, null])).toEqual({
        ...one,
        articleCount: 1,
        firstYear: 1990,
        lastYear: null,
      });
    for (const one of journals)
      expect(unpackRecord('Journal', packRecord('Journal', one), [4])).toEqual({ ...one, articleCount: 4 });
    for (const one of topics) expect(unpackRecord('Topic', packRecord('Topic', one), [4])).toEqual({ ...one, articleCount: 4 });
  });
});

describe('every field of an article', () => {
  const { record } = articles[0]!;
  test.each<[string, Partial<ArticleRecord>]>([
    ['texts that are empty, and such that look like the end of the card', { title: '],{"lists":{', volume: '', issue: '0', pages: { asWritten: '', first: null, last: '' } }],
    ['nothing', { pmid: null, doi: null, pmcid: null, identifiers: [], title: null, date: null, pages: null, journalKey: null, journalProvenance: [], provenance: [], authorships: [], topics: [] }],
    ['identifiers in an order of their own', { pmid: '1', doi: '10.1/x', pmcid: 'PMC1', identifiers: [{ scheme: 'pmcid', value: 'PMC1' }, { scheme: 'doi', value: '10.1/x' }, { scheme: 'pmid', value: '1' }, { scheme: 's2', value: 'abc' }] }],
    ['identifiers in no list', { pmid: '1', doi: '10.1/x', identifiers: [] }],
    ['a stub that was retracted', { status: 'STUB', isRetracted: true, hasReferenceList: false, authorsStatus: 'NOT_LISTED', statedReferenceCount: 0 }],
    ['counts of others', { statedReferenceCount: 12, reportedCitations: [{ source: 'x', count: 0, readAt: '2026-01-01T00:00:00Z' }], hasReferenceList: true }],
    ['a year alone', { date: { year: 1999, month: null, day: null, raw: '', precision: 'YEAR' } }],
  ])('%s', (_, fields) => {
    const whole = { ...record, ...fields };
    expect(again(whole)).toEqual({ ...whole, citedByCount: 3, referenceCount: 2 });
  }); // prettier-ignore

  test('is seen by who looks at all of them, and can be packed again', () => {
    const found = again(record);
    expect(Object.keys(found).sort()).toEqual([...Object.keys(record), 'citedByCount', 'referenceCount'].sort());
    expect({ ...found }).toEqual(found);
    expect(structuredClone(found)).toEqual(found);
    expect(packRecord('Article', found)).toBe(packRecord('Article', record));
  });
});

describe('an authorship', () => {
  const plain: Authorship = {
    authorKey: 'a', position: 1, nameAsWritten: 'Ö, 李', affiliations: [], isCorresponding: null, equalContribution: null, provenance: [],
  }; // prettier-ignore
  const said = [{ source: 'x', readAt: '2026-01-01T00:00:00Z' }];
  const institution = { name: null, ror: '0161xgx34', country: 'CA', affiliation: null };
  test.each([
    plain,
    { ...plain, isCorresponding: false, equalContribution: true },
    { ...plain, affiliations: ['Here', 'There'], provenance: said },
    { ...plain, institutions: [] },
    { ...plain, institutions: [institution], provenance: [...said, { source: 'y', readAt: said[0]!.readAt }] },
  ])('%j', (authorship) => {
    const record = { ...articles[0]!.record, authorships: [authorship, { ...authorship, position: 2, provenance: said }] };
    expect(again(record).authorships).toStrictEqual(record.authorships);
  });
});

test('what says nothing takes no room, and each list of provenance is kept once', () => {
  const provenance = [{ source: 'pubmed-xml', readAt: '2026-01-01T00:00:00Z' }];
  const authorships = Array.from({ length: 50 }, (_, i) => ({
    authorKey: `a${i}`, position: i + 1, nameAsWritten: 'A', affiliations: [], isCorresponding: null, equalContribution: null, provenance,
  })); // prettier-ignore
  const text = packRecord('Article', { ...articles[0]!.record, authorships, provenance });
  expect(text.split('pubmed-xml')).toHaveLength(2);
  expect(text).not.toMatch(/null|false|\[\]/);
});
