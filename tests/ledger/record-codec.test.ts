import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyAuthor, emptyRecord, NO_IDS, type BibRecord } from '../../src/import/record.js';
import { decodeRecord, encodeRecord } from '../../src/ledger/record-codec.js';
import { bibRecords } from './record-arbitrary.js';

/** A record with something in every field that the importers fill for an article of PubMed. */
function example(): BibRecord {
  const record = emptyRecord('pubmed-xml');
  record.sourceId = '33349761';
  record.ids = { ...NO_IDS, pmid: '33349761', doi: '10.5116/ijme.5fbb.2f5b' };
  record.title = 'A “title”\nwith \u2028 and \ud800';
  record.authors = [{ ...emptyAuthor('Duvivier R'), familyName: 'Duvivier', affiliations: ['Here', 'There'] }];
  record.authorsStatus = 'COMPLETE';
  record.journal = {
    title: null,
    abbreviation: 'Int J Med Educ',
    issns: [{ value: '2042-6372', type: 'ELECTRONIC' }],
    nlmId: null,
  };
  record.date = { year: 2020, month: 12, day: null, raw: '2020 Dec', precision: 'MONTH' };
  record.keywords = [{ text: 'teaching', owner: null, isMajor: false }];
  record.references = [{ position: 1, ids: { ...NO_IDS, pmid: '1' }, recordKey: null, text: 'A. B.', year: null }];
  return record;
}

const EXAMPLE_JSON =
  '{"authors":[{"affiliations":["Here","There"],"familyName":"Duvivier","kind":"PERSON","nameAsWritten":"Duvivier R"}],' +
  '"authorsStatus":"COMPLETE","date":{"month":12,"precision":"MONTH","raw":"2020 Dec","year":2020},' +
  '"ids":{"doi":"10.5116/ijme.5fbb.2f5b","pmid":"33349761"},' +
  '"journal":{"abbreviation":"Int J Med Educ","issns":[{"type":"ELECTRONIC","value":"2042-6372"}]},' +
  '"keywords":[{"isMajor":false,"text":"teaching"}],"references":[{"ids":{"pmid":"1"},"position":1,"text":"A. B."}],' +
  '"source":"pubmed-xml","sourceId":"33349761","title":"A “title”\\n' +
  'with \u2028 and \\ud800"}';

/** The rule itself, for any value: what the codec must do without sorting. */
function canonical(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const isKept = value.length > 0 || name === 'references' || name === 'otherNames';
    return isKept ? value.map((item) => canonical(item)) : undefined;
  }
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, field]) => [key, canonical(field, key)]));
}

describe('a record as the ledger keeps it', () => {
  it('is JSON with sorted keys, without what says nothing', () => {
    expect(encodeRecord(example()).value).toBe(EXAMPLE_JSON);
  });

  it('is named by the beginning of the SHA-256 of that JSON', () => {
    const digest = createHash('sha256').update(EXAMPLE_JSON, 'utf8').digest('hex');
    expect(encodeRecord(example()).key).toBe(digest.slice(0, 24));
  });

  it('comes back as it was, also where its source told nothing', () => {
    expect(decodeRecord(EXAMPLE_JSON)).toStrictEqual(example());
    expect(decodeRecord(encodeRecord(emptyRecord('ris')).value)).toStrictEqual(emptyRecord('ris'));
  });

  it('tells an empty list of references from none', () => {
    const none = emptyRecord('crossref');
    const empty = { ...none, references: [] };
    expect(encodeRecord(none).value).toBe('{"authorsStatus":"NOT_LISTED","ids":{},"source":"crossref"}');
    expect(encodeRecord(empty).value).toBe('{"authorsStatus":"NOT_LISTED","ids":{},"references":[],"source":"crossref"}');
    expect(decodeRecord(encodeRecord(empty).value).references).toEqual([]);
    expect(decodeRecord(encodeRecord(none).value).references).toBeNull();
  });

  it('holds for every record: canonical, and the same when it is read again', () => {
    fc.assert(
      fc.property(bibRecords, (record) => {
        const { key, value } = encodeRecord(record);
        expect(value).toBe(JSON.stringify(canonical(record)));
        const read = decodeRecord(value);
        expect(read).toStrictEqual(record);
        expect(encodeRecord(read)).toEqual({ key, value });
      }),
      { numRuns: 300 },
    );
  });

  it('has another key when any one field says something else', () => {
    const { key } = encodeRecord(example());
    const changes: Partial<BibRecord>[] = [{ volume: '1' }, { isRetracted: false }, { references: [] }, { languages: ['eng'] }];
    const keys = changes.map((change) => encodeRecord({ ...example(), ...change }).key);
    expect(new Set([key, ...keys]).size).toBe(5);
  });
});
