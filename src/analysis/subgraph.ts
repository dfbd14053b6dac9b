import { buildCitationGraph, neighboursOf, type CitationGraph } from './citation-graph.js';

/** Some works and the citations among them: work i of it is `works[i]` of the graph. `works` must ascend. */
export function subgraph(graph: CitationGraph, works: readonly number[]): CitationGraph {
  const place = new Map(works.map((v, i) => [v, i]));
  const citing: number[] = [];
  const cited: number[] = [];
  works.forEach((v, i) => {
    for (const reference of neighboursOf(graph.references, v)) {
      if (!place.has(reference)) continue;
      citing.push(i);
      cited.push(place.get(reference)!);
    }
  });
  return buildCitationGraph({
    keys: works.map((v) => graph.keys[v]!),
    years: Int32Array.from(works, (v) => graph.years[v]!),
    stubs: Uint8Array.from(works, (v) => graph.stubs[v]!),
    citing: Uint32Array.from(citing),
    cited: Uint32Array.from(cited),
  });
}
