import { createHash } from 'node:crypto';
import { words } from '../store/fold.js';
import { isOwnPlace } from './imprint.js';
import { compareJournals, describeJournal } from './journal-likeness.js';
import type { BibRecord, WorkIds } from './record.js';
import { foldWithPlaces, readPrinted, type PrintedFacts } from './reference-text.js';
import { describeTitle, type TitleForm } from './title-form.js';
import { describeWork, type WorkDescription } from './work-description.js';

/** A reference as a source gives it: as printed, in fields, or both. A `BibReference` is one. */
export interface PrintedReference {
  text: string | null;
  ids?: WorkIds;
  title?: string | null;
  /** The first author, in any spelling. */
  author?: string | null;
  year?: number | null;
  volume?: string | null;
  firstPage?: string | null;
  journal?: string | null;
}

interface ReferenceFacts extends PrintedFacts {
  author: string;
}

const ID_KINDS = ['pmid', 'doi', 'pmcid'] as const;
/** Authors stand within the first characters of a printed reference. */
const AUTHORS_WITHIN = 120;
/** A printed reference with fewer words than this has no title: `Smith J, 2006, BMJ, V30, P400`. */
const WORDS_WITH_TITLE = 9;
/** Words before a title that make it the title of another work. */
const ABOUT =
  /(?:erratum|errata|corrigendum|correction|retraction|retracted|reply|response|comment|commentary|re)(?:to|for|on|of)?$/;

const hash = (text: string): string => createHash('sha1').update(text).digest('base64url').slice(0, 14);
const placeKey = (year: number, volume: string, page: number): string => `r:${year}:${volume}:${page}`;

function factsOf(reference: PrintedReference): ReferenceFacts {
  const printed = readPrinted(reference.text ?? '');
  const page = /\d{1,9}/.exec(reference.firstPage ?? '')?.[0];
  const volume = /\d{1,4}/.exec(reference.volume ?? '')?.[0];
  const isInFields = page !== undefined && volume !== undefined;
  return {
    pmid: reference.ids?.pmid ?? printed.pmid,
    doi: reference.ids?.doi ?? printed.doi,
    pmcid: reference.ids?.pmcid ?? printed.pmcid,
    years: reference.year == null ? printed.years : [reference.year],
    places: isInFields ? [{ volume: String(Number(volume)), firstPage: Number(page) }] : printed.places,
    author: reference.author ?? (reference.text ?? '').slice(0, AUTHORS_WITHIN),
  };
}

const idKeys = (ids: Pick<WorkIds, (typeof ID_KINDS)[number]>): string[] =>
  ID_KINDS.flatMap((kind) => (ids[kind] === null ? [] : [`${kind}:${ids[kind]}`]));

/**
 * Keys under which the work of a reference may be found: identifiers, also those in its text; year, volume and first
 * page; its title where the source gives one. At most some twenty.
 */
export function referenceKeys(reference: PrintedReference): string[] {
  const facts = factsOf(reference);
  const keys = idKeys(facts);
  for (const year of facts.years.slice(0, 3)) {
    for (const { volume, firstPage } of facts.places) keys.push(placeKey(year, volume, firstPage));
  }
  const [title] = describeTitle(reference.title ?? null, null, []).forms;
  if (title?.isStrong) keys.push(`t:${hash(title.letters)}`);
  return [...new Set(keys)];
}

/** The keys of `referenceKeys` by which references to this record are found. */
export const referenceTargetKeys = (record: BibRecord): string[] => targetKeysOf(describeWork(record));

/** The same for a record that has been described. */
export function targetKeysOf(work: WorkDescription): string[] {
  const { year, volume, pages } = work.imprint;
  const keys = idKeys(work.ids);
  if (year !== null && volume !== null && pages !== null && !pages.mangled) keys.push(placeKey(year, volume, pages.first));
  for (const form of work.title.forms) if (form.isStrong && !form.isPart) keys.push(`t:${hash(form.letters)}`);
  return [...new Set(keys)];
}

type TitleFinding = 'WHOLE' | 'MOST_WORDS' | 'GOES_ON' | 'OTHER' | 'NO_TITLE';

/** Where a title stands in a printed text as whole words. */
function findTitle(form: TitleForm, text: string): TitleFinding {
  const { letters, starts, after } = foldWithPlaces(text);
  for (let at = letters.indexOf(form.letters); at !== -1; at = letters.indexOf(form.letters, at + 1)) {
    const end = at + form.letters.length;
    if (!starts.has(at) || !starts.has(end)) continue;
    if (ABOUT.test(letters.slice(Math.max(0, at - 16), at))) return 'OTHER';
    // `Title: subtitle`, `Title, part 2`: perhaps the title of another work.
    return /^[:;–—-]|^$/.test(after.get(end) ?? '') && end < letters.length ? 'GOES_ON' : 'WHOLE';
  }
  const inText = new Set(words(text));
  const present = form.words.filter((word) => inText.has(word) || (word.length >= 5 && letters.includes(word))).length;
  return present >= 0.85 * form.words.length ? 'MOST_WORDS' : 'OTHER';
}

function titleFinding(reference: PrintedReference, work: WorkDescription): TitleFinding {
  const forms = work.title.forms.filter((form) => form.isStrong);
  const text = reference.title ?? reference.text ?? '';
  if (reference.title == null && words(text).filter((word) => /^\D{2,}$/.test(word)).length < WORDS_WITH_TITLE) return 'NO_TITLE';
  const order: TitleFinding[] = ['WHOLE', 'GOES_ON', 'MOST_WORDS', 'OTHER'];
  const found = forms.map((form) => findTitle(form, text));
  return order.find((finding) => found.includes(finding)) ?? 'OTHER';
}

/** Whether one of the pieces of a printed reference is the journal's name or its abbreviation. */
function namesJournal(reference: PrintedReference, work: WorkDescription): boolean {
  const text = reference.text ?? '';
  const pieces =
    reference.journal != null
      ? [reference.journal]
      : [...text.split(/[,;:()?!]|\.\s+|\d+/), ...text.replace(/(?<=\b\p{L}{1,5})\./gu, '').split(/[,;:()?!.]|\d+/)];
  return pieces.some((piece) => {
    if (piece.trim().length < 2 || piece.length > 200) return false;
    const journal = { title: piece.trim(), abbreviation: null, issns: [], nlmId: null };
    return compareJournals(describeJournal(journal, null), work.journal) === 'SAME';
  });
}

function namesFirstAuthor(author: string, work: WorkDescription): boolean {
  const first = work.byline.first;
  if (first === null) return false;
  const inText = words(author);
  return first.family.every((word) => inText.includes(word));
}

/**
 * Whether a reference means this work, with certainty: by an identifier, or by first author, year and place (volume
 * and first page) with the title, or with the journal where the style leaves titles out; or, where no place is known,
 * by first author, year, the whole title and the journal. A reference that fits two works fits none: the caller has
 * to see to that.
 */
export function matchReference(reference: PrintedReference, record: BibRecord): boolean {
  const work = describeWork(record);
  const facts = factsOf(reference);
  if (ID_KINDS.some((kind) => facts[kind] !== null && work.ids[kind] !== null && facts[kind] !== work.ids[kind])) return false;
  if (ID_KINDS.some((kind) => facts[kind] !== null && facts[kind] === work.ids[kind])) return true;
  const { year, volume, pages } = work.imprint;
  if (year === null || !facts.years.includes(year) || !namesFirstAuthor(facts.author, work)) return false;
  const title = titleFinding(reference, work);
  if (title === 'OTHER') return false;
  if (volume !== null && pages !== null && !pages.mangled && facts.places.length > 0) {
    const isThere = facts.places.some((place) => place.volume === volume && place.firstPage === pages.first);
    // On one page there may be several abstracts of one author, with titles that are made of the same words.
    if (!isThere || !(title === 'WHOLE' || title === 'GOES_ON' || isOwnPlace(pages))) return false;
    return title !== 'NO_TITLE' || namesJournal(reference, work);
  }
  return title === 'WHOLE' && namesJournal(reference, work);
}
