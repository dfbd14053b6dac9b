import { mergeAuthors, splitAuthor } from '../../src/derive/author-decisions.js';
import { mergeWorks, refusePossible, splitWork, undoDecision } from '../../src/derive/decisions.js';
import { undoImport } from '../../src/derive/undo.js';
import { CodedError } from '../../src/errors.js';
import type { ReadItem } from '../../src/import/format.js';
import type { BibRecord } from '../../src/import/record.js';
import { settle } from '../../src/intake/run.js';
import type { ImportOptions } from '../../src/import/report.js';
import { listActs } from '../../src/ledger/act.js';
import { getImports } from '../../src/ledger/imports.js';
import { listPossible } from '../../src/ledger/possible.js';
import { workSources } from '../../src/ledger/support.js';
import type { GraphStore } from '../../src/store/store.js';
import { cut, randomNumbers, shuffled } from '../intake/mixed-library.js';
import { graphText, importAll, nodesOf } from './importing.js';
import { Inventor } from './random-records.js';

/** A history of imports, decisions and undos that a seed stands for. */
export interface HistoryKind {
  records: number;
  steps: number;
  /** How likely a step is a decision by hand, and how likely an import is undone. */
  decisions: number;
  undos: number;
  /** How likely it is that a write fails, and with it what is being done; 0 where it is left out. */
  faults?: number;
}

/** What was done, one line for each step, and what the imports that are left have read. */
export interface History {
  log: string[];
  left: ReadItem[];
}

/** All that is a function of what is kept: the canonical export and the questions that are open. */
export async function stateOf(store: GraphStore): Promise<string> {
  const { items } = await listPossible(store, { after: null, limit: 1_000 });
  return [await graphText(store), ...items.map(({ works }) => works.join(' ')).sort()].join('\n');
}

/** Plays the history of the seed on an empty store. */
export async function playHistory(store: GraphStore, seed: number, kind: HistoryKind): Promise<History> {
  const random = randomNumbers(seed);
  const player = new Player(failing(store, random, kind.faults ?? 0), random, kind);
  await player.play();
  await settle(store);
  return { log: player.log, left: [...player.imports.values()].flat() };
}

/** Imports the items, those of each kind as a source of its own; answers the ids of the imports. */
export async function importEach(
  store: GraphStore,
  items: readonly ReadItem[],
  options: () => ImportOptions = () => ({}),
): Promise<Map<string, ReadItem[]>> {
  const imports = new Map<string, ReadItem[]>();
  for (const format of new Set(items.map(formatOf))) {
    const own = items.filter((item) => formatOf(item) === format);
    const { files } = await importAll(store, own, { ...options(), format });
    imports.set(files[0]!.importId!, own);
  }
  return imports;
}

const formatOf = ({ kind }: ReadItem): string =>
  kind === 'journal' ? 'nlm-catalog' : kind === 'descriptor' ? 'mesh-xml' : 'test';

/** How likely it is that an import ends while the graph is built, or before: what waits is built with what comes next. */
const CUT_OFF = 0.2;

function cutOff(steps: number): ImportOptions {
  const stop = new AbortController();
  let left = steps;
  return { signal: stop.signal, onProgress: ({ stage }) => (stage === 'READING' || left-- > 0 ? undefined : stop.abort()) };
}

class Fault extends Error {}

/** The store, of which some writes fail: what was being done ends there. The writer's lock is left as it is. */
function failing(store: GraphStore, random: () => number, chance: number): GraphStore {
  if (chance === 0) return store;
  const write: GraphStore['write'] = async (batch) => {
    const isLock =
      batch.ledger?.remove?.some(({ collection }) => collection === 'lock') ||
      batch.ledger?.put?.some(({ collection }) => collection === 'lock');
    if (!isLock && random() < chance) throw new Fault();
    return store.write(batch);
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

class Player {
  readonly log: string[] = [];
  readonly imports = new Map<string, readonly ReadItem[]>();

  constructor(
    private readonly store: GraphStore,
    private readonly random: () => number,
    private readonly kind: HistoryKind,
  ) {}

  async play(): Promise<void> {
    const { kind, random } = this;
    const all = new Inventor(random).items(kind.records);
    const portions = cut(all, random, 4);
    const most = Math.ceil(kind.steps / 3);
    for (let at = 0; at < kind.steps; at++) {
      const now = random();
      const step = async (): Promise<void> => {
        if (portions.length > 0 && at < most) await this.import(portions.pop()!);
        else if (now < kind.decisions) await this.decide();
        else if (now < kind.decisions + kind.undos) await this.undo();
        else await this.import(portions.pop() ?? shuffled(all, random).slice(0, 3));
      };
      await step().catch((error: unknown) => {
        if (!(error instanceof Fault)) throw error;
        this.log.push('  a write failed');
      });
    }
  }

  private one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }

  private async import(items: readonly ReadItem[]): Promise<void> {
    const isCutOff = this.random() < CUT_OFF;
    const options = (): ImportOptions => (isCutOff ? cutOff(Math.floor(this.random() * 3)) : {});
    this.log.push(`import ${isCutOff ? '(cut off) ' : ''}${items.map((one) => described(one)).join(' | ')}`);
    for (const [id, own] of await importEach(this.store, items, options)) this.imports.set(id, own);
  }

  private async undo(): Promise<void> {
    const id = this.one([...this.imports.keys()]);
    // A store in which nothing is left has the curated topics nevertheless, and a new one has not.
    if (id === undefined || this.imports.size < 2) return;
    this.log.push(`undo of import ${[...this.imports.keys()].indexOf(id)} of those left`);
    this.imports.delete(id);
    // What failed before may have taken it out.
    if ((await getImports(this.store, [id]))[0]) await undoImport(this.store, id);
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

function described(item: ReadItem): string {
  return item.kind === 'record' ? describe(item.record) : JSON.stringify({ ...item, place: undefined });
}

function describe({ source, ids, title, authors, journal }: BibRecord): string {
  const named = Object.values(ids).filter((id) => id !== null);
  const people = authors.map(({ nameAsWritten, orcid }) => nameAsWritten + (orcid === null ? '' : ` ${orcid}`));
  return `${source} ${named.join(' ')} “${title ?? ''}” (${people.join(', ')}; ${journal?.nlmId ?? ''} ${journal?.title ?? ''})`;
}
