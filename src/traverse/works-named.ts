import { fromGlobalId } from '../global-id.js';
import { SCHEME_OF, workSchemeOf } from '../id-schemes.js';
import { identify } from '../ids.js';
import type { StoredArticle } from '../records.js';
import type { GraphStore } from '../store/store.js';

/** A text that names no work of the graph, and why. */
export interface NotFound {
  input: string;
  reason: string;
}

export interface WorksNamed {
  /** Each work once, in the order of the texts, with the first text that names it, and those that name it again. */
  works: { input: string; again: string[]; article: StoredArticle }[];
  notFound: NotFound[];
}

const UNKNOWN =
  'Not recognised as an identifier of a work. Give a PMID, DOI, PMCID, OpenAlex or Semantic Scholar id, an OMID or an id of this graph.';
const NO_WORK = 'This identifies no work: give the PMID, DOI or PMCID of an article.';

/** The works that people name by identifiers in whatever spelling; two statements, however many there are. */
export async function worksNamed(store: Pick<GraphStore, 'find' | 'get'>, inputs: readonly string[]): Promise<WorksNamed> {
  const named = inputs.map(placeOf);
  const identifiers = named.flatMap((place) => ('scheme' in place ? [place] : []));
  const keys = named.flatMap((place) => ('key' in place ? [place.key] : []));
  const [nodes, records] = await Promise.all([
    identifiers.length > 0 ? store.find(identifiers) : [],
    keys.length > 0 ? store.get('Article', keys) : [],
  ]);
  const found: WorksNamed = { works: [], notFound: [] };
  const met = new Map<string, WorksNamed['works'][number]>();
  let [nodeAt, recordAt] = [0, 0];
  named.forEach((place, i) => {
    const input = inputs[i]!;
    if ('reason' in place) return found.notFound.push({ input, reason: place.reason });
    const node = 'scheme' in place ? nodes[nodeAt++] : null;
    const article = 'scheme' in place ? (node?.kind === 'Article' ? node.record : null) : records[recordAt++];
    if (!article) return found.notFound.push({ input, reason: place.missing });
    const known = met.get(article.key);
    if (known) return known.again.push(input);
    const work = { input, again: [], article };
    met.set(article.key, work);
    return found.works.push(work);
  });
  return found;
}

type Named = { reason: string } | { missing: string; key: string } | { missing: string; scheme: (typeof SCHEME_OF)[keyof typeof SCHEME_OF]; value: string }; // prettier-ignore

function placeOf(input: string): Named {
  const identifier = identify(input);
  if (!identifier) return { reason: UNKNOWN };
  const { kind, value } = identifier;
  if (kind === 'GLOBAL_ID') {
    const id = fromGlobalId(value);
    return id?.kind === 'Article' ? { missing: 'No article of this graph has this id.', key: id.key } : { reason: NO_WORK };
  }
  if (workSchemeOf(kind) === null) return { reason: NO_WORK };
  return { missing: `No article of this graph has this ${NAMES[kind] ?? kind}.`, scheme: SCHEME_OF[kind], value };
}

const NAMES: Readonly<Record<string, string>> = { OPENALEX: 'OpenAlex id', SEMANTIC_SCHOLAR: 'Semantic Scholar id' };
