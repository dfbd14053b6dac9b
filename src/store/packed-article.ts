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

/** The lists of a record whose text is read when one of them is asked for: most readers want title and date alone. */
class PackedLists {
  private parts: Unpacked | null = null;

  constructor(private readonly text: string) {}

  get all(): Unpacked {
    return (this.parts ??= unpackLists(JSON.parse(this.text) as PackedArticle));
  }
}

type Unpacked = ReturnType<typeof unpackLists>;

/** Equal lists of provenance are one object. */
function unpackLists({ authorships = [], topics = [], sources = [] }: PackedArticle) {
  return {
    authorships: authorships.map((one) => unpackAuthorship(one, sources)),
    topics: topics.map((one) => unpackTopic(one, sources)),
    sources,
  };
}

/** Where the lists begin: `packArticle` puts them last. No text holds these characters, for JSON writes a quote in it otherwise. */
const LISTS_BEGIN = [',"authorships":[', ',"topics":[', ',"sources":['];

/** The fields of a stored record that are no lists of many parts, and the text of those. */
export function splitArticle(text: string): [fields: PackedArticle, lists: string] {
  for (const begin of LISTS_BEGIN) {
    const at = text.indexOf(begin);
    if (at >= 0) return [JSON.parse(`${text.slice(0, at)}}`) as PackedArticle, `{${text.slice(at + 1)}`];
  }
  return [JSON.parse(text) as PackedArticle, '{}'];
}

const PACKED = Symbol('packed');
interface Late {
  [PACKED]: { lists: PackedLists; provenance: number | undefined; journalProvenance: number | undefined };
}

const listOf = ({ [PACKED]: { lists, ...numbers } }: Late, field: 'provenance' | 'journalProvenance'): Provenance[] =>
  numbers[field] === undefined ? [] : lists.all.sources[numbers[field]]!;

/** One getter for all records, so that these have one hidden class; visible as any other field. */
const late = <T>(get: (record: Late) => T): PropertyDescriptor => ({
  enumerable: true,
  configurable: true,
  get(this: Late): T {
    return get(this);
  },
});

const AUTHORSHIPS = late((record) => record[PACKED].lists.all.authorships);
const TOPICS = late((record) => record[PACKED].lists.all.topics);
const PROVENANCE = late((record) => listOf(record, 'provenance'));
const JOURNAL_PROVENANCE = late((record) => listOf(record, 'journalProvenance'));

/** Adds the fields that were packed, which are unpacked when one is read. */
export function withLists<R extends object>(
  record: R,
  { provenance, journalProvenance }: PackedArticle,
  lists: string,
): R & Pick<ArticleRecord, Lists> {
  Object.defineProperty(record, PACKED, { value: { lists: new PackedLists(lists), provenance, journalProvenance } });
  // One by one: Object.defineProperties takes twice as long.
  Object.defineProperty(record, 'authorships', AUTHORSHIPS);
  Object.defineProperty(record, 'topics', TOPICS);
  Object.defineProperty(record, 'provenance', PROVENANCE);
  Object.defineProperty(record, 'journalProvenance', JOURNAL_PROVENANCE);
  return record as R & Pick<ArticleRecord, Lists>;
}
