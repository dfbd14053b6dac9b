import type { AuthorsStatus } from '../records.js';
import { nameBlocks } from '../import/author-match.js';
import type { BibAuthor } from '../import/record.js';
import type { SourceRecord } from './precedence.js';

/** One author of a work, with what all of its records say about that place. */
export interface MergedAuthor {
  author: BibAuthor;
  /** Block of the name (person-form.ts), by which candidates for the same person are found. */
  block: string;
  /** That of the name with its parts exchanged, where a source may have done so. */
  turned: string | null;
  /** Sources whose lists have this author. */
  sources: string[];
}

export interface MergedAuthors {
  status: AuthorsStatus;
  /** In the order of the list that won. */
  list: MergedAuthor[];
  /** Digest of the record whose list won; null where none has authors. */
  from: string | null;
}

const FULLEST: readonly AuthorsStatus[] = ['COMPLETE', 'POSSIBLY_TRUNCATED', 'NOT_LISTED'];

/** The record with the fullest list; of equally full ones the first. A list that may be cut gives way to a whole one. */
function fullest(records: readonly SourceRecord[]): SourceRecord | null {
  const ranked = records.map((one, order) => ({ one, order, rank: FULLEST.indexOf(one.record.authorsStatus) }));
  ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return ranked[0]?.one ?? null;
}

interface OtherList {
  source: string;
  authors: { author: BibAuthor; block: string; turned: string | null }[];
  byBlock: Map<string, number[]>;
}

function listOf({ record }: SourceRecord): OtherList {
  const authors = record.authors.map((author) => ({ author, ...nameBlocks(author) }));
  const byBlock = new Map<string, number[]>();
  authors.forEach(({ block }, i) => byBlock.set(block, [...(byBlock.get(block) ?? []), i]));
  return { source: record.source, authors, byBlock };
}

/** The same author in another list: the one of that name, or the one of that name at that place where there are several. */
function counterpart(other: OtherList, block: string, at: number): BibAuthor | null {
  const places = other.byBlock.get(block) ?? [];
  const place = places.length === 1 ? places[0]! : places.includes(at) ? at : null;
  return place === null ? null : other.authors[place]!.author;
}

function filled(author: BibAuthor, others: readonly BibAuthor[]): BibAuthor {
  const from = <F extends keyof BibAuthor>(field: F): BibAuthor[F] =>
    others.reduce((value, other) => value ?? other[field], author[field]);
  return {
    ...author,
    givenName: from('givenName'),
    initials: from('initials'),
    suffix: from('suffix'),
    orcid: from('orcid'),
    affiliations: [author, ...others].find(({ affiliations }) => affiliations.length > 0)?.affiliations ?? [],
    institutions: [author, ...others].find(({ institutions }) => institutions.length > 0)?.institutions ?? [],
    isCorresponding: from('isCorresponding'),
    equalContribution: from('equalContribution'),
  };
}

/** The author list of a work out of its records, which are in the order of precedence. */
export function mergeAuthors(records: readonly SourceRecord[]): MergedAuthors {
  const winner = fullest(records);
  if (winner === null) return { status: 'NOT_LISTED', list: [], from: null };
  const own = listOf(winner);
  const others = records.filter((one) => one !== winner && one.record.authors.length > 0).map(listOf);
  const list = own.authors.map(({ author, block, turned }, at): MergedAuthor => {
    // Two of one name on a paper: which of them another list means, only the place tells.
    const isAlone = own.byBlock.get(block)!.length === 1;
    const found = others.flatMap((other) => {
      const same =
        isAlone || other.byBlock.get(block)?.length === own.byBlock.get(block)!.length ? counterpart(other, block, at) : null;
      return same === null ? [] : [{ source: other.source, author: same }];
    });
    const sources = [...new Set([own.source, ...found.map(({ source }) => source)])].sort();
    return { author: filled(author, found.map((one) => one.author)), block, turned, sources }; // prettier-ignore
  });
  return { status: winner.record.authorsStatus, list, from: own.authors.length > 0 ? winner.key : null };
}
