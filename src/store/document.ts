import type { ArticleDetails, AuthorRecord, JournalRecord, TopicRecord, ArticleRecord } from '../records.js';
import { EVERY_DOCUMENT, indexPersonName, indexProse } from './fold.js';

/**
 * What is indexed of a node, in three fields of descending weight, already cut into stored tokens. A query
 * `within: 'label'` looks at `label` only; `everything` at all three. Both engines store these strings.
 */
export interface SearchDocument {
  /** Title of an article or journal, every name of an author or topic. Weight 4. */
  label: string;
  /** Names that hang on the node: authors, journal, topics of an article. Weight 2. */
  names: string;
  /** Abstract, with its translations and summaries. Weight 1. */
  body: string;
}

/** Names of an article's neighbours, which its document holds too. */
export interface NeighbourNames {
  journal: readonly string[];
  topics: readonly string[];
}

/** What of an article's details its document holds. */
export type AbstractTexts = Pick<ArticleDetails, 'abstract' | 'otherAbstracts'>;

/** The texts that a document is made of, as they were written: what is the same here is the same document. */
export interface DocumentTexts {
  label: string[];
  /** Whether the label is a person's names, which are cut in another way than prose. */
  isPerson: boolean;
  people: string[];
  names: string[];
  body: string[];
}

/** Stands between two texts of one field, so that no phrase runs from one into the next. */
const TEXT_BREAK = ' qbreakz ';

function joined(texts: readonly string[], index: (text: string) => string): string {
  return texts.map(index).join(TEXT_BREAK);
}

/** Each text once, without those that are missing or empty. */
function given(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== null && text !== '') as string[];
}

export function documentOf({ label, isPerson, people, names, body }: DocumentTexts): SearchDocument {
  const around = [joined(people, indexPersonName), joined(names, indexProse)];
  return {
    label: `${EVERY_DOCUMENT} ${joined(label, isPerson ? indexPersonName : indexProse)}`,
    names: around.filter((text) => text !== '').join(TEXT_BREAK),
    body: joined(body, indexProse),
  };
}

const labelOnly = (label: string[], isPerson = false): DocumentTexts => ({ label, isPerson, people: [], names: [], body: [] });

export function articleTexts(
  { title, authorships }: ArticleRecord,
  { abstract, otherAbstracts }: AbstractTexts,
  { journal, topics }: NeighbourNames,
): DocumentTexts {
  return {
    label: title ? [title] : [],
    isPerson: false,
    people: authorships.flatMap(({ nameAsWritten }) => nameAsWritten || []),
    names: [...journal, ...topics].filter((name) => name !== ''),
    body: [...abstract, ...otherAbstracts.flatMap(({ sections }) => sections)].flatMap(({ text }) => text || []),
  };
}

export const authorTexts = ({ name, names }: AuthorRecord): DocumentTexts => labelOnly(given([name, ...names]), true);

export const journalTexts = ({ title, abbreviation, names }: JournalRecord): DocumentTexts =>
  labelOnly(given([title, abbreviation, ...names]));

export const topicTexts = ({ name, synonyms }: TopicRecord): DocumentTexts => labelOnly(given([name, ...synonyms]));

export function articleDocument(record: ArticleRecord, details: AbstractTexts, names: NeighbourNames): SearchDocument {
  return documentOf(articleTexts(record, details, names));
}

export const authorDocument = (record: AuthorRecord): SearchDocument => documentOf(authorTexts(record));
export const journalDocument = (record: JournalRecord): SearchDocument => documentOf(journalTexts(record));
export const topicDocument = (record: TopicRecord): SearchDocument => documentOf(topicTexts(record));
