import { createHash } from 'node:crypto';
import type { AbstractSection, OtherAbstract, Pages, PartialDate, StatedInstitution } from '../records.js';
import { emptyRecord, type BibAuthor, type BibCorrection, type BibJournal, type BibMeshHeading, type BibRecord, type BibReference, type WorkIds } from '../import/record.js'; // prettier-ignore

/** A record as the ledger keeps it. */
export interface EncodedRecord {
  /** The first 24 hexadecimal digits of the SHA-256 of `value`: the same record has the same key, whoever brings it. */
  key: string;
  /** Canonical JSON: keys sorted at every depth; without what is null, and without empty lists that mean no more than none. */
  value: string;
}

/** The fields of a shape as they are written; `undefined` is left out by JSON. A field that is forgotten does not compile. */
type Written<T> = { [K in keyof T]-?: unknown };
const KEY_DIGITS = 24;

const present = <T>(value: T | null): T | undefined => value ?? undefined;
const filled = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** Like `list.map(write)`, but nothing for an empty list. */
function each<T>(list: readonly T[], write: (item: T) => Written<T>): Written<T>[] | undefined {
  return list.length > 0 ? list.map(write) : undefined;
}

// The fields of each shape below stand in the order of their names: that, not sorting, is what makes the JSON canonical.

const writeIds = (ids: WorkIds): Written<WorkIds> => ({
  doi: present(ids.doi),
  omid: present(ids.omid),
  openalex: present(ids.openalex),
  pmcid: present(ids.pmcid),
  pmid: present(ids.pmid),
  s2: present(ids.s2),
});

const writeInstitution = ({ affiliation, country, name, ror }: StatedInstitution): Written<StatedInstitution> => ({
  affiliation: present(affiliation),
  country: present(country),
  name: present(name),
  ror: present(ror),
});

const writeAuthor = (author: BibAuthor): Written<BibAuthor> => ({
  affiliations: filled(author.affiliations),
  equalContribution: present(author.equalContribution),
  familyName: present(author.familyName),
  givenName: present(author.givenName),
  initials: present(author.initials),
  institutions: each(author.institutions, writeInstitution),
  isCorresponding: present(author.isCorresponding),
  kind: author.kind,
  nameAsWritten: author.nameAsWritten,
  orcid: present(author.orcid),
  suffix: present(author.suffix),
});

const writeJournal = (journal: BibJournal): Written<BibJournal> => ({
  abbreviation: present(journal.abbreviation),
  issns: each(journal.issns, ({ type, value }) => ({ type, value })),
  nlmId: present(journal.nlmId),
  // A list that is empty and one that was never asked for are kept apart, as the reader gave them.
  otherNames: journal.otherNames,
  title: present(journal.title),
});

const writeDate = (date: PartialDate): Written<PartialDate> => ({
  day: present(date.day),
  month: present(date.month),
  precision: date.precision,
  raw: date.raw,
  year: date.year,
});

const writePages = ({ asWritten, first, last }: Pages): Written<Pages> => ({
  asWritten,
  first: present(first),
  last: present(last),
});

const writeSection = ({ label, text }: AbstractSection): Written<AbstractSection> => ({ label: present(label), text });

const writeOtherAbstract = ({ language, sections, type }: OtherAbstract): Written<OtherAbstract> => ({
  language: present(language),
  sections: each(sections, writeSection),
  type: present(type),
});

const writeMesh = (heading: BibMeshHeading): Written<BibMeshHeading> => ({
  descriptor: heading.descriptor,
  descriptorId: present(heading.descriptorId),
  isMajor: heading.isMajor,
  qualifiers: each(heading.qualifiers, ({ id, isMajor, name }) => ({ id: present(id), isMajor, name })),
});

const writeCorrection = ({ ids, text, type }: BibCorrection): Written<BibCorrection> => ({
  ids: writeIds(ids),
  text: present(text),
  type,
});

const writeReference = (reference: BibReference): Written<BibReference> => ({
  ids: writeIds(reference.ids),
  position: present(reference.position),
  recordKey: present(reference.recordKey),
  text: present(reference.text),
  year: present(reference.year),
});

const writeRecord = (record: BibRecord): Written<BibRecord> => ({
  abstract: each(record.abstract, writeSection),
  authors: each(record.authors, writeAuthor),
  authorsStatus: record.authorsStatus,
  bookTitle: present(record.bookTitle),
  citedBy: each(record.citedBy, writeReference),
  corrections: each(record.corrections, writeCorrection),
  date: record.date === null ? undefined : writeDate(record.date),
  grants: each(record.grants, ({ agency, country, id }) => ({
    agency: present(agency),
    country: present(country),
    id: present(id),
  })),
  ids: writeIds(record.ids),
  isRetracted: present(record.isRetracted),
  issue: present(record.issue),
  journal: record.journal === null ? undefined : writeJournal(record.journal),
  keywords: each(record.keywords, ({ isMajor, owner, text }) => ({ isMajor, owner: present(owner), text })),
  languages: filled(record.languages),
  mesh: each(record.mesh, writeMesh),
  otherAbstracts: each(record.otherAbstracts, writeOtherAbstract),
  pages: record.pages === null ? undefined : writePages(record.pages),
  publicationTypes: filled(record.publicationTypes),
  // An empty list says that the work cites nothing; none says that the source does not tell.
  references: record.references === null ? undefined : record.references.map(writeReference),
  reportedCitations: present(record.reportedCitations),
  revisedAt: present(record.revisedAt),
  source: record.source,
  sourceId: present(record.sourceId),
  specialty: present(record.specialty),
  statedReferences: present(record.statedReferences),
  title: present(record.title),
  vernacularTitle: present(record.vernacularTitle),
  volume: present(record.volume),
});

/** The record as canonical JSON, and its key. Two records that say the same have the same key. */
export function encodeRecord(record: BibRecord): EncodedRecord {
  const value = JSON.stringify(writeRecord(record));
  return { key: keyOfRecord(value), value };
}

export const keyOfRecord = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, KEY_DIGITS);

const readIds = (ids: Partial<WorkIds>): WorkIds => ({
  pmid: ids.pmid ?? null,
  pmcid: ids.pmcid ?? null,
  doi: ids.doi ?? null,
  openalex: ids.openalex ?? null,
  s2: ids.s2 ?? null,
  omid: ids.omid ?? null,
});

const readInstitution = ({ name, ror, country, affiliation }: Partial<StatedInstitution>): StatedInstitution => ({
  name: name ?? null,
  ror: ror ?? null,
  country: country ?? null,
  affiliation: affiliation ?? null,
});

/** An author with what was left out for being empty. */
export const readAuthor = (author: Partial<BibAuthor>): BibAuthor => ({
  kind: author.kind!,
  nameAsWritten: author.nameAsWritten!,
  familyName: author.familyName ?? null,
  givenName: author.givenName ?? null,
  initials: author.initials ?? null,
  suffix: author.suffix ?? null,
  orcid: author.orcid ?? null,
  affiliations: author.affiliations ?? [],
  institutions: (author.institutions ?? []).map(readInstitution),
  isCorresponding: author.isCorresponding ?? null,
  equalContribution: author.equalContribution ?? null,
});

function readJournal(journal: Partial<BibJournal>): BibJournal {
  const { title, abbreviation, issns, nlmId, otherNames } = journal;
  const read = { title: title ?? null, abbreviation: abbreviation ?? null, issns: issns ?? [], nlmId: nlmId ?? null };
  return otherNames === undefined ? read : { ...read, otherNames };
}

const readDate = ({ year, month, day, raw, precision }: Partial<PartialDate>): PartialDate => ({
  year: year!,
  month: month ?? null,
  day: day ?? null,
  raw: raw!,
  precision: precision!,
});

const readPages = ({ asWritten, first, last }: Partial<Pages>): Pages => ({
  asWritten: asWritten!,
  first: first ?? null,
  last: last ?? null,
});

const readSection = ({ label, text }: Partial<AbstractSection>): AbstractSection => ({ label: label ?? null, text: text! });

const readOtherAbstract = ({ type, language, sections }: Partial<OtherAbstract>): OtherAbstract => ({
  type: type ?? null,
  language: language ?? null,
  sections: (sections ?? []).map(readSection),
});

const readMesh = (heading: Partial<BibMeshHeading>): BibMeshHeading => ({
  descriptorId: heading.descriptorId ?? null,
  descriptor: heading.descriptor!,
  isMajor: heading.isMajor!,
  qualifiers: (heading.qualifiers ?? []).map(({ id, name, isMajor }) => ({ id: id ?? null, name, isMajor })),
});

const readCorrection = ({ type, ids, text }: Partial<BibCorrection>): BibCorrection => ({
  type: type!,
  ids: readIds(ids!),
  text: text ?? null,
});

const readReference = (reference: Partial<BibReference>): BibReference => ({
  position: reference.position ?? null,
  ids: readIds(reference.ids!),
  recordKey: reference.recordKey ?? null,
  text: reference.text ?? null,
  year: reference.year ?? null,
});

/** The record that was encoded, field for field. `value` is trusted: it is what `encodeRecord` made. */
export function decodeRecord(value: string): BibRecord {
  const read = JSON.parse(value) as Partial<BibRecord>;
  const record: BibRecord = { ...emptyRecord(read.source!), ...read };
  record.ids = readIds(record.ids);
  record.authors = record.authors.map(readAuthor);
  if (record.journal !== null) record.journal = readJournal(record.journal);
  if (record.date !== null) record.date = readDate(record.date);
  if (record.pages !== null) record.pages = readPages(record.pages);
  record.abstract = record.abstract.map(readSection);
  record.otherAbstracts = record.otherAbstracts.map(readOtherAbstract);
  record.mesh = record.mesh.map(readMesh);
  record.keywords = record.keywords.map(({ text, owner, isMajor }) => ({ text, owner: owner ?? null, isMajor }));
  record.grants = record.grants.map(({ id, agency, country }) => ({
    id: id ?? null,
    agency: agency ?? null,
    country: country ?? null,
  }));
  record.corrections = record.corrections.map(readCorrection);
  if (record.references !== null) record.references = record.references.map(readReference);
  record.citedBy = record.citedBy.map(readReference);
  return record;
}
