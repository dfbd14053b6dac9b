import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { openStore } from '../src/store/open.js';
import type { GraphStore } from '../src/store/store.js';
import { citationSearch, DEFAULT_SEARCH } from '../src/traverse/citation-search.js';
import { keyOf, work } from './citation-graph.js';
import { randomOf } from './random.js';

/**
 * How much of what a review included a citation search finds that begins with a third of it: two rounds, backward and
 * forward, the second from candidates with at least two links. On an invented literature with planted reviews, or on
 * reviews whose included works are known (SYNERGY) in a graph that has been harvested.
 */
const USAGE = `Usage: node dist/bench/search-recall.js [--reviews 40] [--seed 1] | FILE.csv…

  --reviews  how many planted reviews are searched
  FILE.csv   reviews of SYNERGY (columns doi, openalex_id, pmid, label_included), searched in the graph that DATA_DIR or
             NEO4J_URI name; harvest their citations first`;

const FIELDS = 40;
const QUESTIONS = 5;
const WORKS = 50;
const YEARS = 30;
/** Shares of references to older works of the same question, and of the same field; the rest are to any. */
const TO_QUESTION = 0.3;
const TO_FIELD = 0.3;
/** Of the works of a question, what its review included; and what of that the search begins with. */
const INCLUDED = 0.6;
const SEEDS = 1 / 3;
const AT = [25, 50, 100, 200, 400, 800];

interface Review {
  name: string;
  included: string[];
}

type Random = () => number;

function drawn<T>(list: readonly T[], count: number, random: Random): T[] {
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

/** Works are numbered by time; which question each is about is drawn. */
async function plant(store: GraphStore, random: Random): Promise<Review[]> {
  const size = FIELDS * QUESTIONS * WORKS;
  const questions = Array.from({ length: FIELDS * QUESTIONS }, (): number[] => []);
  const fields = Array.from({ length: FIELDS }, (): number[] => []);
  const about = drawn(Array.from({ length: size }, (_, i) => i % (FIELDS * QUESTIONS)), size, random); // prettier-ignore
  const older = (list: readonly number[]): number | undefined => list[Math.floor(random() * list.length)];
  const writes = about.map((question, number) => {
    const field = fields[question % FIELDS]!;
    const cited = new Set<number>();
    for (let left = 2 + Math.floor(random() * 22); left > 0; left--) {
      const at = random();
      const one = at < TO_QUESTION ? older(questions[question]!) : at < TO_QUESTION + TO_FIELD ? older(field) : Math.floor(random() * number); // prettier-ignore
      if (one !== undefined && one < number) cited.add(one);
    }
    questions[question]!.push(number);
    field.push(number);
    return work(number, 2024 - YEARS + Math.floor((number * YEARS) / size), [...cited]);
  });
  for (let at = 0; at < size; at += 2_000) await store.write({ articles: writes.slice(at, at + 2_000) });
  return questions.map((list, i) => ({
    name: `question ${i + 1}`,
    included: drawn(list, list.length * INCLUDED, random).map(keyOf),
  }));
}

/** Included works of a file of SYNERGY, by the best identifier that it gives. */
function readReview(path: string): Review {
  // Identifiers and labels alone: no cell has a comma or a quote in it.
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map((line) => line.split(',')); // prettier-ignore
  const cell = (line: readonly string[], name: string): string => line[head!.indexOf(name)] ?? '';
  const included = lines.filter((line) => cell(line, 'label_included') === '1');
  const names = included.flatMap(
    (line) => [cell(line, 'doi'), cell(line, 'pmid'), cell(line, 'openalex_id')].find((id) => id) ?? [],
  );
  return { name: basename(path), included: names };
}

interface Found {
  /** Included works that were not seeds. */
  wanted: number;
  /** Ranks, from 1, at which they were found. */
  ranks: number[];
  candidates: number;
}

async function search(store: GraphStore, { included }: Review, random: Random): Promise<Found> {
  const seeds = drawn(included, Math.max(1, Math.round(included.length * SEEDS)), random);
  const { candidates, seeds: found } = await citationSearch(store, {
    ...DEFAULT_SEARCH, seeds, iterations: 2, minLinks: 2, maxCandidates: 20_000, filter: null, filterText: null, included: null,
    known: { included: [], excluded: [] },
  }); // prettier-ignore
  const begun = new Set(found.map(({ key }) => key));
  const keys = await keysOf(store, included);
  const wanted = new Set([...keys].filter((key) => !begun.has(key)));
  return {
    wanted: wanted.size,
    ranks: candidates.filter(({ key }) => wanted.has(key)).map(({ rank }) => rank),
    candidates: candidates.length,
  };
}

async function keysOf(store: GraphStore, names: readonly string[]): Promise<Set<string>> {
  const { seeds } = await citationSearch(store, {
    ...DEFAULT_SEARCH, seeds: names.slice(0, 1000), filter: null, filterText: null, included: [], known: { included: [], excluded: [] },
  }); // prettier-ignore
  return new Set(seeds.map(({ key }) => key));
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

function report(all: readonly Found[]): string {
  const usable = all.filter(({ wanted }) => wanted > 0);
  const recall = (at: number) => mean(usable.map(({ ranks, wanted }) => ranks.filter((rank) => rank <= at).length / wanted));
  const unranked = (at: number) => mean(usable.map(({ ranks, wanted, candidates }) => (ranks.length * Math.min(1, at / candidates)) / wanted)); // prettier-ignore
  return [
    `${usable.length} reviews, on average ${mean(usable.map(({ wanted }) => wanted)).toFixed(0)} works to be found besides the seeds; ${mean(usable.map(({ candidates }) => candidates)).toFixed(0)} candidates`,
    'candidates read   ranked   in any order',
    ...AT.map((at) => `${String(at).padStart(15)}   ${percent(recall(at)).padStart(6)}   ${percent(unranked(at)).padStart(12)}`),
    `            all   ${percent(recall(Infinity)).padStart(6)}`,
  ].join('\n');
}

async function main(): Promise<void> {
  const options = { reviews: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' }, help: { type: 'boolean', default: false } } as const; // prettier-ignore
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(USAGE);
  const random = randomOf(Number(values.seed));
  const folder = mkdtempSync(join(tmpdir(), 'meded-recall-'));
  const store = await openStore(positionals.length > 0 ? readConfig().store : { engine: 'sqlite', dataDir: folder });
  try {
    const reviews =
      positionals.length > 0 ? positionals.map(readReview) : drawn(await plant(store, random), Number(values.reviews), random);
    const found: Found[] = [];
    for (const review of reviews) found.push(await search(store, review, random));
    console.log(report(found));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
