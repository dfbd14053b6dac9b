import { compareAbstracts } from './abstract-likeness.js';
import { compareBylines, otherGivenNames, sameByline, type BylineRelation } from './byline.js';
import { comparePages, onlyOneHasPlace, recurs, sameVolume, type PageRelation } from './imprint.js';
import { compareJournals, type JournalRelation } from './journal-likeness.js';
import type { WorkIds } from './record.js';
import type { TitleComparison, TitleRelation } from './title-likeness.js';
import type { WorkDescription } from './work-description.js';

/** What two works have in common, field by field. */
export interface Evidence {
  title: TitleComparison;
  byline: BylineRelation;
  /** The same people, as many of them. */
  wholeByline: boolean;
  journal: JournalRelation;
  volume: boolean | null;
  pages: PageRelation;
  /** Only the family names of the first authors are alike. */
  otherGiven: boolean;
  /** Pages that may be counted within the work itself. */
  startsAtOne: boolean;
  /** Pages that another work may have in another volume. */
  recurs: boolean;
  /** Null where one is not known. */
  years: number | null;
  abstract: number | null;
  sharedIds: string[];
  otherIds: string[];
  /** Just one of the two tells volume and page: the other may have been online ahead of them. */
  onlyOneHasPlace: boolean;
  kind: KindConflict | null;
}

export const ID_KINDS = ['pmid', 'doi', 'pmcid'] as const;
/** With those of databases: sharing one is proof, too, but databases do have one work under two of them. */
export const SHARED_KINDS = [...ID_KINDS, 'openalex', 's2', 'omid'] as const;
export const SAME_ABSTRACT = 0.85;
export const OTHER_ABSTRACT = 0.4;

/** Whether two sets of identifiers name two works: another value of one kind. */
export function conflictingIds(a: WorkIds, b: WorkIds): boolean {
  return ID_KINDS.some((kind) => a[kind] !== null && b[kind] !== null && a[kind] !== b[kind]);
}

/** Why two works of one title are of different kinds: one about the other, before it, or a short form of it. */
type KindConflict = 'NOTICE' | 'RESPONSE' | 'PREPRINT' | 'FORM' | 'PROTOCOL' | 'ANNOTATION';

const KIND_REASONS: Readonly<Record<KindConflict, string>> = {
  NOTICE: 'only one is a notice (erratum, retraction)',
  RESPONSE: 'only one is a response (reply, letter, comment)',
  PREPRINT: 'only one is a preprint',
  FORM: 'only one is a thesis, a dataset or the like',
  PROTOCOL: 'only one is a protocol',
  ANNOTATION: 'only one is marked as abstract, letter or the like',
};

function differentKinds(a: WorkDescription, b: WorkDescription): KindConflict | null {
  if (a.isNotice !== b.isNotice) return 'NOTICE';
  if ((a.title.role === 'RESPONSE') !== (b.title.role === 'RESPONSE')) return 'RESPONSE';
  if (a.isPreprint !== b.isPreprint) return 'PREPRINT';
  if (a.form !== b.form && (a.form === null ? a : b).isPublication) return 'FORM';
  if (a.title.isProtocol !== b.title.isProtocol) return 'PROTOCOL';
  return a.title.annotation === b.title.annotation ? null : 'ANNOTATION';
}

export function gather(a: WorkDescription, b: WorkDescription, title: TitleComparison, pages: PageRelation): Evidence {
  const years = a.imprint.year === null || b.imprint.year === null ? null : Math.abs(a.imprint.year - b.imprint.year);
  return {
    title,
    byline: compareBylines(a.byline, b.byline),
    wholeByline: sameByline(a.byline, b.byline),
    journal: compareJournals(a.journal, b.journal),
    volume: sameVolume(a.imprint, b.imprint),
    pages,
    otherGiven: otherGivenNames(a.byline, b.byline),
    startsAtOne: a.imprint.pages?.first === 1 || b.imprint.pages?.first === 1,
    recurs: recurs(a.imprint.pages) || recurs(b.imprint.pages),
    years,
    abstract: compareAbstracts(a.abstract(), b.abstract()),
    sharedIds: SHARED_KINDS.filter((kind) => a.ids[kind] !== null && a.ids[kind] === b.ids[kind]),
    otherIds: ID_KINDS.filter((kind) => a.ids[kind] !== null && b.ids[kind] !== null && a.ids[kind] !== b.ids[kind]),
    onlyOneHasPlace: onlyOneHasPlace(a.imprint, b.imprint),
    kind: differentKinds(a, b),
  };
}

export const isNear = ({ relation }: TitleComparison): boolean => relation === 'EQUAL' || relation === 'SPELLING';
export const isSamePage = (pages: PageRelation): boolean => pages !== null && pages !== 'DIFFERENT';
export const isRange = (pages: PageRelation): boolean => pages === 'RANGE' || pages === 'LONG_RANGE';

const TITLE_REASONS: Readonly<Record<TitleRelation, string>> = {
  EQUAL: 'same title',
  SPELLING: 'same title but for spelling',
  BEGINNING: 'one title is a part of the other',
  LIKE: 'similar titles',
  UNLIKE: 'different titles',
};

const PAGE_REASONS: Readonly<Record<NonNullable<PageRelation>, string>> = {
  LONG_RANGE: 'same pages',
  RANGE: 'same pages',
  FIRST: 'same first page',
  SINGLE: 'same page',
  OVERLAP: 'pages overlap',
  DIFFERENT: 'different pages',
};

export function reasonsOf(e: Evidence): string[] {
  const reasons = [
    ...e.sharedIds.map((kind) => `same ${kind.toUpperCase()}`),
    ...e.otherIds.map((kind) => `different ${kind.toUpperCase()}s`),
  ];
  if (e.kind !== null) reasons.push(KIND_REASONS[e.kind]);
  if (e.title.relation !== null) reasons.push(TITLE_REASONS[e.title.relation]);
  if (!e.title.sameNumbers) reasons.push('different numbers in the titles');
  if (e.byline !== null)
    reasons.push(e.byline === 'FIRST' ? 'same first author' : e.byline === 'SOME' ? 'authors in common' : 'no author in common');
  if (e.byline === 'FIRST' && e.otherGiven) reasons.push('other given names');
  if (e.journal === 'SAME') reasons.push('same journal');
  if (e.journal === 'DIFFERENT') reasons.push('different journals');
  if (e.volume !== null) reasons.push(e.volume ? 'same volume' : 'different volumes');
  if (e.pages !== null) reasons.push(PAGE_REASONS[e.pages]);
  if (e.years !== null) reasons.push(e.years === 0 ? 'same year' : `years ${e.years} apart`);
  if (e.abstract !== null && e.abstract >= SAME_ABSTRACT) reasons.push('same abstract');
  if (e.abstract !== null && e.abstract < OTHER_ABSTRACT) reasons.push('different abstracts');
  return reasons;
}

/** What is not known counts half of what agrees. */
export function scoreOf(e: Evidence): number {
  const byline = e.byline === null ? 0.5 : e.byline === 'FIRST' ? 1 : e.byline === 'SOME' ? 0.5 : 0;
  const journal = e.journal === 'SAME' ? 1 : e.journal === 'DIFFERENT' ? 0 : 0.5;
  const volume = e.volume === null ? 0.5 : Number(e.volume);
  const pages = e.pages === null ? 0.5 : e.pages === 'DIFFERENT' ? 0 : isRange(e.pages) ? 1 : 0.8;
  const years = e.years === null ? 0.5 : Math.max(0, 1 - e.years / 2);
  const title = e.title.relation === null ? 0.5 : e.title.likeness;
  const sum = 0.4 * title + 0.2 * byline + 0.15 * pages + 0.1 * volume + 0.1 * journal + 0.05 * years;
  // Below 1, which is an identifier's.
  return Math.round(990 * sum) / 1000;
}

/** Whether two records cannot be one work even where a third one is like both: other identifiers, or another place. */
export function contradict(a: WorkDescription, b: WorkDescription): boolean {
  if (conflictingIds(a.ids, b.ids)) return true;
  const sharesId = SHARED_KINDS.some((kind) => a.ids[kind] !== null && a.ids[kind] === b.ids[kind]);
  return (
    !sharesId && sameVolume(a.imprint, b.imprint) === false && comparePages(a.imprint.pages, b.imprint.pages) === 'DIFFERENT'
  );
}
