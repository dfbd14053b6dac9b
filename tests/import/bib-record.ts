import { parsePages } from '../../src/import/pages.js';
import { parseName } from '../../src/import/person-name.js';
import { emptyRecord, type BibRecord, type WorkIds } from '../../src/import/record.js';

export interface RecordFields {
  title?: string;
  vernacularTitle?: string;
  /** Parted by semicolons. */
  authors?: string;
  journal?: string;
  issn?: string;
  bookTitle?: string;
  year?: number;
  volume?: string;
  pages?: string;
  abstract?: string;
  types?: string[];
  ids?: Partial<WorkIds>;
}

/** A record out of the fields that name a work, as an importer makes it. */
export function bibRecord(fields: RecordFields): BibRecord {
  const record = emptyRecord('test');
  const { year, journal, issn } = fields;
  const issns = issn === undefined ? [] : [{ value: issn, type: 'UNKNOWN' as const }];
  return {
    ...record,
    ids: { ...record.ids, ...fields.ids },
    title: fields.title ?? null,
    vernacularTitle: fields.vernacularTitle ?? null,
    authors: fields.authors === undefined ? [] : fields.authors.split('; ').map(parseName),
    journal:
      journal === undefined && issn === undefined ? null : { title: journal ?? null, abbreviation: null, issns, nlmId: null },
    bookTitle: fields.bookTitle ?? null,
    date: year === undefined ? null : { year, month: null, day: null, raw: String(year), precision: 'YEAR' },
    volume: fields.volume ?? null,
    pages: fields.pages === undefined ? null : parsePages(fields.pages),
    abstract: fields.abstract === undefined ? [] : [{ label: null, text: fields.abstract }],
    publicationTypes: fields.types ?? [],
  };
}
