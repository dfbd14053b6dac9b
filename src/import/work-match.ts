import { comparePages } from './imprint.js';
import type { BibRecord } from './record.js';
import { compareTitles } from './title-likeness.js';
import { describeWork, type WorkDescription } from './work-description.js';
import {
  gather,
  SHARED_KINDS,
  isNear,
  isRange,
  isSamePage,
  OTHER_ABSTRACT,
  reasonsOf,
  SAME_ABSTRACT,
  scoreOf,
  type Evidence,
} from './work-evidence.js';

export type Verdict = 'SAME' | 'POSSIBLE' | 'DIFFERENT';

export interface WorkComparison {
  verdict: Verdict;
  /** 0 to 1: how much agrees, for the order in which pairs are joined. 1 is a shared identifier. */
  score: number;
  /** What agrees and what does not, in words, for the person who has to decide. */
  reasons: string[];
}

/**
 * Whether records that share no identifier are certainly one work. What is missing on one side is neither for nor
 * against; the less is known of the place, the more closely title, authors and journal have to agree.
 */
function isCertain(e: Evidence): boolean {
  const { title, byline, journal, volume, pages } = e;
  if (byline === 'NONE' || pages === 'DIFFERENT') return false;
  // Pages that each article counts from one are many articles' pages.
  const isOwnRange = volume === true && isRange(pages) && !e.startsAtOne;
  // A database's own remark decides nothing where the place is the same, nor does a subtitle that one leaves out.
  const isOnlyRemark =
    (e.kind === 'ANNOTATION' && volume === true && (isSamePage(pages) || (journal === 'SAME' && e.years === 0))) ||
    (e.kind === 'PROTOCOL' && isOwnRange);
  if (e.kind !== null && !isOnlyRemark) return false;
  // What comes each year under one title, by the same editor on the same first pages, is another work each year.
  if (e.recurs && isSamePage(pages) && volume !== true && (e.years ?? 0) > 0) return false;
  const isWholePlace = isOwnRange && byline === 'FIRST' && journal !== 'DIFFERENT' && journal !== null;
  // Another number in the title (`Part II`, `five-year`), another year: only a misprint where all else is the same.
  if (!title.sameNumbers || (e.years ?? 0) > 1) {
    const isMisprint = (e.years ?? 0) <= 1 ? title.likeness >= 0.9 : title.relation === 'EQUAL' && title.sameNumbers;
    return isWholePlace && title.isStrong && isMisprint;
  }
  // A translated title, or none: the same pages of the same volume by the same author.
  if (title.relation === null || title.relation === 'UNLIKE') return isWholePlace && pages === 'LONG_RANGE' && e.years === 0;
  // `Reply`, `Editorial`: the place alone names the work.
  if (!title.isStrong && (journal === 'DIFFERENT' || byline !== 'FIRST' || volume !== true || !isNear(title))) return false;
  if (!title.isStrong) return isSamePage(pages) && pages !== 'OVERLAP';
  return isSamePage(pages) ? isCertainOnPage(e) : isCertainWithoutPage(e);
}

/** Titles alike, the same first page. */
function isCertainOnPage({ title, byline, journal, volume, pages, years, startsAtOne, otherGiven }: Evidence): boolean {
  if (pages === 'OVERLAP') return isNear(title) && volume === true && byline === 'FIRST' && journal !== 'DIFFERENT';
  const isClose = isNear(title) || title.relation === 'BEGINNING';
  if (volume === true) {
    if (byline === null) return isClose && journal !== 'DIFFERENT';
    if (pages === 'SINGLE' && otherGiven) return false;
    return isClose || (!startsAtOne && (isRange(pages) || (pages === 'FIRST' && title.likeness >= 0.9)));
  }
  if (byline !== 'FIRST') return false;
  // Chapters: books have no volume, and their series' or their own title stands for the journal.
  if (volume === null && pages === 'LONG_RANGE' && isNear(title) && years === 0 && !startsAtOne) return true;
  if (volume === null) return isNear(title) ? journal !== 'DIFFERENT' : isRange(pages) && journal === 'SAME';
  return isNear(title) && isRange(pages) && journal === 'SAME';
}

/** Titles alike, the page of one or both not known. */
function isCertainWithoutPage(e: Evidence): boolean {
  const { title, byline, journal, volume, abstract } = e;
  if (volume === false || byline !== 'FIRST' || e.otherGiven || journal === 'DIFFERENT') return false;
  if (abstract !== null && abstract < OTHER_ABSTRACT) return false;
  const isSameAbstract = abstract !== null && abstract >= SAME_ABSTRACT;
  // The abstract is not enough for titles that differ within: reports of a series share it.
  if (!isNear(title)) {
    return title.relation === 'BEGINNING' && isSameAbstract && journal === 'SAME' && (volume === true || e.wholeByline);
  }
  if (volume === true) return journal !== null || isSameAbstract || e.wholeByline;
  if (journal === 'SAME') return e.years === 0 || isSameAbstract || (e.years === 1 && e.onlyOneHasPlace);
  // Nothing but title, authors and year: all of them have to agree to the letter.
  return e.years === 0 && e.wholeByline && title.relation === 'EQUAL';
}

/** Whether a person should look at the pair. */
function isPossible(e: Evidence): boolean {
  const { title, byline, years } = e;
  if (e.kind === 'NOTICE' || e.kind === 'RESPONSE') return false;
  if (e.volume === true && isRange(e.pages) && byline === 'FIRST' && (years ?? 0) <= 1) return true;
  // In two scripts, without the title of the original: the journal's number and the place are all that can agree.
  if (e.volume === true && e.pages === 'LONG_RANGE' && byline === null && e.journal === 'SAME' && years === 0) return true;
  if (!title.isStrong || !title.sameNumbers || byline === 'NONE' || (years ?? 0) > 3) return false;
  if (isNear(title)) return byline !== null || e.journal !== 'DIFFERENT';
  if (e.otherIds.length > 0 || byline !== 'FIRST' || (years ?? 0) > 1) return false;
  return title.relation === 'BEGINNING' || title.likeness >= 0.9;
}

/** Identifiers may be misprinted: two works that agree in nothing else do not become one by one identifier. */
function contradictsId(e: Evidence): boolean {
  const isOtherPlace = e.volume === false || e.pages === 'DIFFERENT' || (e.years ?? 0) > 0;
  return e.sharedIds.length === 1 && e.title.relation === 'UNLIKE' && e.byline === 'NONE' && isOtherPlace;
}

/** As `compareWorks`, for records that are compared more than once. */
export function compareDescribed(a: WorkDescription, b: WorkDescription): WorkComparison {
  const title = compareTitles(a.title, b.title);
  const pages = comparePages(a.imprint.pages, b.imprint.pages);
  const shares = SHARED_KINDS.some((kind) => a.ids[kind] !== null && a.ids[kind] === b.ids[kind]);
  const hasUnlikeTitle = title.relation === null || title.relation === 'UNLIKE';
  // Most pairs of a block end here.
  if (!shares && hasUnlikeTitle && !isRange(pages)) return { verdict: 'DIFFERENT', score: 0, reasons: ['different titles'] };
  const e = gather(a, b, title, pages);
  const reasons = reasonsOf(e);
  if (e.sharedIds.length > 0) {
    const isSame = e.otherIds.length === 0 && !contradictsId(e);
    return { verdict: isSame ? 'SAME' : 'POSSIBLE', score: isSame ? 1 : scoreOf(e), reasons };
  }
  const score = scoreOf(e);
  if (isCertain(e)) return { verdict: e.otherIds.length === 0 ? 'SAME' : 'POSSIBLE', score, reasons };
  return { verdict: isPossible(e) ? 'POSSIBLE' : 'DIFFERENT', score, reasons };
}

/**
 * Whether two records describe one work. Symmetric; depends on the two records alone. `SAME` is certain: they share a
 * PMID, DOI or PMCID (and have no other two that differ), or title, authors and place agree as far as both tell them.
 * `POSSIBLE` is for a person to decide; among them are all pairs that would be the same but for an identifier
 * (preprint and article). Parts of a series, a notice or a reply and its article, an abstract of a meeting and the
 * later article are not the same work.
 *
 * The fields and the order in which they count follow ASySD (K. Hair et al., BMC Biology 21:189, 2023,
 * PMC10483700) and W. M. Bramer et al. (J Med Libr Assoc 104:240, 2016), who found pages the best fingerprint after
 * identifiers; other than there, what decides is which fields agree, not a sum of likenesses.
 */
export function compareWorks(a: BibRecord, b: BibRecord): WorkComparison {
  return compareDescribed(describeWork(a), describeWork(b));
}
