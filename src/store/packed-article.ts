import type { ArticleRecord, Authorship, BriefArticle, Provenance, StoredArticle, TopicAssignment } from '../records.js';
import { CardReader } from './card-reader.js';
import { packCard, unpackCard, type ArticleCard, type ArticleCounts } from './article-card.js';

/**
 * An article's record as it is stored: its card (article-card.ts), and behind it the parts of which it has many. These are
 * lists without the names of their fields, each list of provenance once, for the same source gave most of them. That is less
 * than half of the text that they would be, and reading a list of works is mostly reading that text. An engine that keeps the
 * two apart reads the card alone where no more is wanted.
 */

/** What few authorships have. */
type Rest = Partial<Pick<Authorship, 'affiliations' | 'institutions' | 'isCorresponding' | 'equalContribution'>>;
/** Author, name, position, number of the list of provenance, the rest where there is any. */
type PackedAuthorship = [string, string, number, number, Rest?];
/** Topic, method, whether major, matched text, number of the list of provenance. */
type PackedTopic = [string, TopicAssignment['method'], 0 | 1, string | 0, number];

type Lists = 'authorships' | 'topics' | 'provenance' | 'journalProvenance';

/** What stands behind the card; left out where it is empty. */
interface PackedLists {
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
  topicKey, method, isMajor: isMajor === 1, matchedText: matchedText === 0 ? null : matchedText, provenance: sources[source]!,
}); // prettier-ignore

/** Between the card and the lists. No text in them holds these characters, for JSON writes a quote in a text otherwise. */
export const LISTS_BEGIN = ',{"lists":{';
const LISTS_END = '}]';

function packLists({ authorships, topics, provenance, journalProvenance }: Pick<ArticleRecord, Lists>): PackedLists {
  const sources = new Sources();
  const lists: PackedLists = {};
  if (provenance.length > 0) lists.provenance = sources.numberOf(provenance);
  if (journalProvenance.length > 0) lists.journalProvenance = sources.numberOf(journalProvenance);
  if (authorships.length > 0) lists.authorships = authorships.map((one) => packAuthorship(one, sources));
  if (topics.length > 0)
    lists.topics = topics.map(({ topicKey, method, isMajor, matchedText, provenance: list }) => [
      topicKey, method, isMajor ? 1 : 0, matchedText ?? 0, sources.numberOf(list),
    ]); // prettier-ignore
  if (sources.lists.length > 0) lists.sources = sources.lists;
  return lists;
}

/** One JSON list, the lists in an object at its end. */
export function packArticle(record: ArticleRecord): string {
  return JSON.stringify([...packCard(record), { lists: packLists(record) }]);
}

/** The same in two parts, which are one text again when they stand side by side. The first is a text to be unpacked as well. */
export function halves(text: string): [card: string, lists: string] {
  const at = text.indexOf(LISTS_BEGIN);
  return [text.slice(0, at), text.slice(at)];
}

type UnpackedLists = Pick<ArticleRecord, Lists>;

/** Equal lists of provenance are one object. */
function unpackLists({ authorships = [], topics = [], sources = [], ...numbers }: PackedLists): UnpackedLists {
  const { provenance, journalProvenance } = numbers;
  return {
    authorships: authorships.map((one) => unpackAuthorship(one, sources)),
    topics: topics.map((one) => unpackTopic(one, sources)),
    provenance: provenance === undefined ? [] : sources[provenance]!,
    journalProvenance: journalProvenance === undefined ? [] : sources[journalProvenance]!,
  };
}

/** The lists of a record, whose text is read when one of them is asked for: most readers want no more than the card. */
class Later {
  private lists: UnpackedLists | null = null;

  constructor(private readonly text: string) {}

  get all(): UnpackedLists {
    return (this.lists ??= unpackLists(JSON.parse(this.text) as PackedLists));
  }
}

const LATER = Symbol('later');

/** One getter for all records, so that these have one hidden class; visible as any other field. */
const later = (list: Lists): PropertyDescriptor => ({
  enumerable: true,
  configurable: true,
  get(this: { [LATER]: Later }) {
    return this[LATER].all[list];
  },
});
const AUTHORSHIPS = later('authorships');
const TOPICS = later('topics');
const PROVENANCE = later('provenance');
const JOURNAL_PROVENANCE = later('journalProvenance');

/** What an article's text has behind the card, for those who want no more: `authorshipsIn` reads it. */
export const behindCard = (text: string): string => text.slice(text.indexOf(LISTS_BEGIN) + LISTS_BEGIN.length);

export const authorshipsIn = (behind: string): Pick<Authorship, 'authorKey' | 'affiliations' | 'institutions'>[] => {
  const { authorships = [] } = JSON.parse(`{${behind.slice(0, -LISTS_END.length)}`) as PackedLists;
  return authorships.map(([authorKey, , , , rest]) => ({
    authorKey, affiliations: rest?.affiliations ?? [], ...(rest?.institutions ? { institutions: rest.institutions } : null),
  })); // prettier-ignore
};

const cardOf = (half: string): ArticleCard => JSON.parse(`${half}]`) as ArticleCard;

/** Values of a card. */
const CARD = 24 satisfies ArticleCard['length'];

/** One for all cards that are read by the hundred. */
const card = new Array<unknown>(CARD);

/** The brief article whose card, closed or not, has its first value at the reader's place. Throws where there is no whole card. */
export function readBrief(reader: CardReader, citedByCount: number, referenceCount: number): BriefArticle {
  for (let i = 0; i < CARD; i++) if ((card[i] = reader.value()) === null) throw reader.damaged();
  return unpackCard(card as ArticleCard, citedByCount, referenceCount);
}

/** Of a list of cards, each with its counts and the engine's number of the article behind it: gives each article with that number. */
export function unpackBriefs(text: string, take: (number: number, article: BriefArticle) => void): void {
  const reader = new CardReader(text, 1);
  while (!reader.isAtEnd) {
    // The bracket before it.
    reader.skip();
    const article = readBrief(reader, 0, 0);
    article.citedByCount = reader.count();
    article.referenceCount = reader.count();
    const number = reader.count();
    reader.checkEnd();
    take(number, article);
    // The comma before the next one.
    reader.skip();
  }
}

/** The record with the counts beside it. Of a text that has the card alone, a brief one: without the fields of which it has many. */
export function unpackArticle(text: string, { citedByCount, referenceCount }: ArticleCounts): StoredArticle {
  const at = text.indexOf(LISTS_BEGIN);
  const record = unpackCard(cardOf(at < 0 ? text : text.slice(0, at)), citedByCount, referenceCount);
  if (at < 0) return record as unknown as StoredArticle;
  Object.defineProperty(record, LATER, { value: new Later(text.slice(at + LISTS_BEGIN.length - 1, -LISTS_END.length)) });
  // One by one: Object.defineProperties takes twice as long.
  Object.defineProperty(record, 'authorships', AUTHORSHIPS);
  Object.defineProperty(record, 'topics', TOPICS);
  Object.defineProperty(record, 'provenance', PROVENANCE);
  Object.defineProperty(record, 'journalProvenance', JOURNAL_PROVENANCE);
  return record as unknown as StoredArticle;
}
