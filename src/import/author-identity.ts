import { digest, folded } from './identity.js';
import type { BibAuthor } from './record.js';

/**
 * Which authorships of one load are the same person. An ORCID decides. Without it, two are one only when
 * their folded names are equal and the two works share another coauthor's name. Two authors of one paper
 * are never one, nor are two ORCIDs.
 */
export interface AuthorPlace {
  workKey: string;
  /** From 1, in the order of the source. */
  position: number;
  author: BibAuthor;
}

/** Places of one person, in the order of work key and position. */
export type AuthorIdentity = AuthorPlace[];

const byPlace = (a: AuthorPlace, b: AuthorPlace): number =>
  a.workKey === b.workKey ? a.position - b.position : a.workKey < b.workKey ? -1 : 1;

/** Folded family name with the given name, or its initials where no source writes it out. */
export function nameKey(author: BibAuthor): string {
  if (author.familyName === null) return `${author.kind}|${folded(author.nameAsWritten)}`;
  return [author.kind, author.familyName, author.givenName ?? author.initials, author.suffix]
    .map((part) => folded(part))
    .join('|');
}

/** How often each value stands on one work. */
function tally(values: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** One cluster while identities grow. */
interface Cluster {
  places: AuthorPlace[];
  works: Set<string>;
  orcid: string | null;
}

/**
 * Groups the places of a load by person. One ORCID on two authors of one paper is an error of the source:
 * there it decides nothing and is kept on neither.
 */
export function groupAuthors(places: readonly AuthorPlace[]): AuthorIdentity[] {
  const sorted = withoutRepeatedOrcids([...places].sort(byPlace));
  const clusterOf = new Map<AuthorPlace, Cluster>(
    sorted.map((place) => [place, { places: [place], works: new Set([place.workKey]), orcid: place.author.orcid }]),
  );
  const join = (a: AuthorPlace, b: AuthorPlace): void => {
    const [into, from] = [clusterOf.get(a)!, clusterOf.get(b)!];
    if (into === from || (into.orcid && from.orcid && into.orcid !== from.orcid)) return;
    if ([...from.works].some((work) => into.works.has(work))) return;
    for (const work of from.works) into.works.add(work);
    for (const place of from.places) clusterOf.set(place, into);
    into.places.push(...from.places);
    into.orcid ??= from.orcid;
  };
  for (const bucket of [...sameOrcid(sorted), ...sameNameAndCoauthor(sorted)]) {
    const orcids = new Set(bucket.flatMap((place) => clusterOf.get(place)!.orcid ?? []));
    if (orcids.size <= 1) for (const place of bucket.slice(1)) join(bucket[0]!, place);
  }
  return [...new Set(clusterOf.values())].map((cluster) => cluster.places.sort(byPlace));
}

function byWork(sorted: readonly AuthorPlace[]): AuthorPlace[][] {
  const works = new Map<string, AuthorPlace[]>();
  for (const place of sorted) works.set(place.workKey, [...(works.get(place.workKey) ?? []), place]);
  return [...works.values()];
}

function withoutRepeatedOrcids(sorted: readonly AuthorPlace[]): AuthorPlace[] {
  return byWork(sorted).flatMap((authors) => {
    const counts = tally(authors.map(({ author }) => author.orcid));
    return authors.map((place) =>
      (counts.get(place.author.orcid ?? '') ?? 0) > 1 ? { ...place, author: { ...place.author, orcid: null } } : place,
    );
  });
}

function buckets(entries: readonly [string, AuthorPlace][]): AuthorPlace[][] {
  const found = new Map<string, AuthorPlace[]>();
  for (const [name, place] of entries) {
    const bucket = found.get(name);
    if (bucket) bucket.push(place);
    else found.set(name, [place]);
  }
  return [...found.values()];
}

function sameOrcid(sorted: readonly AuthorPlace[]): AuthorPlace[][] {
  return buckets(sorted.flatMap((place): [string, AuthorPlace][] => (place.author.orcid ? [[place.author.orcid, place]] : [])));
}

/** Places that share their own name and one coauthor's; a name that stands twice on a paper tells nobody apart. */
function sameNameAndCoauthor(sorted: readonly AuthorPlace[]): AuthorPlace[][] {
  return buckets(
    byWork(sorted).flatMap((authors) => {
      const counts = tally(authors.map(({ author }) => nameKey(author)));
      return authors.flatMap((place) => {
        const own = nameKey(place.author);
        if (counts.get(own) !== 1) return [];
        return [...counts.keys()]
          .filter((name) => name !== own)
          .map((coauthor): [string, AuthorPlace] => [`${own}\n${coauthor}`, place]);
      });
    }),
  );
}

/** Key of a person: the ORCID, else the digest of the first place (in the order of work keys) and the name there. */
export function authorKey(identity: AuthorIdentity): string {
  const orcid = identity.find(({ author }) => author.orcid !== null)?.author.orcid;
  const first = identity[0]!;
  return orcid ? `orcid:${orcid}` : `author:${digest([first.workKey, first.position, nameKey(first.author)])}`;
}
