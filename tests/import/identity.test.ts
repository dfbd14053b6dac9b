import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromGlobalId, toGlobalId } from '../../src/global-id.js';
import { journalKey, referenceKey, referenceTo, topicKey, workKey } from '../../src/import/identity.js';
import { emptyAuthor, emptyRecord, NO_IDS, type BibJournal, type BibRecord } from '../../src/import/record.js';

/** Parrott 2006, of which no source of the seed has an identifier. */
const parrott: BibRecord = {
  ...emptyRecord('pubmed-page'),
  title: 'Peer coaching shows promise for residents as teachers',
  authors: [{ ...emptyAuthor('Parrott S'), familyName: 'Parrott', initials: 'S' }],
  journal: { title: null, abbreviation: 'Fam Med', issns: [], nlmId: null },
  date: { year: 2006, month: null, day: null, raw: '2006', precision: 'YEAR' },
  volume: '38',
  issue: '4',
  pages: { asWritten: '234-5', first: '234', last: '235' },
};

const journal = (part: Partial<BibJournal>): BibJournal => ({ title: null, abbreviation: null, issns: [], nlmId: null, ...part });

describe('works', () => {
  test('PMID, else DOI, else PMCID, else an identifier of another index', () => {
    const key = (ids: Partial<BibRecord['ids']>) => workKey({ ...parrott, ids: { ...NO_IDS, ...ids } });
    expect(key({ pmid: '1', doi: '10.1234/x', pmcid: 'PMC2' })).toBe('pmid:1');
    expect(key({ doi: '10.1234/x', pmcid: 'PMC2' })).toBe('doi:10.1234/x');
    expect(key({ pmcid: 'PMC2', openalex: 'W3' })).toBe('pmcid:PMC2');
    expect(key({ openalex: 'W3' })).toBe('openalex:W3');
  });

  test('without an identifier the citation decides, on every machine the same', () => {
    expect(workKey(parrott)).toBe('cit:33eb240826949e45');
  });

  test('case, accents and punctuation do not matter; every part of the citation does', () => {
    const key = workKey(parrott);
    expect(workKey({ ...parrott, title: 'PEER-COACHING shows promise: for résidents as teachers' })).toBe(key);
    expect(workKey({ ...parrott, issue: null, publicationTypes: ['Letter'] })).toBe(key);
    const others: Partial<BibRecord>[] = [
      { title: 'Another' },
      { authors: [emptyAuthor('Dobbie A')] },
      { journal: journal({ abbreviation: 'Acad Med' }) },
      { date: { ...parrott.date!, year: 2007 } },
      { volume: '39' },
      { pages: { asWritten: '235', first: null, last: null } },
    ];
    expect(new Set([key, ...others.map((part) => workKey({ ...parrott, ...part }))]).size).toBe(others.length + 1);
  });

  test('a record about which nothing is known has no key', () => {
    expect(() => workKey(emptyRecord('ris'))).toThrow(/^A record of ris has no identifier, title or author; expected/);
  });

  test('references lead to the key of their record', () => {
    expect(referenceKey(referenceTo(parrott, 1, null))).toBe('cit:33eb240826949e45');
    const withId = { ...parrott, ids: { ...NO_IDS, doi: '10.1234/x' } };
    expect(referenceTo(withId, 1, 'text')).toEqual({ position: 1, ids: withId.ids, recordKey: null, text: 'text', year: 2006 });
    expect(referenceKey(referenceTo(withId, 1, null))).toBe('doi:10.1234/x');
    expect(referenceKey({ position: 1, ids: NO_IDS, recordKey: null, text: 'Somebody, somewhere', year: null })).toBeNull();
  });
});

describe('journals and topics', () => {
  test('NLM id, else ISSN, else name', () => {
    const issns: BibJournal['issns'] = [
      { value: '1472-6920', type: 'PRINT' },
      { value: '0007-1447', type: 'LINKING' },
    ];
    expect(journalKey(journal({ nlmId: '101088679', issns }))).toBe('nlm:101088679');
    expect(journalKey(journal({ issns, abbreviation: 'BMC Med Educ' }))).toBe('issn:0007-1447');
    expect(journalKey(journal({ abbreviation: 'BMC Med Educ', title: 'BMC medical education' }))).toBe('journal:bmc-med-educ');
    expect(journalKey(journal({ title: 'Zeitschrift für Bildung' }))).toBe('journal:zeitschrift-fur-bildung');
    expect(journalKey(journal({}))).toBeNull();
  });

  test('MeSH descriptor, else name', () => {
    expect(topicKey({ name: 'Professional Burnout', meshId: 'D002055' })).toBe('mesh:D002055');
    expect(topicKey({ name: 'Peer Mentoring', meshId: null })).toBe('topic:peer-mentoring');
  });

  test('any name becomes a key that a global id can hold', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 400, unit: 'binary' }), (name) => {
        const key = topicKey({ name, meshId: null });
        expect(fromGlobalId(toGlobalId('Topic', key))).toEqual({ kind: 'Topic', key });
        expect(key.length).toBeLessThan(300);
      }),
    );
  });
});
