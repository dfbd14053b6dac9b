import type { BibRecord } from '../import/record.js';
import { decodeRecord, keyOfRecord } from './record-codec.js';
import type { Row } from './view.js';

/** A record that is kept, and when its source was first read with it. */
export interface KeptRecord {
  key: string;
  /** ISO 8601, UTC. */
  readAt: string;
  record: BibRecord;
}

/** The text of a row: the record's own text is taken over as it is. */
export const recordValue = (readAt: string, value: string): string => `{"at":${JSON.stringify(readAt)},"record":${value}}`;

const BEGIN = /^\{"at":("(?:[^"\\]|\\.)*"),"record":/;

export function recordOf({ key, value }: Row<string>): KeptRecord {
  const begin = BEGIN.exec(value)!;
  return { key, readAt: JSON.parse(begin[1]!) as string, record: decodeRecord(value.slice(begin[0].length, -1)) };
}

export const readAtOf = ({ value }: Pick<Row<string>, 'value'>): string => JSON.parse(BEGIN.exec(value)![1]!) as string;

/** Whether the row still holds the text by whose digest it is named: no program writes another, but a disk may. */
export function isAsKept({ key, value }: Pick<Row<string>, 'key' | 'value'>): boolean {
  const begin = BEGIN.exec(value);
  return begin !== null && value.endsWith('}') && keyOfRecord(value.slice(begin[0].length, -1)) === key;
}
