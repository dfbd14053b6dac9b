import fc, { type Arbitrary } from 'fast-check';
import type { BibAuthor, BibJournal, BibRecord, BibReference, WorkIds } from '../../src/import/record.js';

/** Text as files hold it: with everything that JSON must escape. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('"\\/', '\ud800', '\u2028'),
);
const orNull = <T>(value: Arbitrary<T>): Arbitrary<T | null> => fc.option(value, { nil: null, freq: 3 });
const some = <T>(value: Arbitrary<T>): Arbitrary<T[]> => fc.array(value, { maxLength: 3 });
const count = fc.nat({ max: 30_000 });
/** Plain objects, as the importers make them. */
const shape = <T>(fields: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<T> => fc.record(fields, { noNullPrototype: true }) as Arbitrary<T>; // prettier-ignore

const ids = shape<WorkIds>({
  pmid: orNull(text),
  pmcid: orNull(text),
  doi: orNull(text),
  openalex: orNull(text),
  s2: orNull(text),
  omid: orNull(text),
});

const author = shape<BibAuthor>({
  kind: fc.constantFrom('PERSON', 'GROUP'),
  nameAsWritten: text,
  familyName: orNull(text),
  givenName: orNull(text),
  initials: orNull(text),
  suffix: orNull(text),
  orcid: orNull(text),
  affiliations: some(text),
  institutions: some(shape({ name: orNull(text), ror: orNull(text), country: orNull(text), affiliation: orNull(text) })),
  isCorresponding: orNull(fc.boolean()),
  equalContribution: orNull(fc.boolean()),
});

const journal = fc
  .tuple(
    shape<BibJournal>({
      title: orNull(text),
      abbreviation: orNull(text),
      issns: some(shape({ value: text, type: fc.constantFrom('PRINT', 'ELECTRONIC', 'LINKING', 'UNKNOWN') })),
      nlmId: orNull(text),
    }),
    orNull(some(text)),
  )
  .map(([known, otherNames]): BibJournal => (otherNames === null ? known : { ...known, otherNames }));

const reference = shape<BibReference>({
  position: orNull(count),
  ids,
  recordKey: orNull(text),
  text: orNull(text),
  year: orNull(count),
});

/** Records of every shape, the odd ones above all. */
export const bibRecords: Arbitrary<BibRecord> = shape<BibRecord>({
  source: text,
  sourceId: orNull(text),
  ids,
  title: orNull(text),
  vernacularTitle: orNull(text),
  authors: some(author),
  authorsStatus: fc.constantFrom('COMPLETE', 'POSSIBLY_TRUNCATED', 'NOT_LISTED'),
  journal: orNull(journal),
  bookTitle: orNull(text),
  date: orNull(
    shape({
      year: count,
      month: orNull(count),
      day: orNull(count),
      raw: text,
      precision: fc.constantFrom('YEAR', 'SEASON', 'MONTH', 'RANGE', 'DAY'),
    }),
  ),
  volume: orNull(text),
  issue: orNull(text),
  pages: orNull(shape({ asWritten: text, first: orNull(text), last: orNull(text) })),
  abstract: some(shape({ label: orNull(text), text })),
  otherAbstracts: some(
    shape({ type: orNull(text), language: orNull(text), sections: some(shape({ label: orNull(text), text })) }),
  ),
  languages: some(text),
  publicationTypes: some(text),
  specialty: orNull(text),
  mesh: some(
    shape({
      descriptorId: orNull(text),
      descriptor: text,
      isMajor: fc.boolean(),
      qualifiers: some(shape({ id: orNull(text), name: text, isMajor: fc.boolean() })),
    }),
  ),
  keywords: some(shape({ text, owner: orNull(text), isMajor: fc.boolean() })),
  grants: some(shape({ id: orNull(text), agency: orNull(text), country: orNull(text) })),
  corrections: some(shape({ type: text, ids, text: orNull(text) })),
  isRetracted: orNull(fc.boolean()),
  references: orNull(some(reference)),
  citedBy: some(reference),
  reportedCitations: orNull(count),
  statedReferences: orNull(count),
  revisedAt: orNull(text),
});
