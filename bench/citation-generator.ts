import type { ScannedGraph } from '../src/analysis/citation-graph.js';
import { randomOf } from './random.js';

export interface CitationShape {
  articles: number;
  citations: number;
  seed: number;
  /** Works of the first tenth that a tenth of all later works cites: with 200,000 articles they have 20,000 citers. */
  hubs?: number;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2024;
/** Growth of a literature that doubles in about 12 years. */
const GROWTH = 0.06;
/** With the copies that others make of it, a tenth of all references lists come to have each hub. */
const HUB_SHARE = 0.06;

/**
 * A graph as a literature makes it: ever more works a year; long and short reference lists; references to recent works
 * and, copied from earlier reference lists, to works that are cited much already; a few hubs; and now and then two
 * works of one year that cite each other. The same seed makes the same graph.
 */
export function generateCitations({ articles, citations, seed, hubs = 10 }: CitationShape): ScannedGraph {
  const random = randomOf(seed);
  const years = yearsOf(articles);
  const citing = new Uint32Array(citations);
  const cited = new Uint32Array(citations);
  // The work that last cited each, so that a pair comes once. Hubs stand early, spread over the first tenth.
  const lastCiter = new Int32Array(articles).fill(-1);
  const hubNodes = Array.from({ length: hubs }, (_, i) => Math.floor(((i + 0.5) * articles) / 10 / hubs));
  let made = 0;
  const add = (from: number, to: number): void => {
    if (to === from || to < 0 || to >= articles || lastCiter[to] === from) return;
    lastCiter[to] = from;
    citing[made] = from;
    cited[made++] = to;
  };
  for (let v = 1; v < articles && made < citations; v++) {
    const mean = (citations - made) / (articles - v);
    // Exponential lengths, cut so that no work cites more than is there.
    const end = Math.min(citations, made + Math.min(Math.round(-Math.log(1 - random()) * mean), v));
    for (const hub of hubNodes) if (made < end && hub < v && random() < HUB_SHARE) add(v, hub);
    for (let tries = 0; made < end && tries < 4 * mean + 20; tries++) {
      const pick = random();
      if (pick < 0.5 && made > 0) add(v, cited[Math.floor(random() * made)]!);
      else if (pick < 0.998) add(v, v - 1 - Math.floor(-Math.log(1 - random()) * articles * 0.08));
      else add(v, v + 1 + Math.floor(random() * 3));
    }
  }
  const keys = Array.from({ length: articles }, (_, i) => `doi:10.5555/${String(i).padStart(8, '0')}`);
  return { keys, years, stubs: new Uint8Array(articles), citing: citing.slice(0, made), cited: cited.slice(0, made) };
}

/** The i-th work's year, where the number of works grows by e^GROWTH a year. */
function yearsOf(articles: number): Int32Array {
  const all = Math.exp(GROWTH * (LAST_YEAR + 1 - FIRST_YEAR)) - 1;
  return Int32Array.from({ length: articles }, (_, i) => FIRST_YEAR + Math.floor(Math.log(1 + (all * i) / articles) / GROWTH));
}
