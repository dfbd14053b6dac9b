import type { AuthorRecord, Authorship, AuthorsStatus, Provenance } from '../records.js';
import { authorKey, groupAuthors, type AuthorIdentity, type AuthorPlace } from './author-identity.js';
import type { BibAuthor, BibRecord } from './record.js';
import type { Work, Works } from './works.js';

export interface Authors {
  records: AuthorRecord[];
  /** The author list of a work by its key. */
  authorships(workKey: string): Authorship[];
}

const FULLEST: readonly AuthorsStatus[] = ['COMPLETE', 'POSSIBLY_TRUNCATED', 'NOT_LISTED'];

/** The record with the fullest author list: a list that may be cut gives way to a whole one. */
export function fullestAuthors(work: Work): BibRecord | null {
  const ranked = work.records.map((record) => ({ record, rank: FULLEST.indexOf(record.authorsStatus) }));
  return ranked.sort((a, b) => a.rank - b.rank || b.record.authors.length - a.record.authors.length)[0]?.record ?? null;
}

/** Family name first, as PubMed writes it: `Van den Broeck K`. */
function displayName({ familyName, givenName, initials, suffix, nameAsWritten }: BibAuthor): string {
  if (familyName === null) return nameAsWritten;
  return [familyName, initials ?? givenName, suffix].filter((part) => part !== null).join(' ');
}

function firstOf<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}

function toRecord(identity: AuthorIdentity, provenance: Provenance[]): AuthorRecord {
  const all = identity.map(({ author }) => author);
  const name = displayName(all[0]!);
  return {
    key: authorKey(identity),
    kind: all[0]!.kind,
    name,
    familyName: all[0]!.familyName,
    givenName: firstOf(all.map(({ givenName }) => givenName)),
    initials: firstOf(all.map(({ initials }) => initials)),
    suffix: firstOf(all.map(({ suffix }) => suffix)),
    names: [...new Set([name, ...all.map(({ nameAsWritten }) => nameAsWritten)])],
    orcid: firstOf(all.map(({ orcid }) => orcid)),
    affiliations: [...new Set(all.flatMap(({ affiliations }) => affiliations))],
    provenance,
  };
}

function toAuthorship(authorKey: string, { author, position }: AuthorPlace, provenance: Provenance[]): Authorship {
  const { nameAsWritten, affiliations, isCorresponding, equalContribution } = author;
  return { authorKey, position, nameAsWritten, affiliations, isCorresponding, equalContribution, provenance };
}

/** The authors of a load and their places on its works. */
export function collectAuthors(works: Works, saidBy: (source: string) => Provenance): Authors {
  const sources = new Map<string, string>();
  const places = works.list.flatMap((work) => {
    const record = fullestAuthors(work);
    sources.set(work.key, record?.source ?? '');
    return (record?.authors ?? []).map((author, index): AuthorPlace => ({ workKey: work.key, position: index + 1, author }));
  });
  const records: AuthorRecord[] = [];
  const byWork = new Map<string, Authorship[]>(works.list.map(({ key }) => [key, []]));
  for (const identity of groupAuthors(places)) {
    const said = [...new Set(identity.map(({ workKey }) => sources.get(workKey)!))].sort().map(saidBy);
    const record = toRecord(identity, said);
    records.push(record);
    for (const place of identity)
      byWork.get(place.workKey)!.push(toAuthorship(record.key, place, [saidBy(sources.get(place.workKey)!)]));
  }
  for (const list of byWork.values()) list.sort((a, b) => a.position - b.position);
  return { records: records.sort((a, b) => (a.key < b.key ? -1 : 1)), authorships: (key) => byWork.get(key)! };
}
