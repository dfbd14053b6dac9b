/** What became of the records of one file or of several: `read` is the sum of the four that follow. */
export interface ImportCounts {
  read: number;
  /** Works, journals or descriptors that the graph did not have; a work known by its identifier alone counts as new. */
  new: number;
  /** Records that joined something that another record had brought. */
  merged: number;
  /** Records that the graph had, word for word. */
  unchanged: number;
  refused: number;
}

export interface Refusal {
  file: string;
  line: number | null;
  record: number | null;
  reason: string;
}

export interface Remark {
  file: string;
  line: number | null;
  record: number | null;
  message: string;
}

/** A record that joined a work which another record had brought, and why. */
export interface MergeNote {
  record: string;
  into: string;
  why: string[];
}

export interface FileReport extends ImportCounts {
  name: string;
  format: string | null;
  /** Node of this import in the graph; null where the file as a whole was refused, and in a dry run. */
  importId: string | null;
  sha256: string | null;
  /** Why the file as a whole was refused; it then counts as one record read and refused. */
  problem: string | null;
}

/** Lists are cut at `LISTED`; the numbers beside them are whole. */
export interface ImportReport extends ImportCounts {
  refusals: Refusal[];
  warnings: Remark[];
  warningCount: number;
  merges: MergeNote[];
  /** Pairs of works that may be one, found in this run, for a person to decide. */
  possibleDuplicates: number;
  files: FileReport[];
  /** False where the run was stopped before its end; `resume` then says how to go on. */
  finished: boolean;
  resume: string | null;
}

export const LISTED = 1_000;

export const NO_COUNTS: ImportCounts = { read: 0, new: 0, merged: 0, unchanged: 0, refused: 0 };

/** What a run tells while it goes on. */
export interface ImportProgress {
  stage: 'READING' | 'AUTHORS' | 'BUILDING';
  /** Records read, names of authors looked at, or works built so far. */
  done: number;
  /** Names to look at or works to build; null while reading, when nobody knows the number. */
  total: number | null;
  file: string | null;
  bytesDone: number;
  /** Null where the size cannot be known. */
  bytesTotal: number | null;
}

export interface ImportOptions {
  /** Name of a format, instead of recognition. */
  format?: string;
  /** Tells what would become of the records, and writes nothing. */
  dryRun?: boolean;
  /** Reads everything, though the file, or a record's text, was read before: for whoever has changed what reading yields. */
  anew?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  /** Stops after the batch in hand. */
  signal?: AbortSignal;
  /** Records to pass over at the beginning: those that an earlier part of the same run has taken in. */
  skip?: number;
  /** The import that an earlier part of the same run was stopped in: the first source goes on with it. */
  continues?: string | null;
  /** Time at which the source was read; now unless given. */
  readAt?: Date;
  /** Called when a record is refused, so that a job can show it at once. */
  onRefusal?: (refusal: Refusal) => void;
  /** Items that are taken in together; 500 unless given. */
  itemsAtOnce?: number;
  /** How long to wait for another writer, in milliseconds; not at all unless given. */
  waitMs?: number;
}
