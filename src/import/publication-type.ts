import { cleanText } from './input.js';

/** What services call the kinds of works (lower case, without hyphens and blanks), in NLM's words. */
const NAMES: Readonly<Record<string, string>> = {
  journalarticle: 'Journal Article', articlejournal: 'Journal Article', researcharticle: 'Journal Article',
  review: 'Review', reviewarticle: 'Review', systematicreview: 'Systematic Review', metaanalysis: 'Meta-Analysis',
  letter: 'Letter', editorial: 'Editorial', news: 'News', casereport: 'Case Reports', casereports: 'Case Reports',
  clinicaltrial: 'Clinical Trial', preprint: 'Preprint', dataset: 'Dataset', erratum: 'Published Erratum',
  correction: 'Published Erratum', retraction: 'Retraction of Publication', book: 'Book', monograph: 'Book', editedbook: 'Book',
  bookchapter: 'Book Chapter', chapter: 'Book Chapter', booksection: 'Book Chapter', booksectionchapter: 'Book Chapter',
  conferencepaper: 'Conference Paper', conference: 'Conference Paper', proceedingsarticle: 'Conference Paper', paperconference: 'Conference Paper',
  conferenceproceedings: 'Conference Proceedings', conferencearticle: 'Conference Paper', dissertation: 'Thesis',
  thesis: 'Thesis', report: 'Report', editorialmaterial: 'Editorial', webpage: 'Web Page', software: 'Software', patent: 'Patent',
  standard: 'Standard', manuscript: 'Unpublished Work',
}; // prettier-ignore

/**
 * A kind of work as NLM names it, so that a filter finds it whatever the source: `journal-article` is
 * `Journal Article`. Only names that mean the same are in the table; all others stay as written.
 */
export function publicationType(text: string): string {
  const key = text.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(NAMES, key) ? NAMES[key]! : cleanText(text);
}

/** The types of a record, each once. */
export function publicationTypes(texts: readonly string[]): string[] {
  return [...new Set(texts.map(publicationType).filter((type) => type !== ''))];
}
