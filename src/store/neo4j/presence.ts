import { BloomSet } from './bloom-set.js';
import type { Connection } from './connection.js';
import { int } from './cypher.js';
import { LAST_BATCH } from './meta.js';
import { NAMED, namesOfTokens } from './presence-names.js';
import { count } from './record.js';

/** Nodes whose names are read into memory in the time that one lookup takes, roughly. */
const NODES_A_LOOKUP = 4;
const PAGE = 10_000;
/** Batches of ours that are remembered: those before them are not the last one any more. */
const MOST_BATCHES = 100;

/** The name of everything that is there, and some of nothing, as long as the last batch written is one of ours. */
class Known extends BloomSet {
  isWhole = false;
  private readonly batches: Set<string>;

  constructor(last: string) {
    super();
    this.batches = new Set([last]);
  }

  isOurs(batch: string): boolean {
    return this.batches.has(batch);
  }

  follow(batch: string): void {
    this.batches.add(batch);
    if (this.batches.size > MOST_BATCHES) this.batches.delete(this.batches.values().next().value!);
  }
}

/** Whether something of this name (presence-names.ts) may be there. */
export type Perhaps = (name: number) => boolean;
const ALWAYS: Perhaps = () => true;

/** What may be in the graph and in the ledger. */
export interface Presence {
  /** What `ask` finds by these keys; it need not be given those that lead to nothing. */
  among<K, A>(keys: readonly K[], nameOf: (key: K) => number, ask: (keys: readonly K[]) => Promise<A>): Promise<A>;
  /** The same where `ask` answers for each key, in their order, null for a miss. */
  each<K, A>(
    keys: readonly K[],
    nameOf: (key: K) => number,
    ask: (keys: readonly K[]) => Promise<Maybe<A>[]>,
  ): Promise<Maybe<A>[]>;
  /**
   * A batch of ours is being written after the one `before`, with these names: nobody else writes until it is there or given
   * up. Tells which of them may have been there before it.
   */
  begun(batch: string, before: string, names: () => number[]): Perhaps;
}

type Maybe<A> = A | null;

/** For a process that seldom writes: anything may be there. */
export const UNKNOWN: Presence = {
  among: (keys, _nameOf, ask) => ask(keys),
  each: (keys, _nameOf, ask) => ask(keys),
  begun: () => ALWAYS,
};

/**
 * For a process that writes much: an import asks for thousands of keys and tags of which nearly all are new, and to look for
 * each in an index of Neo4j takes long. What cannot be there is left out of the question, and beside it is asked which batch
 * was written last: where that is none of ours, somebody else has written, and all is asked.
 */
export class RememberedPresence implements Presence {
  private known: Known | null = null;
  /** Lookups since nothing is known, and the nodes there were when somebody looked: reading them all has to be worth it. */
  private asked = 0;
  private nodes = 0;

  constructor(private readonly connection: Connection) {}

  async among<K, A>(keys: readonly K[], nameOf: (key: K) => number, ask: (keys: readonly K[]) => Promise<A>): Promise<A> {
    const known = keys.length === 0 ? null : await this.about(keys.length);
    if (known === null) return ask(keys);
    const perhaps = keys.filter((key) => known.mayHave(nameOf(key)));
    const [answer, last] = await Promise.all([ask(perhaps), this.last()]);
    return this.holds(known, last) ? answer : ask(keys);
  }

  each<K, A>(
    keys: readonly K[],
    nameOf: (key: K) => number,
    ask: (keys: readonly K[]) => Promise<Maybe<A>[]>,
  ): Promise<Maybe<A>[]> {
    const whole = async (asked: readonly K[]): Promise<Maybe<A>[]> => {
      const found = await ask(asked);
      if (asked.length === keys.length) return found;
      const answers = new Map(asked.map((key, i) => [key, found[i]!]));
      return keys.map((key) => answers.get(key) ?? null);
    };
    return this.among(keys, nameOf, whole);
  }

  begun(batch: string, before: string, namesOfBatch: () => number[]): Perhaps {
    const { known } = this;
    if (known === null || !this.holds(known, before)) return ALWAYS;
    const names = namesOfBatch();
    const fresh = new Set(known.isWhole ? names.filter((name) => !known.mayHave(name)) : []);
    known.follow(batch);
    for (const name of names) known.add(name);
    return (name) => !fresh.has(name);
  }

  /** Null where nothing is known and all of so many lookups have to be made. */
  private async about(lookups: number): Promise<Known | null> {
    if (this.known === null && (await this.isWorthReading(lookups))) await this.read();
    return this.known?.isWhole ? this.known : null;
  }

  private holds(known: Known, last: string): boolean {
    if (known.isOurs(last)) return true;
    if (this.known === known) this.forget();
    return false;
  }

  private forget(): void {
    this.known = null;
    this.asked = 0;
  }

  private async isWorthReading(lookups: number): Promise<boolean> {
    this.asked += lookups;
    if (this.asked * NODES_A_LOOKUP < this.nodes) return false;
    const [row] = await this.connection.read('MATCH (n) RETURN count(n) AS nodes');
    this.nodes = count(row!.nodes);
    return this.known === null && this.asked * NODES_A_LOOKUP >= this.nodes;
  }

  private async last(): Promise<string> {
    const [row] = await this.connection.read(LAST_BATCH);
    return row!.last as string;
  }

  /** Reads all names; what is written from here meanwhile is added as it is written. */
  private async read(): Promise<void> {
    const known = new Known(await this.last());
    this.known = known;
    try {
      for (const { text, nameOf } of NAMED) {
        // An empty key comes after none.
        known.add(nameOf(''));
        for (let after: string | undefined = ''; after !== undefined && this.known === known;) {
          const [row] = await this.connection.read(text, { after, limit: int(PAGE) });
          const [keys, tokens] = [row!.keys as string[], row!.tokens as string[]];
          for (const name of [...keys.map(nameOf), ...namesOfTokens(tokens)]) known.add(name);
          after = keys.at(-1);
        }
      }
      known.isWhole = this.holds(known, await this.last());
    } catch (error) {
      if (this.known === known) this.forget();
      throw error;
    }
  }
}
