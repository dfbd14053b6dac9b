import type { ArticleRecord, Authorship, Provenance, TopicAssignment } from '../records.js';

/**
 * The parts of an article's record of which it has many. They are stored as lists without the names of their fields, and each
 * list of provenance once: the same source gave most of them. That is less than half of the text that they would be, and
 * reading a list of works is mostly reading that text.
 */

/** What few authorships have. */
type Rest = Partial<Pick<Authorship, 'affiliations' | 'institutions' | 'isCorresponding' | 'equalContribution'>>;
/** Author, name, position, number of the list of provenance, the rest where there is any. */
type PackedAuthorship = [string, string, number, number, Rest?];
/** Topic, method, whether major, matched text, number of the list of provenance. */
type PackedTopic = [string, TopicAssignment['method'], 0 | 1, string | null, number];

type Lists = 'authorships' | 'topics' | 'provenance' | 'journalProvenance';

export interface PackedArticle extends Partial<Omit<ArticleRecord, Lists>> {
  authorships?: PackedAuthorship[];
  topics?: PackedTopic[];
  /** Numbers of lists in `sources`. */
  provenance?: number;
  journalProvenance?: number;
  sources?: Provenance[][];
}

const areEqual = (a: readonly Provenance[], b: readonly Provenance[]): boolean =>
  a.length === b.length && a.every(({ source, readAt }, i) => source === b[i]!.source && readAt === b[i]!.readAt);

/** Numbers equal lists alike. A record has so few different ones that each is compared with all. */
class Sources {
  readonly lists: Provenance[][] = [];

  numberOf(list: Provenance[]): number {
    const known = this.lists.findIndex((one) => areEqual(one, list));
    return known >= 0 ? known : this.lists.push(list) - 1;
  }
}

function packAuthorship(authorship: Authorship, sources: Sources): PackedAuthorship {
  const { authorKey, nameAsWritten, position, provenance, affiliations, ...others } = authorship;
  const rest: Rest = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
  if (affiliations.length > 0) rest.affiliations = affiliations;
  const packed: PackedAuthorship = [authorKey, nameAsWritten, position, sources.numberOf(provenance)];
  if (Object.keys(rest).length > 0) packed.push(rest);
  return packed;
}

const unpackAuthorship = ([authorKey, nameAsWritten, position, source, rest]: PackedAuthorship, sources: Provenance[][]): Authorship => ({
  authorKey, position, nameAsWritten, affiliations: rest?.affiliations ?? [],
  ...(rest?.institutions ? { institutions: rest.institutions } : null),
  isCorresponding: rest?.isCorresponding ?? null, equalContribution: rest?.equalContribution ?? null, provenance: sources[source]!,
}); // prettier-ignore

const unpackTopic = ([topicKey, method, isMajor, matchedText, source]: PackedTopic, sources: Provenance[][]): TopicAssignment => ({
  topicKey, method, isMajor: isMajor === 1, matchedText, provenance: sources[source]!,
}); // prettier-ignore

export function packArticle({ authorships, topics, provenance, journalProvenance, ...fields }: ArticleRecord): PackedArticle {
  const sources = new Sources();
  const numberOf = (list: Provenance[]) => (list.length === 0 ? undefined : sources.numberOf(list));
  return {
    ...fields,
    provenance: numberOf(provenance),
    journalProvenance: numberOf(journalProvenance),
    authorships: authorships.map((one) => packAuthorship(one, sources)),
    topics: topics.map(({ topicKey, method, isMajor, matchedText, provenance: list }) => [
      topicKey, method, isMajor ? 1 : 0, matchedText, sources.numberOf(list),
    ]), // prettier-ignore
    sources: sources.lists,
  };
}

/** The parts that were packed, as the record has them. Equal lists of provenance are one object. */
export function unpackLists({ authorships = [], topics = [], provenance, journalProvenance, sources = [] }: PackedArticle) {
  return {
    authorships: authorships.map((one) => unpackAuthorship(one, sources)),
    topics: topics.map((one) => unpackTopic(one, sources)),
    provenance: provenance === undefined ? [] : sources[provenance]!,
    journalProvenance: journalProvenance === undefined ? [] : sources[journalProvenance]!,
  };
}
