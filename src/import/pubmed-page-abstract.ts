import type { AbstractSection } from '../records.js';
import { paragraphs, quoted, refusal, type SourceLine } from './source-line.js';

const LABELLED = /^(?<label>\p{Lu}[^.:;?!]{0,79}): (?<text>\S.*)$/su;
const MAX_LABEL_WORDS = 8;
/**
 * Words that headings of structured abstracts are made of (after NLM's "Structured Abstracts in MEDLINE").
 * They tell `Objective: …` from a sentence with a colon where a paragraph stands alone.
 */
const HEADING_WORDS = new Set(
  (
    'aim aims analysis and approach background case clinical conclusion conclusions context data design discussion evaluation ' +
    'evidence findings for future hypothesis implications importance innovation intervention interventions introduction ' +
    'key limitations main material materials measure measurements measures message messages method methodology methods next ' +
    'objective objectives of originality outcome outcomes participants patients perspective points practice problem ' +
    'procedures purpose question questions rationale recommendation recommendations registration relevance report research ' +
    'result results review sample search selection setting settings significance source sources statement steps strategy ' +
    'study subjects summary synthesis the this to trial value what'
  ).split(' '),
);

interface Paragraph {
  line: SourceLine;
  label: string | null;
  text: string;
}

function readParagraph(line: SourceLine): Paragraph {
  const { label, text } = LABELLED.exec(line.text)?.groups ?? {};
  return label === undefined || label.split(' ').length > MAX_LABEL_WORDS
    ? { line, label: null, text: line.text }
    : { line, label, text: text! };
}

function isHeading(label: string): boolean {
  return (label.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => HEADING_WORDS.has(word));
}

/** A short line without an end of sentence is a heading of a part that this reader does not know. */
function refuseHeading({ text, ...line }: SourceLine): void {
  if (text.split(' ').length > 5 || /[.?!:;)"'”’\d]$/.test(text)) return;
  throw refusal({ ...line, text }, `${quoted(text)} is no part of the page that is known; expected a paragraph of the abstract.`);
}

/**
 * Paragraphs of the abstract. What stands before a colon is a label where every paragraph has one, or where
 * it is made of the words of such headings.
 */
export function readAbstract(lines: readonly SourceLine[]): AbstractSection[] {
  const found = paragraphs(lines).map(readParagraph);
  const allLabelled = found.length > 1 && found.every(({ label }) => label !== null);
  return found.map(({ line, label, text }) => {
    refuseHeading(line);
    return label !== null && (allLabelled || isHeading(label)) ? { label, text } : { label: null, text: line.text };
  });
}
