import { createHash } from 'node:crypto';
import type { ArticleDetails, Kind, Provenance, StoredArticle, StoredRecords } from '../records.js';
import { compareCodePoints } from '../store/sort-values.js';
import type { GraphStore } from '../store/store.js';
import { walkList, walkNodes } from '../store/walk.js';

/**
 * The graph as text that is the same for equal graphs: on either engine, for every order of imports, for a graph that
 * was derived step by step and one that was derived at once. Times of reading, imports and versions of the data are
 * left out; lists whose order means nothing are sorted; properties stand in alphabetical order. Nodes come kind by kind
 * in the order of title or name and then key, and the references of an article behind it.
 */

type Json = Record<string, unknown>;

/** Names of the sources, each once. */
const sources = (provenance: readonly Provenance[]): string[] => unique(provenance.map(({ source }) => source));

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort(compareCodePoints);

/** Objects whose order means nothing, by their own text. */
const sorted = (list: readonly unknown[]): unknown[] =>
  list.map((one) => [stable(one), one] as const).sort(([a], [b]) => compareCodePoints(a, b)).map(([, one]) => one); // prettier-ignore

/** JSON text with the properties of every object in alphabetical order. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => compareCodePoints(a, b)))
      : one,
  );
}

/** Lists of a node whose order means nothing. */
const SETS: readonly string[] = ['identifiers', 'names', 'issns', 'synonyms', 'broaderKeys', 'treeNumbers', 'publicationTypes'];

function node(kind: Kind, record: StoredRecords[Kind]): Json {
  const fields = Object.entries(record).map(([name, value]) => {
    if (name === 'provenance' || name === 'journalProvenance') return [name, sources(value as Provenance[])];
    return [name, SETS.includes(name) ? sorted(value as unknown[]) : value];
  });
  return { node: kind, ...(Object.fromEntries(fields) as Json) };
}

const withSources = <E extends { provenance: Provenance[] }>(edge: E) => ({ ...edge, provenance: sources(edge.provenance) });

function articleNode(article: StoredArticle, details: ArticleDetails): Json {
  const reported = article.reportedCitations.map(({ source, count }) => ({ source, count }));
  return {
    ...node('Article', article),
    authorships: article.authorships.map(withSources),
    topics: sorted(article.topics.map(withSources)),
    reportedCitations: sorted(reported),
    details: {
      ...details,
      meshHeadings: sorted(details.meshHeadings),
      keywords: sorted(details.keywords),
      grants: sorted(details.grants),
      corrections: sorted(details.corrections),
      unresolvedReferences: sorted(details.unresolvedReferences),
    },
  };
}

const PAGE = 200;
/** References that are fetched at once with the articles of a page; longer lists go on for themselves. */
const FIRST_REFERENCES = 100;

async function* articleLines(store: GraphStore): AsyncIterable<Json> {
  for await (const articles of walkNodes(store, 'Article', { size: PAGE })) {
    const keys = articles.map(({ key }) => key);
    const page = { from: 'start', size: FIRST_REFERENCES, after: null, before: null } as const;
    const order = { field: 'position', direction: 'ASC' } as const;
    const [details, lists] = await Promise.all([
      store.details(keys),
      store.pages('references', keys, { filter: null, order, page }),
    ]);
    for (const [i, article] of articles.entries()) {
      yield articleNode(article, details[i]!);
      const { items, hasNext } = lists[i]!;
      yield* items.map((item) => citation(article.key, item));
      if (!hasNext) continue;
      const rest = walkList(store, 'references', article.key, 'position', { after: items.at(-1)!.place });
      for await (const more of rest) yield* more.map((item) => citation(article.key, item));
    }
  }
}

interface Cited {
  record: { key: string };
  edge: { position: number | null; provenance: Provenance[] };
}

function citation(from: string, { record, edge }: Cited): Json {
  return { edge: 'CITES', from, to: record.key, position: edge.position, provenance: sources(edge.provenance) };
}

/** The lines of the export, each a JSON object without its line end. Memory does not grow with the graph. */
export async function* canonicalLines(store: GraphStore): AsyncIterable<string> {
  for await (const line of articleLines(store)) yield stable(line);
  for (const kind of ['Author', 'Journal', 'Topic'] as const)
    for await (const records of walkNodes(store, kind)) for (const record of records) yield stable(node(kind, record));
}

/** Hexadecimal SHA-256 of the export, with a line end behind each line. */
export async function canonicalHash(store: GraphStore, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of canonicalLines(store)) {
    signal?.throwIfAborted();
    hash.update(line).update('\n');
  }
  return hash.digest('hex');
}
