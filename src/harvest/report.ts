import type { ImportCounts, Refusal } from '../import/report.js';
import type { SourceId } from './settings.js';
import type { Question } from './source.js';

/** A failure of a source, with the works that were to be asked about: their identifiers, the first hundred. */
export interface SourceFailure {
  problem: string;
  works: number;
  ids: string[];
}

/** A list of which fewer entries came than the source says it has. */
export interface ShortList {
  ids: string[];
  got: number;
  stated: number;
}

/** What one source was asked in one round, and what came of it. Works are counted, unless said otherwise. */
export interface SourceReport {
  source: SourceId;
  questions: Question[];
  /** That could be asked about: those of which the source takes an identifier. */
  asked: number;
  /** Of which the source takes no identifier. */
  notAskable: number;
  /** Whose record of this source the graph had already, so that nothing was asked. */
  held: number;
  /** About which an answer came, whole. */
  answered: number;
  /** Of those answered, the ones that the source does not know. */
  unknown: number;
  failed: number;
  failures: SourceFailure[];
  shortLists: ShortList[];
  /** Different works that the source names as cited by, or citing, those asked about. */
  found: number;
  /** Of those found, the ones that no earlier round had reached. */
  new: number;
  /** Calls that went out, tries counted each, and answers that were in the cache. */
  calls: number;
  cached: number;
  /** Records in the answers. */
  records: ImportCounts;
  refusals: Refusal[];
  warnings: number;
}

/** Works that were reached but not followed, and by which rule. A work is counted under the first rule that it fails. */
export interface LeftOut {
  /** Beyond the number of works that was allowed: neither their records were fetched, nor are they followed. */
  cap: number;
  /** Outside the years, or of an unknown year where years were asked for. */
  years: number;
  publicationTypes: number;
  term: number;
}

export const NOTHING_LEFT_OUT: LeftOut = { cap: 0, years: 0, publicationTypes: 0, term: 0 };

export interface RoundReport {
  /** 0 for the records of the seeds. */
  round: number;
  /** Works whose references or citing works were asked for. */
  followed: number;
  sources: SourceReport[];
  /** Works that were reached in this round for the first time, and kept. */
  new: number;
  /** Of those, works of which no source gave a record. */
  withoutRecord: number;
  leftOut: LeftOut;
}

export interface NamedWork {
  /** Key of the article in the graph. */
  key: string;
  title: string | null;
}

/** A citation that at least one source asserts, and at least one other that was asked about it does not. */
export interface Dispute {
  citing: NamedWork;
  cited: NamedWork;
  asserts: string[];
  lacks: string[];
}

/** Citations of the works that were followed, by what the sources say of them. Sources are named as in provenance. */
export interface Disagreements {
  /** Citations that two sources or more could have told of. */
  compared: number;
  agreed: number;
  disputed: number;
  /** For each source how many citations of others it lacks, and how many it alone asserts. */
  bySource: { source: string; lacks: number; alone: number }[];
  /** The first twenty. */
  examples: Dispute[];
}

export interface SeedReport extends Partial<NamedWork> {
  given: string;
  /** Whether the graph has the work now. */
  isFound: boolean;
}

export interface HarvestReport {
  seeds: SeedReport[];
  rounds: RoundReport[];
  /** Works reached: the seeds and all that were kept of what was found. */
  works: number;
  leftOut: LeftOut;
  /** Questions about works that were not answered, added up over sources and rounds. */
  failed: number;
  refused: number;
  disagreements: Disagreements;
  stubs: {
    /** Works reached of which nothing is known but identifiers; the first twenty. */
    reached: number;
    examples: string[];
    /** In the whole graph. */
    inGraph: number;
  };
  calls: number;
  cached: number;
  /** When the oldest answer that was used came, ISO 8601; null where none was. */
  oldestAnswer: string | null;
  /** False where the run was stopped. */
  finished: boolean;
  /** What can be done next, in sentences. */
  next: string[];
}
