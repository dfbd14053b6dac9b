import { NO_DETAILS } from '../src/records.js';
import type { ArticleWrite, GraphStore } from '../src/store/store.js';
import { randomOf } from './random.js';

/**
 * An invented literature, written through the port. Works come year by year and cite older ones: half of their references
 * are taken from the reference lists of works before them, so that few works are cited very often, as it is in fact
 * (D. J. de Solla Price, "A general theory of bibliometric and other cumulative advantage processes", 1976); the other half
 * are any of the newest works. One work is a hub, which a fixed number of works cite.
 */
export interface Literature {
  articles: number;
  /** Mean length of a reference list. */
  references: number;
  /** Works that cite the hub. */
  hub: number;
  seed: number;
}

export const HUB = keyOf(0);
export function keyOf(number: number): string {
  return `pmid:${10_000_000 + number}`;
}

const AT_ONCE = 500;
const YEARS = 50;
const LAST_YEAR = 2024;
/** Of so many works before a work any one may be cited as a new one. */
const NEWEST = 20_000;

/** Answers the number of citations. */
export async function writeLiterature(store: GraphStore, { articles, references, hub, seed }: Literature): Promise<number> {
  const random = randomOf(seed);
  const cited = new Uint32Array(articles * (references + 1) * 2);
  let citations = 0;
  const older = (number: number): number =>
    citations > 0 && random() < 0.5 ? cited[Math.floor(random() * citations)]! : number - 1 - Math.floor(random() * Math.min(number, NEWEST)); // prettier-ignore
  for (let from = 0; from < articles; from += AT_ONCE) {
    const batch: ArticleWrite[] = [];
    for (let number = from; number < Math.min(articles, from + AT_ONCE); number++) {
      const length = Math.min(number, Math.round(2 * references * random()));
      const list = new Set<number>();
      for (let tries = 0; list.size < length && tries < 4 * length; tries++) {
        const one = older(number);
        if (one > 0) list.add(one);
      }
      if (number > 0 && random() < hub / (articles - 1)) list.add(0);
      for (const one of list) if (one > 0) cited[citations++] = one;
      batch.push(work(number, LAST_YEAR - YEARS + Math.floor((number * YEARS) / articles), [...list]));
    }
    await store.write({ articles: batch });
  }
  const { counts } = await store.describe();
  return counts.citations;
}

export function work(number: number, year: number, cited: readonly number[]): ArticleWrite {
  const key = keyOf(number);
  const pmid = key.slice('pmid:'.length);
  return {
    record: {
      key, status: 'FULL', pmid, pmcid: null, doi: null, identifiers: [{ scheme: 'pmid', value: pmid }],
      title: `Work ${number}`, date: { year, month: null, day: null, raw: String(year), precision: 'YEAR' }, journalKey: null,
      journalProvenance: [], volume: null, issue: null, pages: null, publicationTypes: [], specialty: null, authorsStatus: 'NOT_LISTED',
      authorships: [], topics: [], hasAbstract: false, isRetracted: false, reportedCitations: [], statedReferenceCount: null,
      hasReferenceList: true, provenance: [],
    },
    details: NO_DETAILS,
    indexedNames: { journal: [], topics: [] },
    references: cited.map((one, i) => ({ citedKey: keyOf(one), position: i + 1, provenance: [] })),
  }; // prettier-ignore
}
