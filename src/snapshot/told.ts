import type { GraphFacts } from '../analysis/analysis.js';
import type { Subjects } from '../analysis/subjects.js';
import type { ToldRecord } from './record-reads.js';

/** What records tell of all works, put together in the thread of the analyses, in the order of their numbers. */
export class Told {
  readonly titles: (string | null)[];
  /** The field of a work is its journal. */
  readonly facts: Required<GraphFacts>;
  private readonly topicKeys: (readonly string[])[];
  private readonly names = new Map<string, string>();
  private readonly journals = new Map<string, number>();
  private readonly numbers: Map<string, number>;
  private topics: string[][] | null = null;

  constructor(keys: readonly string[]) {
    this.numbers = new Map(keys.map((key, number) => [key, number]));
    this.titles = new Array<string | null>(keys.length).fill(null);
    this.topicKeys = new Array<readonly string[]>(keys.length).fill([]);
    this.facts = { worldCounts: new Int32Array(keys.length).fill(-1), fields: new Int32Array(keys.length).fill(-1) };
  }

  /** Works that came into the graph since are passed over. */
  addRecords(records: readonly ToldRecord[]): void {
    for (const { key, title, topics, journal, worldCount } of records) {
      const number = this.numbers.get(key);
      if (number === undefined) continue;
      this.titles[number] = title;
      this.topicKeys[number] = topics;
      this.facts.worldCounts[number] = worldCount;
      if (journal === null) continue;
      const field = this.journals.get(journal) ?? this.journals.size;
      this.journals.set(journal, field);
      this.facts.fields[number] = field;
    }
    this.topics = null;
  }

  addTopics(names: readonly (readonly [key: string, name: string])[]): void {
    for (const [key, name] of names) this.names.set(key, name);
    this.topics = null;
  }

  subjects(): Subjects {
    this.topics ??= this.topicKeys.map((list) => list.flatMap((key) => this.names.get(key) ?? []));
    return { titles: this.titles, topics: this.topics };
  }
}
