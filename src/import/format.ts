import type { BibJournal, BibRecord, WorkIds } from './record.js';
import type { TextInput } from './input.js';

/** Where in a file something stands: its line from 1 (null where the format has no lines) and its record from 1. */
export interface Place {
  line: number | null;
  record: number;
}

/** A MeSH descriptor as authority data: it adds names and places in the hierarchy, not articles. */
export interface BibDescriptor {
  id: string;
  name: string;
  entryTerms: string[];
  /** Places in the hierarchy: `I02.358.399`. The parent is the number without its last part. */
  treeNumbers: string[];
  scopeNote: string | null;
  /** Day that the list itself bears, `2026-01-01`; left out where it bears none. */
  listOf?: string;
}

/**
 * What a reader yields, in the order of the file. A record that cannot be read is `refused` with a reason of
 * at most 1,000 characters, and reading goes on; `warning` tells of what was repaired by a written rule or
 * left out of a record that is kept.
 */
export type ReadItem =
  /** `digest`: of the text that the record was read from and that tells nothing else, where it was asked for. */
  | { kind: 'record'; place: Place; record: BibRecord; digest?: string }
  | { kind: 'refused'; place: Place; reason: string }
  | { kind: 'warning'; place: Place; message: string }
  /** The source has withdrawn its record of this work. */
  | { kind: 'withdrawn'; place: Place; ids: WorkIds }
  | { kind: 'journal'; place: Place; journal: BibJournal }
  | { kind: 'descriptor'; place: Place; descriptor: BibDescriptor };

/** A record whose text was read before, as the record with this key. It is read only when that is not there any more. */
export interface SeenItem {
  kind: 'seen';
  place: Place;
  digest: string;
  key: string;
  read: () => readonly ReadItem[];
}

/**
 * A format that can be imported. `read` streams: its memory does not grow with the file. It throws
 * `badSource` when the file as a whole cannot be trusted (wrong format, broken from the start, hostile);
 * nothing of such a file is kept.
 */
export interface ImportFormat {
  /** As in `--format`: `pubmed-xml`. Also the source of its records unless the file says better. */
  id: string;
  label: string;
  /** Endings of file names that hint at it, with the full stop. */
  extensions: readonly string[];
  /** How sure the beginning of a file (up to 64 KiB of text) makes one that it is this format: 0 to 1. */
  recognise(head: string): number;
  read(input: TextInput): AsyncIterable<ReadItem>;
  /** The same, faster where most texts were read before: `keyOf` tells by the digest of a text what it was read as. */
  readKnowing?(input: TextInput, keyOf: (digest: string) => string | undefined): AsyncIterable<ReadItem | SeenItem>;
}

/** Limits that hold for every format; what is above is refused with the figure, never cut. */
export const READ_LIMITS = {
  /** Characters of one field, such as a title or an abstract. */
  field: 500_000,
  /** Characters of one line or one JSON record. */
  record: 8 * 1024 * 1024,
  references: 10_000,
  authors: 20_000,
} as const;
