import type {
  BylineScan,
  CitationScan,
  CommonAnswer,
  CommonNeighbours,
  CommonQuery,
  Reach,
  ReachedValue,
  ReachQuery,
  Step,
  StepAnswer,
  StepEdge,
  StepQuery,
} from '../../src/store/neighbourhood.js';
import { groupScanOf, type GroupingScan } from '../../src/store/grouping.js';
import { STEPS } from '../../src/store/neighbourhood.js';
import { compareCodePoints, dateKey } from '../../src/store/sort-values.js';
import type { Kind } from '../../src/records.js';
import type { CommonNeighbour } from './neighbourhood-answers.js';
import { survivor, type Graph } from './oracle-graph.js';
import { unique } from './oracle-lists.js';

/** Steps, common neighbours and the scan of the reference store: every edge is looked at for every question. */

function allEdges({ citations, authored, about, published }: Graph, step: Step): StepEdge[] {
  const turned = (edges: StepEdge[]) => edges.map(({ from, to, position }) => ({ from: to, to: from, position }));
  const cites = citations.map(({ citing, cited, edge }) => ({ from: citing, to: cited, position: edge.position }));
  const signs = authored.map(({ article, author, authorship }) => ({ from: article, to: author, position: authorship.position }));
  const appears = published.map(({ article, journal }) => ({ from: article, to: journal, position: null }));
  const treats = about.map(({ article, topic }) => ({ from: article, to: topic, position: null }));
  return {
    references: cites,
    citedBy: turned(cites),
    authors: signs,
    authorArticles: turned(signs),
    journal: appears,
    journalArticles: turned(appears),
    topics: treats,
    topicArticles: turned(treats),
  }[step];
}

export function stepsOf(graph: Graph, { step, from, to, most }: StepQuery): StepAnswer {
  const { from: fromKind, to: toKind } = STEPS[step];
  const starts = new Set(from.map((key) => survivor(graph, fromKind, key)));
  const ends = to && new Set(to.map((key) => survivor(graph, toKind, key)));
  const edges = allEdges(graph, step)
    .filter((edge) => starts.has(edge.from) && (!ends || ends.has(edge.to)))
    .sort((a, b) => compareCodePoints(a.from, b.from) || compareCodePoints(a.to, b.to));
  const first = edges.slice(0, most);
  const lists = unique(first.map((edge) => edge.from)).map((key) => {
    const own = first.filter((edge) => edge.from === key);
    return { from: key, to: own.map((edge) => edge.to), positions: own.map(({ position }) => position) };
  });
  return { lists, total: edges.length };
}

/** The same walk edge by edge: what `most` leaves out is left out first, then what the filter does. */
export function reachOf(graph: Graph, { step, from, most, value }: ReachQuery, isLet: (key: string) => boolean): Reach {
  const { from: fromKind, to: kind } = STEPS[step];
  const { lists, total } = stepsOf(graph, { step, from, to: null, most });
  const edges = lists.flatMap((list) => list.to.map((to) => ({ from: list.from, to })));
  const left = edges.filter(({ to }) => kind !== 'Article' || isLet(to));
  const keys = unique(left.map(({ to }) => to));
  const slots = from.map((key) => survivor(graph, fromKind, key));
  return {
    total,
    seen: edges.length,
    from: Uint32Array.from(left, (edge) => slots.indexOf(edge.from)),
    to: Uint32Array.from(left, (edge) => keys.indexOf(edge.to)),
    keys,
    values: valuesOf(graph, kind, keys, value),
  };
}

function valuesOf(
  { nodes, citations, authored, published, about }: Graph,
  kind: Kind,
  keys: string[],
  value: ReachedValue | null,
) {
  if (value === null || (value === 'year' && kind !== 'Article')) return null;
  if (value === 'year') return Int32Array.from(keys, (key) => nodes.Article.get(key)!.date?.year ?? -1);
  const edges: Record<Kind, string[]> = {
    Article: citations.map(({ cited }) => cited),
    Author: authored.map(({ author }) => author),
    Journal: published.map(({ journal }) => journal),
    Topic: about.map(({ topic }) => topic),
  };
  return Int32Array.from(keys, (key) => edges[kind].filter((one) => one === key).length);
}

/** Rows of the matrix A, where A[i][j] is 1 if i cites j, or of its transpose. */
function neighboursOf(graph: Graph, via: CommonQuery['via'], key: string): string[] {
  return via === 'references'
    ? graph.citations.filter(({ citing }) => citing === key).map(({ cited }) => cited)
    : graph.citations.filter(({ cited }) => cited === key).map(({ citing }) => citing);
}

export function commonOf(graph: Graph, { via, parents, mostBetween }: CommonQuery): CommonAnswer[] {
  const back = via === 'references' ? 'citedBy' : 'references';
  const dateOf = (key: string) => dateKey(graph.nodes.Article.get(key)!.date) ?? -1;
  return parents.map((given) => {
    const parent = survivor(graph, 'Article', given);
    const between = parent === null ? [] : neighboursOf(graph, via, parent);
    const visited = between.sort((a, b) => dateOf(b) - dateOf(a) || compareCodePoints(a, b)).slice(0, mostBetween);
    const others = unique(visited.flatMap((middle) => neighboursOf(graph, back, middle))).filter((key) => key !== parent);
    const neighbours = others.map((key) => {
      const own = neighboursOf(graph, via, key);
      const shared = visited.filter((middle) => own.includes(middle));
      const logs = shared.map((middle) => Math.log(neighboursOf(graph, back, middle).length));
      const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
      const inverse = logs.map((log) => (log === 0 ? 0 : 1 / log));
      return { key, shared: shared.length, sumOfLogs: sum(logs), sumOfInverseLogs: sum(inverse), degree: own.length };
    });
    neighbours.sort((a, b) => b.shared - a.shared || compareCodePoints(a.key, b.key));
    return { neighbours: inColumns(neighbours), between: between.length, visited: visited.length };
  });
}

const inColumns = (list: readonly CommonNeighbour[]): CommonNeighbours => ({
  keys: list.map(({ key }) => key),
  places: Uint32Array.from(list.keys()),
  shared: Uint32Array.from(list, ({ shared }) => shared),
  sumOfLogs: Float64Array.from(list, ({ sumOfLogs }) => sumOfLogs),
  sumOfInverseLogs: Float64Array.from(list, ({ sumOfInverseLogs }) => sumOfInverseLogs),
  degrees: Uint32Array.from(list, ({ degree }) => degree),
  years: null,
});

export function bylinesOf({ nodes, authored }: Graph): BylineScan {
  const keys = [...nodes.Author.keys()].sort(compareCodePoints);
  const works = unique(authored.map(({ article }) => article));
  const bylines = works.map((work) =>
    authored.filter(({ article }) => article === work).map(({ author }) => keys.indexOf(author)),
  );
  const offsets = [0, ...bylines.map((_, i) => bylines.slice(0, i + 1).flat().length)];
  return { keys, offsets: Uint32Array.from(offsets), authors: Uint32Array.from(bylines.flat()) };
}

/** @param numberOf the number of an article, which stays the same */
export function scanOf({ nodes, citations }: Graph, numberOf: (key: string) => number): CitationScan {
  const articles = [...nodes.Article.values()].sort((a, b) => compareCodePoints(a.key, b.key));
  const keys = articles.map(({ key }) => key);
  return {
    keys,
    years: Int32Array.from(articles, ({ date }) => date?.year ?? -1),
    dates: Int32Array.from(articles, ({ date }) => dateKey(date) ?? -1),
    stubs: Uint8Array.from(articles, ({ status }) => (status === 'STUB' ? 1 : 0)),
    nodes: Float64Array.from(keys, numberOf),
    citing: Uint32Array.from(citations, ({ citing }) => keys.indexOf(citing)),
    cited: Uint32Array.from(citations, ({ cited }) => keys.indexOf(cited)),
    positions: Int32Array.from(citations, ({ edge }) => edge.position ?? -1),
  };
}

export function groupingsOf(
  { nodes, about, published }: Graph,
  typesOf: (key: string) => readonly string[],
  numberOf: (key: string) => number,
): GroupingScan {
  const types = [...nodes.Article.keys()].flatMap((article) => typesOf(article).map((value) => ({ article, value })));
  const scanOf = (pairs: { article: string; value: string }[]) => {
    const values = unique(pairs.map(({ value }) => value)).sort(compareCodePoints);
    const of = (value: string) => unique(pairs.filter((pair) => pair.value === value).map(({ article }) => numberOf(article)));
    return groupScanOf(values.map((value) => [value, of(value)]));
  };
  return {
    journal: scanOf(published.map(({ article, journal }) => ({ article, value: journal }))),
    topic: scanOf(about.map(({ article, topic }) => ({ article, value: topic }))),
    publicationType: scanOf(types),
  };
}
