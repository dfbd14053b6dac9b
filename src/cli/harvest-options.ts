import type { HarvestOptions } from '../harvest/harvest.js';
import { CodedError } from '../errors.js';
import { readSeeds } from '../harvest/seeds.js';
import { chooseSources } from '../harvest/sources/index.js';
import { identify } from '../ids.js';
import type { Given, OptionSpec } from './command.js';

/** How far a harvest goes that is not told how far. */
const ROUNDS = 1;
const MAX_WORKS = 1_000;
const DIRECTIONS = { backward: 'BACKWARD', forward: 'FORWARD', both: 'BOTH' } as const;

export const HARVEST_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  seed: { value: 'ID', about: 'A work to begin with: its PMID, PMCID, DOI or OpenAlex id, in any spelling.', repeated: true },
  rounds: { value: 'NUMBER', about: `Steps outward (default ${ROUNDS}); 0 fetches the records of the seeds alone.` },
  direction: { value: 'WAY', about: 'backward (what works cite), forward (what cites them) or both (default).', choices: Object.keys(DIRECTIONS) }, // prettier-ignore
  sources: { value: 'LIST', about: 'Sources to ask, with commas between them (default: all).' },
  'max-works': { value: 'NUMBER', about: `Works to reach at most (default ${MAX_WORKS}); those with most links come first.` },
  'from-year': { value: 'YEAR', about: 'Follow only works of this year or later.' },
  'to-year': { value: 'YEAR', about: 'Follow only works of this year or earlier.' },
  type: {
    value: 'TYPE',
    about: 'Follow only works of this publication type, such as Review, or another one given.',
    repeated: true,
  },
  term: { value: 'WORDS', about: 'Follow only works that have these words in title, abstract, keywords or MeSH.' },
  refresh: { about: 'Ask for everything anew instead of taking the answers that are kept.' },
};

export type Wanted = Pick<HarvestOptions, 'seeds' | 'rounds' | 'direction' | 'sources' | 'maxWorks' | 'filters' | 'refresh'>;

/** What the command line asks for. Throws UsageError for what cannot be meant. */
export function readWanted(given: Given): Wanted {
  const seeds = given.list('seed').flatMap(seedsIn);
  if (seeds.length === 0) throw given.wrong('--seed is missing: name a work to begin with, such as --seed pmid:33349761');
  const sources = (given.text('sources') ?? '').split(',').filter((name) => name.trim() !== '');
  meant(given, () => readSeeds(seeds));
  meant(given, () => chooseSources(sources));
  const years = given.years();
  return {
    seeds,
    direction: DIRECTIONS[(given.text('direction') ?? 'both') as keyof typeof DIRECTIONS],
    rounds: given.number('rounds', ROUNDS, 0),
    maxWorks: given.number('max-works', MAX_WORKS),
    sources,
    filters: {
      fromYear: years.from ?? null,
      toYear: years.to ?? null,
      publicationTypes: given.list('type').map((type) => type.trim()).filter((type) => type !== ''),
      term: given.text('term')?.trim() || null,
    },
    refresh: given.flag('refresh'),
  }; // prettier-ignore
}

/** What a harvest would refuse is wrong on the command line. */
function meant(given: Given, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    throw error instanceof CodedError ? given.wrong(error.message.replace(/\.$/, '')) : error;
  }
}

/** One identifier in any spelling, or several with blanks or commas between them. */
function seedsIn(text: string): string[] {
  const parts = identify(text.trim()) === null ? text.split(/[\s,;]+/) : [text.trim()];
  return parts.filter((part) => part !== '');
}
