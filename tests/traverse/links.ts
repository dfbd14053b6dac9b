import fc from 'fast-check';
import type { Kind } from '../../src/records.js';
import { edgesOf, STEPS, type Step } from '../../src/store/neighbourhood.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { stepsOf, textOf, type Direction, type LinkRelation, type NodeName } from '../../src/traverse/step.js';
import { OracleStore } from '../store/oracle-store.js';
import { history, KEYS, record } from '../store/random-graph.js';
import { about, article, author, authorship, date, journal, stub, topic, write } from '../store/records.js';

/** Random graphs and what can be said of them without any thought of speed: all edges in one list. */

export const node = (kind: Kind, key: string): NodeName => ({ kind, key });
export const work = (key: string): NodeName => node('Article', key);

/** One edge as one may step along it. */
export interface Link {
  step: Step;
  from: NodeName;
  to: NodeName;
  position: number | null;
}

export interface Links {
  nodes: NodeName[];
  links: Link[];
  store: OracleStore;
}

/** All that the reference store holds. */
export async function linksOf(store: OracleStore): Promise<Links> {
  const nodes: NodeName[] = [];
  for (const kind of Object.keys(KEYS) as (keyof typeof KEYS)[]) {
    const records = await store.get(kind, KEYS[kind]);
    nodes.push(...records.flatMap((one, i) => (one && one.key === KEYS[kind][i] ? [node(kind, one.key)] : [])));
  }
  const links: Link[] = [];
  for (const step of Object.keys(STEPS) as Step[]) {
    const { from, to } = STEPS[step];
    const keys = nodes.filter(({ kind }) => kind === from).map(({ key }) => key);
    const edges = edgesOf(await store.steps({ step, from: keys, to: null, most: 1e9 }));
    links.push(...edges.map((edge) => ({ step, from: node(from, edge.from), to: node(to, edge.to), position: edge.position })));
  }
  return { nodes, links, store };
}

/** Where one may go from each node, each target once; never to itself. */
export function neighbours(links: readonly Link[], relations: Iterable<LinkRelation>, direction: Direction) {
  const steps = new Set(stepsOf(relations, direction));
  const found = new Map<string, Set<string>>();
  for (const { step, from, to } of links) {
    if (!steps.has(step) || textOf(from) === textOf(to)) continue;
    found.set(textOf(from), (found.get(textOf(from)) ?? new Set()).add(textOf(to)));
  }
  return (text: string): string[] => [...(found.get(text) ?? [])];
}

/** Distances by the book: a queue. */
export function naiveDistances(
  starts: readonly string[],
  lead: (text: string) => readonly string[],
  depth = Infinity,
  may: (text: string) => boolean = () => true,
): Map<string, number> {
  const distances = new Map(starts.map((text) => [text, 0]));
  const queue = [...starts];
  for (let text = queue.shift(); text !== undefined; text = queue.shift()) {
    const distance = distances.get(text)!;
    if (distance === depth) continue;
    for (const next of lead(text)) {
      if (distances.has(next) || !may(next)) continue;
      distances.set(next, distance + 1);
      queue.push(next);
    }
  }
  return distances;
}

const pick = <T extends string>(keys: readonly T[], max: number) => fc.uniqueArray(fc.constantFrom(...keys), { maxLength: max });

/** Few edges, so that there are long ways, parts that do not hang together, works that cite themselves or each other. */
const sparse: fc.Arbitrary<WriteBatch> = record({
  cites: fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS.Article), fc.constantFrom(...KEYS.Article)), {
    maxLength: 24,
    selector: (pair) => pair.join(' '),
  }),
  facts: fc.array(
    record({
      isStub: fc.boolean(),
      year: fc.option(fc.constantFrom(1999, 2010, 2020)),
      journalKey: fc.option(fc.constantFrom(...KEYS.Journal), { freq: 2 }),
      authors: pick(KEYS.Author, 2),
      topics: pick(KEYS.Topic, 1),
    }),
    { minLength: KEYS.Article.length, maxLength: KEYS.Article.length },
  ),
}).map(({ cites, facts }) => ({
  authors: KEYS.Author.map((key) => author(key)),
  journals: KEYS.Journal.map((key) => journal(key)),
  topics: KEYS.Topic.map((key) => topic(key)),
  articles: KEYS.Article.map((key, i) => {
    const { isStub, year, journalKey, authors, topics } = facts[i]!;
    const rest = {
      date: year === null ? null : date(year),
      journalKey,
      authorships: authors.map((one, at) => authorship(one, at + 1)),
      topics: topics.map((one) => about(one)),
    };
    const cited = cites.filter(([citing]) => citing === key).map(([, one]) => one);
    return write(isStub ? stub(key, rest) : article(key, rest), cited);
  }),
}));

/** Batches that follow each other; some may be refused. */
export const graphs: fc.Arbitrary<WriteBatch[]> = fc.oneof(
  { weight: 2, arbitrary: sparse.map((batch) => [batch]) },
  { weight: 1, arbitrary: history },
);

/** Writes the same to a store and to the reference. */
export async function linksWritten(store: GraphStore, batches: readonly WriteBatch[]): Promise<Links> {
  const oracle = new OracleStore();
  for (const batch of batches)
    for (const one of [store, oracle]) {
      try {
        await one.write(batch);
      } catch {
        // Refused by both: another suite holds that they agree.
      }
    }
  return linksOf(oracle);
}
