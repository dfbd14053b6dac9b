import { mergeAuthors, splitAuthor } from '../../src/derive/author-decisions.js';
import { mergeWorks, refusePossible, splitWork, undoDecision } from '../../src/derive/decisions.js';
import { undoImport } from '../../src/derive/undo.js';
import { CodedError } from '../../src/errors.js';
import type { BibRecord } from '../../src/import/record.js';
import { settle } from '../../src/intake/run.js';
import type { ImportOptions } from '../../src/import/report.js';
import { listActs } from '../../src/ledger/act.js';
import { listPossible } from '../../src/ledger/possible.js';
import { workSources } from '../../src/ledger/support.js';
import type { GraphStore } from '../../src/store/store.js';
import { cut, randomNumbers, shuffled } from '../intake/mixed-library.js';
import { graphText, importRecords, nodesOf } from './importing.js';
import { Inventor } from './random-records.js';

/** A history of imports, decisions and undos that a seed stands for. */
export interface HistoryKind {
  records: number;
  steps: number;
  /** How likely a step is a decision by hand, and how likely an import is undone. */
  decisions: number;
  undos: number;
}

/** What was done, one line for each step, and the records that the imports that are left support. */
export interface History {
  log: string[];
  left: BibRecord[];
}

/** All that is a function of what is kept: the canonical export and the questions that are open. */
export async function stateOf(store: GraphStore): Promise<string> {
  const { items } = await listPossible(store, { after: null, limit: 1_000 });
  return [await graphText(store), ...items.map(({ works }) => works.join(' ')).sort()].join('\n');
}

/** Plays the history of the seed on an empty store. */
export async function playHistory(store: GraphStore, seed: number, kind: HistoryKind): Promise<History> {
  const player = new Player(store, randomNumbers(seed), kind);
  await player.play();
  await settle(store);
  return { log: player.log, left: [...player.imports.values()].flat() };
}

/** How likely it is that an import ends when all is read and nothing is built: what waits is built with what comes next. */
const CUT_OFF = 0.2;

function cutOff(): ImportOptions {
  const stop = new AbortController();
  return { signal: stop.signal, onProgress: ({ stage }) => (stage === 'READING' ? undefined : stop.abort()) };
}

class Player {
  readonly log: string[] = [];
  readonly imports = new Map<string, readonly BibRecord[]>();

  constructor(
    private readonly store: GraphStore,
    private readonly random: () => number,
    private readonly kind: HistoryKind,
  ) {}

  async play(): Promise<void> {
    const { kind, random } = this;
    const all = new Inventor(random).records(kind.records);
    const portions = cut(all, random, 4);
    const most = Math.ceil(kind.steps / 3);
    for (let at = 0; at < kind.steps; at++) {
      const now = random();
      if (portions.length > 0 && at < most) await this.import(portions.pop()!);
      else if (now < kind.decisions) await this.decide();
      else if (now < kind.decisions + kind.undos) await this.undo();
      else await this.import(portions.pop() ?? shuffled(all, random).slice(0, 3));
    }
  }

  private one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }

  private async import(records: readonly BibRecord[]): Promise<void> {
    const isCutOff = this.random() < CUT_OFF;
    const id = (await importRecords(this.store, records, isCutOff ? cutOff() : {})).files[0]!.importId!;
    this.imports.set(id, records);
    this.log.push(`import ${isCutOff ? '(cut off) ' : ''}${records.map((one) => describe(one)).join(' | ')}`);
  }

  private async undo(): Promise<void> {
    const id = this.one([...this.imports.keys()]);
    // A store in which nothing is left has the curated topics nevertheless, and a new one has not.
    if (id === undefined || this.imports.size < 2) return;
    this.log.push(`undo of import ${[...this.imports.keys()].indexOf(id)} of those left`);
    await undoImport(this.store, id);
    this.imports.delete(id);
  }

  private async decide(): Promise<void> {
    const acts = [this.mergeAuthors, this.mergeAuthors, this.splitAuthor, this.splitAuthor, this.mergeWorks, this.splitWork, this.refuse, this.takeBack]; // prettier-ignore
    try {
      await this.one(acts)!.call(this);
    } catch (error) {
      // What cannot be decided is refused with a reason, and nothing has changed.
      if (!(error instanceof CodedError) || error.code !== 'BAD_USER_INPUT') throw error;
      this.log.push(`  refused: ${error.message}`);
    }
  }

  private async mergeAuthors(): Promise<void> {
    const keys = (await nodesOf(this.store, 'Author')).map(({ key }) => key);
    const people = shuffled(keys, this.random).slice(0, this.random() < 0.3 ? 3 : 2);
    this.log.push(`authors merge ${people.join(' ')}`);
    await mergeAuthors(this.store, people);
  }

  private async splitAuthor(): Promise<void> {
    const articles = await this.articles();
    const byAuthor = new Map<string, string[]>();
    for (const { key, authorships } of articles)
      for (const { authorKey } of authorships) byAuthor.set(authorKey, [...(byAuthor.get(authorKey) ?? []), key]);
    const several = [...byAuthor].filter(([, own]) => new Set(own).size > 1);
    const found = this.one(several);
    if (!found) return;
    const leaving = shuffled([...new Set(found[1])], this.random).slice(0, this.random() < 0.3 ? 2 : 1);
    this.log.push(`authors split ${found[0]}: ${leaving.join(' ')}`);
    await splitAuthor(this.store, found[0], leaving);
  }

  private async mergeWorks(): Promise<void> {
    const keys = shuffled((await this.articles()).map(({ key }) => key), this.random).slice(0, 2); // prettier-ignore
    this.log.push(`duplicates merge ${keys.join(' ')}`);
    await mergeWorks(this.store, keys);
  }

  private async splitWork(): Promise<void> {
    const keys = (await this.articles()).map(({ key }) => key);
    const sources = await workSources(this.store, keys);
    const several = keys.flatMap((key, i) => (sources[i]!.length > 1 ? [{ key, own: sources[i]! }] : []));
    const found = this.one(several);
    if (!found) return;
    const leaving = this.random() < 0.5 ? [] : [this.one(found.own)!.recordKey];
    this.log.push(`duplicates split ${found.key}: ${leaving.join(' ')}`);
    await splitWork(this.store, found.key, leaving);
  }

  private async refuse(): Promise<void> {
    const pair = this.one((await listPossible(this.store, { after: null, limit: 1_000 })).items);
    if (!pair) return;
    this.log.push(`duplicates refuse ${pair.works.join(' ')}`);
    await refusePossible(this.store, pair.id);
  }

  private async takeBack(): Promise<void> {
    const act = this.one(await listActs(this.store, { after: null, limit: 100 }));
    if (!act) return;
    this.log.push(`undo of decision ${act.kind} ${act.keys.join(' ')}`);
    await undoDecision(this.store, act.id);
  }

  private async articles(): Promise<{ key: string; authorships: { authorKey: string }[] }[]> {
    const keys = (await nodesOf(this.store, 'Article')).filter(({ status }) => status !== 'STUB').map(({ key }) => key);
    return (await this.store.get('Article', keys)).flatMap((article) => article ?? []);
  }
}

function describe({ source, ids, title, authors, journal }: BibRecord): string {
  const named = Object.values(ids).filter((id) => id !== null);
  const people = authors.map(({ nameAsWritten, orcid }) => nameAsWritten + (orcid === null ? '' : ` ${orcid}`));
  return `${source} ${named.join(' ')} “${title ?? ''}” (${people.join(', ')}; ${journal?.nlmId ?? ''} ${journal?.title ?? ''})`;
}
