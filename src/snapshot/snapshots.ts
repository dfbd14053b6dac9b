import type { Settings } from '../analysis/analysis.js';
import type { Analysis } from '../analysis/index.js';
import type { CitationAnswers } from '../store/store.js';
import type { AtHand } from './at-hand.js';
import type { CitationFile } from './citation-file.js';
import type { Citations } from './citations.js';
import { Collaborations, type CollaborationReads } from './collaboration.js';
import { refuseAbove } from './memory.js';
import type { RecordReads } from './record-reads.js';
import type { AnalysisRun } from './run.js';
import { Snapshot } from './snapshot.js';
import { citationsAtHand, Walks, type CitationReads, type RequestReads } from './walks.js';

/** Of each article: its key (in both threads), years, offsets, and what measures keep beside. Of each citation: both directions and a copy while it is built. */
const BYTES = { article: 400, citation: 24 };
interface Current {
  version: number;
  snapshot: Promise<Snapshot>;
}

/** Runs that are remembered; of those that have ended the oldest goes. */
const LISTED = 100;

/** The newest snapshot of one store, and the analyses that ran over it and those before it. */
export class Snapshots {
  private current: Current | null = null;
  /** The oldest first. */
  private runs: AnalysisRun[] = [];
  /** Who wrote with whom. */
  readonly collaborations: Collaborations;

  /** Who cites whom, for walks. */
  readonly citations: AtHand<Citations>;
  private readonly walking: Walks;

  /**
   * @param allowed bytes that a snapshot may take of memory, and as many a network of coauthors
   * @param citationMemory bytes that the citations may take which walks go along
   * @param citationFile where these are kept for the next start
   */
  constructor(
    private readonly store: CitationReads & RecordReads & CollaborationReads,
    private readonly allowed: number,
    private readonly citationMemory = 0,
    citationFile: CitationFile | null = null,
  ) {
    this.collaborations = new Collaborations(store, allowed);
    this.citations = citationsAtHand(store, citationMemory, citationFile);
    this.walking = new Walks(this.citations);
  }

  /** Walks and lists of one request, whose own store answers the rest; that alone where there is no memory for the citations. */
  walks(own: RequestReads): CitationAnswers {
    return this.citationMemory > 0 ? this.walking.ofRequest(own) : own;
  }

  /** The snapshot of the graph as it is now. Throws TOO_LARGE where it would take more memory than is allowed. */
  async now(): Promise<Snapshot> {
    const snapshot = await this.begun();
    await snapshot.isRead;
    return snapshot;
  }

  /** Begins an analysis as a job, which runs to its end whoever waits; an answer that is there already is taken. Throws TOO_LARGE. */
  async start(analysis: Analysis, settings: Settings): Promise<AnalysisRun> {
    const run = (await this.begun()).ask(analysis, settings);
    run.isJob = true;
    return run;
  }

  get(id: string): AnalysisRun | null {
    return this.runs.find((run) => run.id === id) ?? null;
  }

  /** The newest first. */
  newest(limit: number): AnalysisRun[] {
    return this.runs.toReversed().slice(0, limit);
  }

  /** Stops what runs; nothing may be asked any more. */
  async end(): Promise<void> {
    const current = this.current;
    this.current = null;
    await current?.snapshot.then((snapshot) => snapshot.end(), () => {}); // prettier-ignore
  }

  private async begun(): Promise<Snapshot> {
    const version = await this.store.graphVersion();
    if (this.current?.version !== version) {
      void this.current?.snapshot.then((old) => old.retire(), () => {}); // prettier-ignore
      const current: Current = { version, snapshot: this.begin(() => current) };
      this.current = current;
      current.snapshot.catch(() => this.forget(current));
    }
    return this.current!.snapshot;
  }

  private async begin(own: () => Current): Promise<Snapshot> {
    await this.checkMemory();
    const hooks = {
      onRun: (run: AnalysisRun) => this.remember(run),
      onLost: () => this.forget(own()),
      isCurrent: () => this.current === own(),
    };
    const snapshot = new Snapshot(() => this.store.scanCitations(), this.store, hooks);
    snapshot.isRead.catch(() => this.forget(own()));
    return snapshot;
  }

  /** What could not be read, or whose thread has died, is read anew the next time. */
  private forget(one: Current): void {
    if (this.current === one) this.current = null;
  }

  private remember(run: AnalysisRun): void {
    this.runs.push(run);
    const oldest = this.runs.findIndex(({ isOver }) => isOver);
    if (this.runs.length > LISTED && oldest >= 0) this.runs.splice(oldest, 1);
  }

  private async checkMemory(): Promise<void> {
    const { counts } = await this.store.describe();
    const articles = counts.articles + counts.stubs;
    const needed = articles * BYTES.article + counts.citations * BYTES.citation;
    refuseAbove(this.allowed, needed, `An analysis of ${articles} works and ${counts.citations} citations`);
  }
}
