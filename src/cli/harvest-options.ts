import { identify } from '../ids.js';
import type { HarvestOptions } from '../harvest/harvest.js';
import { UsageError } from './exit.js';

/** Value of an option, undefined where it was not given. */
export type OptionText = (name: string) => string | undefined;

/** How far a harvest goes that is not told how far. */
export const HARVEST_DEFAULTS = { rounds: 1, maxWorks: 1_000, direction: 'both' } as const;

export type Asked = Pick<HarvestOptions, 'seeds' | 'rounds' | 'direction' | 'sources' | 'maxWorks' | 'filters'>;

const DIRECTIONS = { backward: 'BACKWARD', forward: 'FORWARD', both: 'BOTH' } as const;

const wrong = (reason: string): UsageError => new UsageError(`${reason}. Try \`meded-graph harvest --help\`.`);

/** What the command line asks for. Throws UsageError for what cannot be meant. */
export function readAsked(text: OptionText): Asked {
  const direction = (text('direction') ?? HARVEST_DEFAULTS.direction).toLowerCase();
  if (!Object.hasOwn(DIRECTIONS, direction)) throw wrong(`--direction is "${direction}", but must be backward, forward or both`);
  const seeds = readSeeds(text('seed') ?? '');
  if (seeds.length === 0) throw wrong('--seed is missing: name a work to begin with, such as --seed pmid:33349761');
  return {
    seeds,
    direction: DIRECTIONS[direction as keyof typeof DIRECTIONS],
    rounds: whole(text, 'rounds', 0) ?? HARVEST_DEFAULTS.rounds,
    maxWorks: whole(text, 'max-works', 1) ?? HARVEST_DEFAULTS.maxWorks,
    sources: listed(text('sources')),
    filters: {
      fromYear: whole(text, 'from-year', 1),
      toYear: whole(text, 'to-year', 1),
      publicationTypes: listed(text('type')),
      term: text('term')?.trim() || null,
    },
  };
}

/** One identifier in any spelling, or several with blanks or commas between them. */
function readSeeds(text: string): string[] {
  const one = text.trim();
  return one === '' || identify(one) !== null
    ? [one].filter((seed) => seed !== '')
    : one.split(/[\s,;]+/).filter((seed) => seed !== '');
}

const listed = (text = ''): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== ''); // prettier-ignore

function whole(text: OptionText, name: string, least: number): number | null {
  const given = text(name);
  if (given === undefined) return null;
  const number = /^\d{1,9}$/.test(given) ? Number(given) : -1;
  if (number < least) throw wrong(`--${name} is "${given}", but must be a whole number from ${least} on`);
  return number;
}
