import type { SearchOutcome, SeedFound, Stop, Direction } from './search-outcome.js';
import { totalsOf } from './search-outcome.js';

/**
 * The report of a citation search: what TARCiS (Hirt et al., BMJ 2024;385:e078384, recommendation 10) and PRISMA-S
 * (Rethlefsen et al. 2021, items 1, 5, 8, 9, 12, 13, 15, 16) ask a review to say, as blocks that each format renders.
 */
export type Block =
  | { kind: 'title' | 'heading' | 'text'; text: string }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] };

export const DIRECTION_WORDS: Record<Direction, string> = {
  BACKWARD: 'backward (works that the starting works cite)',
  FORWARD: 'forward (works that cite the starting works)',
  CO_CITED: 'co-cited (works that are cited together with a starting work)',
  CO_CITING: 'co-citing (works that share references with a starting work)',
};

/** Why a search ended, for a reader; also on the command line. */
export const STOP_WORDS: Record<Stop, string> = {
  NOTHING_NEW: 'the last iteration found no new work',
  ITERATIONS: 'the number of iterations asked for was done; the last one still found new works',
  NOTHING_TO_START_FROM: 'no work was left to start another iteration from',
  WORK_BOUND: 'the bound on the size of the search was reached; what lies beyond it is counted below and was not looked at',
};

const DEDUPLICATION =
  'Each work stands in the graph once: records are merged when they share a DOI, PMID, PMCID or another identifier, or when ' +
  'title, authors, year and place agree with certainty, as well as by decisions of people. A work that several links lead ' +
  'to is therefore counted once in "unique" without further deduplication.';

export function reportBlocks(outcome: SearchOutcome): Block[] {
  return [
    { kind: 'title', text: 'Report of a citation search' },
    { kind: 'text', text: summaryOf(outcome) },
    ...searchBlocks(outcome),
    ...countBlocks(outcome),
    ...dataBlocks(outcome),
    ...checklistBlocks(outcome),
  ];
}

export function summaryOf(outcome: SearchOutcome): string {
  const { seeds, seedsNotFound, rounds, stoppedBecause, searchedAt, data } = outcome;
  const { raw, candidates, known, new: fresh } = totalsOf(outcome);
  return (
    `Search of ${searchedAt} with ${data.software} from ${many(seeds.length, 'seed reference')} (${seedsNotFound.length} not found). ` +
    `${many(raw, 'link')} followed in ${many(rounds.length, 'iteration')} led to ${many(candidates, 'different work')} ` +
    `besides the seeds: ${fresh} to screen, ${known} known before. The search ended because ${STOP_WORDS[stoppedBecause]}.`
  );
}

export const many = (value: number, noun: string): string => `${value} ${noun}${value === 1 ? '' : 's'}`;

function searchBlocks(outcome: SearchOutcome): Block[] {
  const { seeds, seedsNotFound } = outcome;
  return [
    { kind: 'heading', text: 'Search' },
    { kind: 'table', head: ['What', 'Value'], rows: strategyRows(outcome) },
    { kind: 'heading', text: 'Seed references' },
    {
      kind: 'table',
      head: ['As given', 'Title', 'Year', 'Identifiers', 'References in the graph', 'Citations in the graph'],
      rows: seeds.map(seedRow),
    },
    ...missing('Seeds that were not found', seedsNotFound),
    ...missing('Works given as included that were not found', outcome.included?.notFound ?? []),
    ...missing('Works given as known that were not found', outcome.known.notFound),
  ];
}

/** The strategy exactly as run. */
export function strategyRows(outcome: SearchOutcome): [string, string][] {
  const { directions, iterations, minLinks, filter, included, known, maxCandidates } = outcome;
  const next = included
    ? `${many(included.works, 'work')} given as included (${included.notReached} not reached)`
    : `all candidates with at least ${many(minLinks, 'link')}, for no works were given as included`;
  return [
    ['Directions', directions.map((direction) => DIRECTION_WORDS[direction]).join('; ')],
    ['Iterations asked for', String(iterations)],
    ['Later iterations start from', next],
    ['Limits (filter)', filter ?? 'none'],
    ['Known before the search', `${known.included} included, ${known.excluded} excluded`],
    ['Most candidates', String(maxCandidates)],
  ];
}

const partOf = ({ known, stated }: SeedFound['references']): string =>
  stated === null ? String(known) : `${known} of ${stated}`;

const seedRow = ({ input, again = [], title, year, identifiers, references, citations }: SeedFound): string[] => [
  [input, ...again].join(', '),
  title ?? '(known by its identifier alone)',
  year === null ? '' : String(year),
  identifiers.join(', '),
  partOf(references),
  partOf(citations),
];

function missing(title: string, list: SearchOutcome['seedsNotFound']): Block[] {
  if (list.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'table', head: ['As given', 'Why'], rows: list.map(({ input, reason }) => [input, reason]) },
  ];
}

function countBlocks(outcome: SearchOutcome): Block[] {
  const { rounds } = outcome;
  const head = ['Iteration', 'Started from', 'Raw (links followed)', 'Unique', 'Met before', 'Left out by the filter', 'Known before', 'Beyond the bound', 'New']; // prettier-ignore
  const row = (one: (typeof rounds)[number]) =>
    [one.iteration, one.startedFrom, one.raw, one.unique, one.met, one.filtered, one.known, one.leftOut, one.new].map(String);
  const directions = rounds.flatMap(({ iteration, perDirection }) =>
    perDirection.map((one) => [
      String(iteration), one.direction, ...[one.raw, one.unique, one.new, one.notFollowed].map(String), `${one.visited} of ${one.of}`,
    ]),
  ); // prettier-ignore
  const first = rounds[0]?.perSeed ?? [];
  const inputOf = new Map(outcome.seeds.map(({ key, input }) => [key, input]));
  return [
    { kind: 'heading', text: 'Numbers' },
    { kind: 'table', head, rows: rounds.map(row) },
    { kind: 'text', text: 'Unique = met before + left out by the filter + known before + beyond the bound + new.' },
    { kind: 'heading', text: 'Numbers by direction' },
    { kind: 'table', head: ['Iteration', 'Direction', 'Raw', 'Unique', 'New', 'Not followed', 'Looked at'], rows: directions },
    {
      kind: 'text',
      text: '"Looked at" counts citations for backward and forward, and for co-cited and co-citing the works in the middle. Several directions may lead to one work.',
    },
    { kind: 'heading', text: 'Numbers by seed (first iteration)' },
    {
      kind: 'table',
      head: ['Seed', 'Raw', 'Unique', 'New'],
      rows: first.map((one) => [inputOf.get(one.seed) ?? one.seed, ...[one.raw, one.unique, one.new].map(String)]),
    },
  ];
}

function dataBlocks({ data, searchedAt }: SearchOutcome): Block[] {
  const { software, version, lastChangedAt, changedMeanwhile, articles, stubs, citations, withReferences, sources } = data;
  const rows = [
    ['Software', software],
    ['Searched at', searchedAt],
    ['Version of the data', `${version}, last changed ${lastChangedAt ?? 'never'}`],
    ['Works in the graph', `${articles} with a record, ${stubs} known by an identifier alone`],
    ['Citations in the graph', String(citations)],
    ['Articles with a reference list', `${withReferences} of ${articles}`],
  ];
  if (changedMeanwhile)
    rows.push(['Caution', 'the graph was changed while it was searched; search again for numbers of one state']);
  return [
    { kind: 'heading', text: 'Data' },
    { kind: 'table', head: ['What', 'Value'], rows },
    {
      kind: 'table',
      head: ['Source (format)', 'Imports', 'Last read'],
      rows: sources.map(({ source, imports, lastReadAt }) => [source, String(imports), lastReadAt]),
    },
    {
      kind: 'text',
      text: 'Only citations that this graph holds were followed: works whose reference list or citing works no source gave have none here.',
    },
  ];
}

function checklistBlocks(outcome: SearchOutcome): Block[] {
  return [
    { kind: 'heading', text: 'TARCiS, recommendation 10' },
    { kind: 'table', head: ['To report', 'This search'], rows: tarcisRows(outcome) },
    { kind: 'heading', text: 'PRISMA-S' },
    { kind: 'table', head: ['Item', 'This search'], rows: prismaRows(outcome) },
  ];
}

const sourceNames = ({ data }: SearchOutcome): string => data.sources.map(({ source }) => source).join(', ') || 'none imported';

export function tarcisRows(outcome: SearchOutcome): [string, string][] {
  const { seeds, seedsNotFound, directions, searchedAt, rounds, stoppedBecause, data } = outcome;
  const { raw, new: fresh, known } = totalsOf(outcome);
  return [
    ['Seed references', `${seeds.length} found, ${seedsNotFound.length} not found; why these were chosen is for the review to say`],
    ['Directions', directions.map((direction) => DIRECTION_WORDS[direction]).join('; ')],
    ['Date of the search', `${searchedAt}; data last changed ${data.lastChangedAt ?? 'never'}`],
    ['Number of iterations, and why stopped', `${rounds.length}; ${STOP_WORDS[stoppedBecause]}`],
    ['Citation indexes and tools', `${data.software}; sources of the data: ${sourceNames(outcome)}`],
    ['Deduplication', DEDUPLICATION],
    ['Screening', 'not a part of this search; for the review to say'],
    ['Numbers for the box "other methods" of PRISMA 2020', `${raw} links followed, ${fresh} new works to screen, ${known} known before`],
  ]; // prettier-ignore
}

export function prismaRows(outcome: SearchOutcome): [string, string][] {
  const { searchedAt, data, filter, directions, known } = outcome;
  const { raw, candidates, new: fresh, known: knownFound } = totalsOf(outcome);
  // Not added up: a work that two iterations met was left out by both.
  const leftOut = outcome.rounds.map(({ iteration, filtered }) => `${filtered} in iteration ${iteration}`).join(', ');
  const isUpdate = known.included + known.excluded > 0;
  return [
    ['1. Database and platform', `${data.software} (self-hosted), filled from: ${sourceNames(outcome)}`],
    ['5. Citation searching', `${directions.join(', ').toLowerCase().replaceAll('_', '-')} from ${many(outcome.seeds.length, 'seed reference')}`],
    ['8. Full search strategy', strategyRows(outcome).map(([what, value]) => `${what}: ${value}`).join('. ')],
    ['9. Limits and restrictions', filter === null ? 'none' : `${filter} (works left out: ${leftOut})`],
    ['12. Updates', isUpdate ? `an update: ${many(known.included + known.excluded, 'work')} had been screened before, of which it found ${knownFound} again` : 'a first search; run it again with the works that were screened as known, and only new ones are shown'],
    ['13. Dates of searches', `${searchedAt}; the data were last changed ${data.lastChangedAt ?? 'never'} (version ${data.version})`],
    ['15. Total records', `${raw} links followed, ${candidates} different works, ${fresh} new`],
    ['16. Deduplication', `${DEDUPLICATION} Done by ${data.software}.`],
  ]; // prettier-ignore
}
