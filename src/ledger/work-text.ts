import type { StoredAuthorOfWork, WorkFacts } from './work-facts.js';
import { valueOnce, type Row } from './view.js';
import type { WorkRow } from './work-row.js';

/**
 * How the row of a work is written: as JSON, in which each author stands on a line of its own and the blocks and ORCIDs
 * of all of them stand before. Who an author of a large collaboration is is asked block by block: so each time a few of
 * hundreds of authors are parsed. Text of JSON has no line ends of its own.
 */
const AUTHORS = '"authors":[\n';
const [BETWEEN, END] = [',\n', '\n]'];

/** What stands before the authors for a quick look. */
interface Index {
  /** Of each author, in the order of the work. */
  blocks: readonly string[];
  /** [place from 0, ORCID] of those who have one. */
  orcids: readonly (readonly [number, string])[];
}

function indexOf(authors: readonly StoredAuthorOfWork[]): Index {
  return {
    blocks: authors.map(({ block }) => block),
    orcids: authors.flatMap(({ orcid }, place): [number, string][] => (orcid ? [[place, orcid]] : [])),
  };
}

/** The row, or a part of it, as it is written. */
export function workText(facts: Partial<WorkRow> & Pick<WorkFacts, 'authors'>): string {
  const { authors, ...rest } = facts;
  const lines = authors.map((author) => JSON.stringify(author)).join(BETWEEN);
  const index = JSON.stringify({ ...rest, ...indexOf(authors) });
  return `${index.slice(0, -1)},${authors.length === 0 ? '"authors":[]' : `${AUTHORS}${lines}${END}`}}`;
}

/** A work with its authors parsed one by one, when they are asked for. */
export interface WorkLook extends Index {
  about: Omit<WorkRow, 'authors'>;
  author(place: number): StoredAuthorOfWork;
}

/** The same with all authors at once, which are then kept with the row. */
export function lookAtAll({ value }: Row<WorkRow>): WorkLook {
  const { authors, ...about } = value;
  return { about, ...indexOf(authors), author: (place) => authors[place]! };
}

/** Rows that were written before authors had lines of their own are parsed whole. */
export function lookAt(row: Row<WorkRow>): WorkLook {
  const { text } = row;
  const from = text?.indexOf(AUTHORS) ?? -1;
  if (text === undefined || from < 0) {
    return lookAtAll({ key: row.key, tags: row.tags, value: valueOnce(row) });
  }
  const end = text.lastIndexOf(END);
  // Without the comma before and the bracket behind the authors.
  const index = text.slice(0, from - 1) + text.slice(end + END.length);
  const { blocks, orcids, ...about } = JSON.parse(index) as Omit<WorkRow, 'authors'> & Index;
  const lines = text.slice(from + AUTHORS.length, end).split(BETWEEN);
  return { about, blocks, orcids, author: (place) => JSON.parse(lines[place]!) as StoredAuthorOfWork };
}
