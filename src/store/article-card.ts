import type { ArticleRecord, AuthorsStatus, DatePrecision, RecordStatus, WorkIdentifier } from '../records.js';

/**
 * What nearly every reader of an article wants, as one short list without names: lists of works are read by the hundred, and
 * a list of values is parsed in a third of the time of an object with parts. A 0 says that there is nothing.
 */

/** Fields that stand in the card. What an article has many of is stored behind it (packed-article.ts). */
export type CardFields = Omit<ArticleRecord, 'authorships' | 'topics' | 'provenance' | 'journalProvenance'>;

type Text = string | 0;
type Flags = number;
const HAS_ABSTRACT = 1;
const IS_RETRACTED = 2;
const HAS_REFERENCE_LIST = 4;
/** For a stated number of references that is not there. */
const NOT_STATED = -1;

/** SQL that reads single fields of it counts them from 0: key 0, DOI 4, title 5. */
export type ArticleCard = [
  key: string, status: RecordStatus | 0, pmid: Text, pmcid: Text, doi: Text, title: Text, journalKey: Text,
  year: number, month: number, day: number, raw: Text, precision: DatePrecision | 0,
  volume: Text, issue: Text, pagesAsWritten: Text, firstPage: Text, lastPage: Text,
  publicationTypes: string[] | 0, specialty: Text, authorsStatus: AuthorsStatus | 0, flags: Flags, statedReferenceCount: number,
  identifiers: ArticleRecord['identifiers'] | 0, reportedCitations: ArticleRecord['reportedCitations'] | 0,
]; // prettier-ignore

type Named = Pick<ArticleRecord, 'pmid' | 'doi' | 'pmcid'>;

/** The identifiers of a work that has none but those with a field of their own. As long as it has to be: a list that grows takes four times the room. */
function usualIdentifiers({ pmid, doi, pmcid }: Named): ArticleRecord['identifiers'] {
  const found = new Array<WorkIdentifier>(Number(pmid !== null) + Number(doi !== null) + Number(pmcid !== null));
  let at = 0;
  if (pmid !== null) found[at++] = { scheme: 'pmid', value: pmid };
  if (doi !== null) found[at++] = { scheme: 'doi', value: doi };
  if (pmcid !== null) found[at] = { scheme: 'pmcid', value: pmcid };
  return found;
}

function areUsual(record: CardFields): boolean {
  const usual = usualIdentifiers(record);
  return (
    record.identifiers.length === usual.length &&
    record.identifiers.every(({ scheme, value }, i) => scheme === usual[i]!.scheme && value === usual[i]!.value)
  );
}

const some = <T>(list: T[]): T[] | 0 => (list.length === 0 ? 0 : list);

export function packCard(r: CardFields): ArticleCard {
  const { date, pages } = r;
  const flags =
    (r.hasAbstract ? HAS_ABSTRACT : 0) | (r.isRetracted ? IS_RETRACTED : 0) | (r.hasReferenceList ? HAS_REFERENCE_LIST : 0);
  return [
    r.key, r.status === 'FULL' ? 0 : r.status, r.pmid ?? 0, r.pmcid ?? 0, r.doi ?? 0, r.title ?? 0, r.journalKey ?? 0,
    date?.year ?? 0, date?.month ?? 0, date?.day ?? 0, date?.raw ?? 0, date?.precision ?? 0,
    r.volume ?? 0, r.issue ?? 0, pages?.asWritten ?? 0, pages?.first ?? 0, pages?.last ?? 0,
    some(r.publicationTypes), r.specialty ?? 0, r.authorsStatus === 'COMPLETE' ? 0 : r.authorsStatus, flags,
    r.statedReferenceCount ?? NOT_STATED, areUsual(r) ? 0 : r.identifiers, some(r.reportedCitations),
  ]; // prettier-ignore
}

const orNull = <T extends string | number>(value: T | 0): T | null => (value === 0 ? null : value);

/** What an engine keeps beside the card. */
export interface ArticleCounts {
  citedByCount: number;
  referenceCount: number;
}

/** For all that have none: nobody may change a record. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

/** One literal with all fields, so that all articles have one hidden class. */
export function unpackCard(card: ArticleCard, citedByCount: number, referenceCount: number): CardFields & ArticleCounts {
  const [
    key, status, pmid, pmcid, doi, title, journalKey, year, month, day, raw, precision, volume, issue, pagesAsWritten, firstPage,
    lastPage, publicationTypes, specialty, authorsStatus, flags, statedReferenceCount, identifiers, reportedCitations,
  ] = card; // prettier-ignore
  const named = { pmid: orNull(pmid), doi: orNull(doi), pmcid: orNull(pmcid) };
  return {
    key, status: status || 'FULL', pmid: named.pmid, pmcid: named.pmcid, doi: named.doi,
    identifiers: identifiers === 0 ? usualIdentifiers(named) : identifiers,
    title: orNull(title),
    date: raw === 0 ? null : { year, month: orNull(month), day: orNull(day), raw, precision: precision as DatePrecision },
    journalKey: orNull(journalKey), volume: orNull(volume), issue: orNull(issue),
    pages: pagesAsWritten === 0 ? null : { asWritten: pagesAsWritten, first: orNull(firstPage), last: orNull(lastPage) },
    publicationTypes: publicationTypes || NONE, specialty: orNull(specialty), authorsStatus: authorsStatus || 'COMPLETE',
    hasAbstract: (flags & HAS_ABSTRACT) !== 0, isRetracted: (flags & IS_RETRACTED) !== 0,
    reportedCitations: reportedCitations || NONE,
    statedReferenceCount: statedReferenceCount === NOT_STATED ? null : statedReferenceCount,
    hasReferenceList: (flags & HAS_REFERENCE_LIST) !== 0, citedByCount, referenceCount,
  }; // prettier-ignore
}
