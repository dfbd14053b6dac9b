import { describe, expect, test } from '@jest/globals';
import { buildGraph } from '../../src/import/build.js';
import { emptyAuthor, emptyRecord, NO_IDS, type BibRecord } from '../../src/import/record.js';
import { readVocabulary } from '../../src/import/topics.js';
import type { ArticleWrite, WriteBatch } from '../../src/store/store.js';

const READ_AT = new Date('2025-03-01T12:00:00.000Z');
const noTopics = readVocabulary('{ "topics": [] }', 'none.json');
const record = (part: Partial<BibRecord>): BibRecord => ({ ...emptyRecord('test'), title: 'A title', ...part });

function article(batch: WriteBatch, key: string): ArticleWrite {
  const found = batch.articles!.find(({ record }) => record.key === key);
  if (!found) throw new Error(`There is no article ${key}.`);
  return found;
}

describe('works', () => {
  const ids = (part: Partial<BibRecord['ids']>) => ({ ...NO_IDS, ...part });
  const mention = (part: Partial<BibRecord['ids']>, position: number | null = null) => ({
    position,
    ids: ids(part),
    recordKey: null,
    text: null,
    year: null,
  });

  test('records with a common identifier are one, over several steps', () => {
    const batch = buildGraph(
      [
        record({ ids: ids({ pmid: '1', doi: '10.1234/a' }), volume: '7' }),
        record({ ids: ids({ doi: '10.1234/a', pmcid: 'PMC3' }), issue: '2', publicationTypes: ['Letter'] }),
        record({ ids: ids({ pmcid: 'PMC3' }), source: 'other', authors: [emptyAuthor('Roe A')], authorsStatus: 'COMPLETE' }),
      ],
      noTopics,
      READ_AT,
    );
    expect(batch.articles).toHaveLength(1);
    expect(batch.articles![0]!.record).toMatchObject({
      key: 'pmid:1',
      pmid: '1',
      doi: '10.1234/a',
      pmcid: 'PMC3',
      volume: '7',
      issue: '2',
      publicationTypes: ['Letter'],
      authorsStatus: 'COMPLETE',
      authorships: [{ nameAsWritten: 'Roe A', provenance: [{ source: 'other' }] }],
      provenance: [{ source: 'other' }, { source: 'test' }],
    });
  });

  test('a whole author list replaces one that may be cut', () => {
    const [cut, whole] = [6, 8].map((length) => Array.from({ length }, (_, i) => emptyAuthor(`Name${i} A`)));
    const batch = buildGraph(
      [
        record({ ids: ids({ pmid: '1' }), authors: cut!, authorsStatus: 'POSSIBLY_TRUNCATED' }),
        record({ ids: ids({ pmid: '1' }), authors: whole!, authorsStatus: 'COMPLETE', volume: '1' }),
      ],
      noTopics,
      READ_AT,
    );
    expect(batch.articles![0]!.record.authorsStatus).toBe('COMPLETE');
    expect(batch.articles![0]!.record.authorships).toHaveLength(8);
    expect(batch.authors).toHaveLength(8);
  });

  test('works known by their identifier alone are stubs', () => {
    const batch = buildGraph(
      [record({ ids: ids({ pmid: '1' }), references: [mention({ doi: '10.1234/b' }, 1)], citedBy: [mention({ pmid: '9', doi: '10.1234/c' })] })], // prettier-ignore
      noTopics,
      READ_AT,
    );
    expect(batch.articles!.map(({ record }) => [record.key, record.status, record.title, record.doi])).toEqual([
      ['doi:10.1234/b', 'STUB', null, '10.1234/b'],
      ['pmid:1', 'FULL', 'A title', null],
      ['pmid:9', 'STUB', null, '10.1234/c'],
    ]);
    expect(article(batch, 'pmid:9').references.map(({ citedKey }) => citedKey)).toEqual(['pmid:1']);
    expect(article(batch, 'pmid:9').record).toMatchObject({ authorsStatus: 'NOT_LISTED', hasReferenceList: false });
  });

  test('a work that stands twice in a list, under two identifiers, is cited once at its first place', () => {
    const batch = buildGraph(
      [
        record({
          ids: ids({ pmid: '1' }),
          references: [mention({ doi: '10.1234/b' }, 4), mention({ pmid: '2' }, 2), mention({ pmid: '3' }, null)],
        }),
        record({ ids: ids({ pmid: '2', doi: '10.1234/b' }) }),
      ],
      noTopics,
      READ_AT,
    );
    expect(article(batch, 'pmid:1').references.map(({ citedKey, position }) => [citedKey, position])).toEqual([
      ['pmid:2', 2],
      ['pmid:3', null],
    ]);
  });

  test('a reference that names no work is refused, not dropped', () => {
    const nameless = { position: 1, ids: NO_IDS, recordKey: null, text: 'Somebody, 1999', year: 1999 };
    const build = (reference: typeof nameless | { recordKey: string }) =>
      buildGraph([record({ ids: ids({ pmid: '1' }), references: [{ ...nameless, ...reference }] })], noTopics, READ_AT);
    expect(() => build(nameless)).toThrow(
      /^pmid:1 \(test\): the reference "Somebody, 1999" has neither an identifier nor a record/,
    );
    expect(() => build({ recordKey: 'cit:0000000000000000' })).toThrow(
      /the record cit:0000000000000000, which is not among those read/,
    );
  });
});

describe('journals', () => {
  test('one for each NLM id or ISSN; the title comes from whichever source has it', () => {
    const journals = [
      { title: null, abbreviation: 'BMC Med Educ', issns: [{ value: '1472-6920', type: 'ELECTRONIC' as const }], nlmId: null },
      { title: 'BMC medical education', abbreviation: null, issns: [{ value: '1472-6920', type: 'ELECTRONIC' as const }], nlmId: '101088679' }, // prettier-ignore
    ];
    const batch = buildGraph(
      journals.map((journal, i) => record({ ids: { ...NO_IDS, pmid: String(i + 1) }, journal })),
      noTopics,
      READ_AT,
    );
    expect(batch.journals).toMatchObject([
      {
        key: 'nlm:101088679',
        title: 'BMC medical education',
        abbreviation: 'BMC Med Educ',
        nlmId: '101088679',
        issns: [{ value: '1472-6920', type: 'ELECTRONIC' }],
      },
    ]);
    expect(batch.journals![0]!.names.toSorted()).toEqual(['BMC Med Educ', 'BMC medical education']);
    expect(batch.articles!.map(({ record }) => record.journalKey)).toEqual(['nlm:101088679', 'nlm:101088679']);
  });
});
