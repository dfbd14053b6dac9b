import { NO_DETAILS, type ArticleDetails, type ArticleRecord, type Authorship, type AuthorRecord, type JournalRecord, type PartialDate, type TopicRecord } from '../../src/records.js'; // prettier-ignore
import type { ScannedGraph } from '../../src/analysis/citation-graph.js';
import type { ArticleWrite } from '../../src/store/store.js';
import { generateBylines, type Bylines } from '../byline-generator.js';
import { generateCitations } from '../citation-generator.js';
import { People } from '../pubmed-people.js';
import { Works } from '../pubmed-works.js';
import { randomOf } from '../random.js';
import { WORDS } from '../words.js';

/** Grows with every change of what is generated: databases that were kept are then made anew. */
export const GENERATOR_VERSION = 2;

export interface LiteratureSize {
  articles: number;
  citations: number;
  authorships: number;
  seed: number;
}

/** Works that are written together: few enough that Neo4j has done before the deadline of a write on a machine that is busy. */
const BLOCK = 500;
const JOURNALS = 300;
export const TOPICS = 400;
const AUTHORS_PER_AUTHORSHIP = 0.375;
/** Four authors a work. */
const BYLINE_FURTHER = 0.75;
/** Of works, those with an abstract, those whose day is known, those with affiliations. */
const SHARES = { abstract: 0.4, day: 0.7, affiliations: 0.5 };

const FROM_PUBMED = [{ source: 'pubmed-xml', readAt: '2026-01-01T00:00:00.000Z' }];

export const journalKey = (number: number): string => `journal:${number}`;
export const topicKey = (number: number): string => `topic:${number}`;
export const authorKey = (number: number): string => `author:${String(number).padStart(7, '0')}`;

/** Of a list by rank: the weight of rank r is about 1/(r + 10). */
const ranked = (count: number, random: () => number): number =>
  Math.min(count - 1, Math.floor(10 * ((1 + count / 10) ** random() - 1)));

const upper = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

export interface Block {
  authors: AuthorRecord[];
  articles: ArticleWrite[];
}

/**
 * An invented literature with everything at once: who cites whom with hubs, who writes with whom with prolific authors, titles,
 * journals, topics, abstracts. Each work's facts come of its number, so that the same size and seed make the same graph in
 * whichever database.
 */
export class Literature {
  readonly citations: ScannedGraph;
  readonly bylines: Bylines;
  /** References of work i are those from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  private readonly works: Works;
  private readonly people: People;

  constructor(readonly size: LiteratureSize) {
    const { articles, citations, authorships, seed } = size;
    this.citations = generateCitations({ articles, citations, seed });
    this.bylines = generateBylines(Math.round(authorships * AUTHORS_PER_AUTHORSHIP), authorships, seed, BYLINE_FURTHER);
    this.works = new Works({ seed, works: articles, words: WORDS, hasDoi: [true], hasPmcid: [false] });
    this.people = new People(seed, articles);
    this.starts = new Uint32Array(articles + 1);
    for (const from of this.citations.citing) this.starts[from + 1]!++;
    for (let i = 0; i < articles; i++) this.starts[i + 1]! += this.starts[i]!;
  }

  key(article: number): string {
    return this.citations.keys[article]!;
  }

  doi(article: number): string {
    return this.key(article).slice('doi:'.length);
  }

  referenceCount(article: number): number {
    return this.starts[article + 1]! - this.starts[article]!;
  }

  /** How often each work is cited. */
  citerCounts(): Uint32Array {
    const counts = new Uint32Array(this.size.articles);
    for (const to of this.citations.cited) counts[to]!++;
    return counts;
  }

  /** How many works each author has. */
  articleCounts(): Uint32Array {
    const counts = new Uint32Array(this.bylines.authors);
    const { offsets, members } = this.bylines;
    const end = offsets[Math.min(this.size.articles, offsets.length - 1)]!;
    for (const author of members.subarray(0, end)) counts[author]!++;
    return counts;
  }

  /** Works that it cites. One that is written in a later block is left out: a batch names only what is there. */
  references(article: number): number[] {
    const end = (Math.floor(article / BLOCK) + 1) * BLOCK;
    return [...this.citations.cited.subarray(this.starts[article], this.starts[article + 1])].filter((one) => one < end);
  }

  /** Its authors in the order of the byline. */
  authors(article: number): number[] {
    const { offsets, members } = this.bylines;
    if (article + 1 >= offsets.length) return [];
    const list = [...members.subarray(offsets[article], offsets[article + 1])];
    const first = article % Math.max(1, list.length);
    return [...list.slice(first), ...list.slice(0, first)];
  }

  topics(article: number): number[] {
    const random = this.works.random(article, 10);
    return [...new Set(Array.from({ length: 1 + Math.floor(5 * random()) }, () => ranked(TOPICS, random)))];
  }

  journal(article: number): number {
    return ranked(JOURNALS, this.works.random(article, 11));
  }

  title(article: number): string {
    return this.works.title(article);
  }

  *journals(): Iterable<JournalRecord> {
    for (let i = 0; i < JOURNALS; i++) {
      const random = randomOf(this.size.seed * 977 + i);
      const [a, b] = [upper(this.works.word(random)), upper(this.works.word(random))];
      const [title, abbreviation] = [`Journal of ${a} and ${b} ${i + 1}`, `J ${a.slice(0, 5)} ${b.slice(0, 5)} ${i + 1}`];
      yield { key: journalKey(i), title, abbreviation, names: [title, abbreviation], issns: [], nlmId: null, provenance: FROM_PUBMED }; // prettier-ignore
    }
  }

  topicName(topic: number): string {
    const random = randomOf(this.size.seed * 983 + topic);
    return `${upper(this.works.word(random))}, ${upper(this.works.word(random))} ${topic + 1}`;
  }

  *allTopics(): Iterable<TopicRecord> {
    for (let i = 0; i < TOPICS; i++) {
      const meshId = `D${String(900_000 + i)}`;
      yield { key: topicKey(i), name: this.topicName(i), meshId, synonyms: [], broaderKeys: [], treeNumbers: [], scopeNote: null, provenance: FROM_PUBMED }; // prettier-ignore
    }
  }

  author(number: number): AuthorRecord {
    const { family, given, initials, orcid, affiliation } = this.people.person(number);
    const name = `${family} ${initials}`;
    return {
      key: authorKey(number), kind: 'PERSON', name, familyName: family, givenName: given, initials, suffix: null, names: [name],
      orcid, affiliations: [affiliation], provenance: FROM_PUBMED,
    }; // prettier-ignore
  }

  private date(article: number): PartialDate {
    const year = this.citations.years[article]!;
    const random = this.works.random(article, 12);
    if (random() >= SHARES.day) return { year, month: null, day: null, raw: String(year), precision: 'YEAR' };
    const [month, day] = [1 + Math.floor(12 * random()), 1 + Math.floor(28 * random())];
    return { year, month, day, raw: `${year}-${month}-${day}`, precision: 'DAY' };
  }

  private authorships(article: number): Authorship[] {
    const affiliated = this.works.random(article, 13)() < SHARES.affiliations;
    return this.authors(article).map((number, i) => {
      const { family, initials, affiliation } = this.people.person(number);
      return {
        authorKey: authorKey(number), position: i + 1, nameAsWritten: `${family} ${initials}`,
        affiliations: affiliated ? [affiliation] : [], isCorresponding: null, equalContribution: null, provenance: FROM_PUBMED,
      };
    }); // prettier-ignore
  }

  private details(article: number): ArticleDetails {
    const random = this.works.random(article, 14);
    if (random() >= SHARES.abstract) return NO_DETAILS;
    const sentence = () => `${upper(Array.from({ length: 12 }, () => this.works.word(random)).join(' '))}.`;
    const text = Array.from({ length: 8 + Math.floor(8 * random()) }, sentence).join(' ');
    return { ...NO_DETAILS, abstract: [{ label: null, text }], languages: ['eng'] };
  }

  private record(article: number, hasAbstract: boolean): ArticleRecord {
    const [key, doi, pmid] = [this.key(article), this.doi(article), String(10_000_000 + article)];
    const random = this.works.random(article, 15);
    const { volume, issue, first, last } = this.works.place(article);
    const kind = random();
    const topics = this.topics(article).map((topic, i) => ({ topicKey: topicKey(topic), method: 'MESH_INDEXING' as const, isMajor: i === 0, matchedText: null, provenance: FROM_PUBMED })); // prettier-ignore
    return {
      key, status: 'FULL', pmid, pmcid: null, doi, identifiers: [{ scheme: 'pmid', value: pmid }, { scheme: 'doi', value: doi }],
      title: this.title(article), date: this.date(article), journalKey: journalKey(this.journal(article)),
      journalProvenance: FROM_PUBMED, volume: String(volume), issue: String(issue),
      pages: { asWritten: `${first}-${last}`, first: String(first), last: String(last) },
      publicationTypes: ['Journal Article', ...(kind < 0.15 ? ['Review'] : kind < 0.2 ? ['Letter'] : [])], specialty: null,
      authorsStatus: 'COMPLETE', authorships: this.authorships(article), topics, hasAbstract, isRetracted: false,
      reportedCitations: [], statedReferenceCount: null, hasReferenceList: true, provenance: FROM_PUBMED,
    }; // prettier-ignore
  }

  private article(article: number, journals: readonly JournalRecord[]): ArticleWrite {
    const details = this.details(article);
    const record = this.record(article, details.abstract.length > 0);
    const { title, abbreviation } = journals[this.journal(article)]!;
    return {
      record,
      details,
      indexedNames: { journal: [title, abbreviation!], topics: this.topics(article).map((topic) => this.topicName(topic)) },
      references: this.references(article).map((cited, i) => ({ citedKey: this.key(cited), position: i + 1, provenance: FROM_PUBMED })), // prettier-ignore
    };
  }

  /** All works, oldest first, each block with the authors who have none before. */
  *blocks(): Iterable<Block> {
    const journals = [...this.journals()];
    let known = 0;
    for (let from = 0; from < this.size.articles; from += BLOCK) {
      const numbers = Array.from({ length: Math.min(BLOCK, this.size.articles - from) }, (_, i) => from + i);
      let last = known - 1;
      for (const number of numbers) for (const author of this.authors(number)) last = Math.max(last, author);
      const authors = Array.from({ length: last + 1 - known }, (_, i) => this.author(known + i));
      known = last + 1;
      yield { authors, articles: numbers.map((number) => this.article(number, journals)) };
    }
  }
}
