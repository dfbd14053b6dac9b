import type { GraphStore } from '../store/store.js';
import { citationSearch, DEFAULT_SEARCH } from '../traverse/citation-search.js';
import { totalsOf, type Direction, type SearchInput, type SearchOutcome } from '../traverse/search-outcome.js';
import { renderReport } from '../traverse/search-render.js';
import { STOP_WORDS } from '../traverse/search-report.js';
import { FILTER_OPTIONS, readFilter } from './citation-search-filter.js';
import { writeSearch } from './citation-search-files.js';
import type { Command, Given, OptionSpec } from './command.js';
import { EXIT } from './exit.js';
import { print, printJson } from './print.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { clipped, count, number, shown } from './text.js';
import { readWorkList } from './work-list.js';

const DIRECTION_FLAGS: Readonly<Record<string, Direction>> = {
  backward: 'BACKWARD',
  forward: 'FORWARD',
  'co-cited': 'CO_CITED',
  'co-citing': 'CO_CITING',
};

const OPTIONS: Readonly<Record<string, OptionSpec>> = {
  seeds: {
    value: 'FILE',
    about: 'Seed references, one identifier to a line (PMID, DOI, PMCID, …) or a CSV; - for standard input.',
  },
  backward: { about: 'Follow what the starting works cite.' },
  forward: { about: 'Follow what cites the starting works.' },
  both: { about: 'Backward and forward; so it is, too, where no direction is named.' },
  'co-cited': { about: 'Follow what is cited together with them.' },
  'co-citing': { about: 'Follow what cites the same as they do.' },
  rounds: { value: 'NUMBER', about: 'Iterations at most, 1 to 4 (default 1). It ends when one finds nothing new.' },
  'min-links': {
    value: 'NUMBER',
    about: 'Later rounds start from candidates with so many links (default 1), without --included.',
  },
  included: { value: 'FILE', about: 'Works that screening has included: what later rounds start from.' },
  known: { value: 'FILE', about: 'Works that were screened before; they are not listed again.' },
  excluded: { value: 'FILE', about: 'The same for works that were excluded; rounds do not start from them.' },
  'max-candidates': { value: 'NUMBER', about: `Most candidates (default ${DEFAULT_SEARCH.maxCandidates}).` },
  ...FILTER_OPTIONS,
  out: { value: 'FOLDER', about: 'Write report.md, report.html, report.json, flow.svg and candidates.csv there.' },
  force: { about: 'Write over such files that are there.' },
  ...JSON_OPTION,
  ...STORE_OPTIONS,
};

export const citationSearchCommand: Command = {
  name: 'citation-search',
  summary: 'Search along citations from seed references, and report it as TARCiS and PRISMA-S ask for.',
  options: OPTIONS,
  notes: [
    'It looks at the graph alone: `harvest` fills it with the works around the seeds first. Empty lines and lines that begin',
    'with # are passed over in all lists. Each may also be a table (CSV, tabs) whose first line names columns, such as pmid,',
    'doi or identifiers: a row is one work. So the candidates.csv of an earlier search can be given, and what PubMed saves as',
    'CSV. Identifiers of seeds and included works that are not in the graph are listed, and the exit code is 3.',
    STORE_NOTE,
  ],
  examples: [
    'meded-graph citation-search --seeds seeds.txt --both --rounds 2 --out search/',
    'meded-graph citation-search --seeds seeds.txt --from-year 2015 --type Review --filter \'{"isRetracted": false}\'',
    'meded-graph citation-search --seeds seeds.txt --rounds 2 --included included.txt --known screened.txt --out update/',
    "echo pmid:33349761 | meded-graph citation-search --seeds - --json | jq '.rounds'",
  ],
  run: (given) =>
    withStore(given, async (store) => {
      const outcome = await citationSearch(store, await inputOf(given, store));
      const folder = given.text('out');
      const files = folder === undefined ? [] : await writeSearch(store, outcome, folder, given.flag('force'));
      if (given.flag('json')) printJson({ ...(JSON.parse(renderReport(outcome, 'JSON')) as object), files });
      else print(...summary(outcome, files));
      const isMissing = outcome.seedsNotFound.length + (outcome.included?.notFound.length ?? 0) > 0;
      return isMissing ? EXIT.refused : 0;
    }),
};

async function inputOf(given: Given, store: GraphStore): Promise<SearchInput> {
  const seeds = given.text('seeds');
  if (seeds === undefined) throw given.wrong('--seeds is missing: a file with one identifier to a line, or - for standard input');
  const list = async (name: string): Promise<string[] | null> => {
    const path = given.text(name);
    return path === undefined ? null : readWorkList(store, path);
  };
  const named = Object.keys(DIRECTION_FLAGS).filter((flag) => given.flag(flag)).map((flag) => DIRECTION_FLAGS[flag]!); // prettier-ignore
  const both = given.flag('both') || named.length === 0 ? DEFAULT_SEARCH.directions : [];
  return {
    seeds: await readWorkList(store, seeds),
    directions: [...both, ...named],
    iterations: given.number('rounds', DEFAULT_SEARCH.iterations),
    minLinks: given.number('min-links', DEFAULT_SEARCH.minLinks),
    ...(await readFilter(given, store)),
    included: await list('included'),
    known: { included: (await list('known')) ?? [], excluded: (await list('excluded')) ?? [] },
    maxCandidates: given.number('max-candidates', DEFAULT_SEARCH.maxCandidates),
  };
}

const MOST_SHOWN = 20;

function summary(outcome: SearchOutcome, files: readonly string[]): string[] {
  const { seeds, seedsNotFound, included, rounds, stoppedBecause } = outcome;
  const { new: fresh, known, leftOut, notFollowed } = totalsOf(outcome);
  const again = seeds.reduce((sum, seed) => sum + (seed.again?.length ?? 0), 0);
  const missing = [...seedsNotFound, ...(included?.notFound ?? [])];
  return [
    `${count(seeds.length, 'seed')} found, ${number(seedsNotFound.length)} not${again > 0 ? `, ${number(again)} named again` : ''}.`,
    ...missing.slice(0, MOST_SHOWN).map(({ input, reason }) => `  "${clipped(shown(input), 80)}": ${reason}`),
    ...(missing.length > MOST_SHOWN ? [`  and ${number(missing.length - MOST_SHOWN)} more`] : []),
    ...rounds.map(
      (one) =>
        `Round ${one.iteration}: from ${count(one.startedFrom, 'work')}, ${count(one.raw, 'link')} followed, ` +
        `${number(one.unique)} different, ${number(one.new)} new.`,
    ),
    `${count(fresh, 'new work')} to screen, ${number(known)} known before.`,
    ...(leftOut + notFollowed > 0
      ? [`Beyond the bounds: ${count(leftOut, 'work')} left out, ${count(notFollowed, 'link')} not followed.`]
      : []),
    `It ended because ${STOP_WORDS[stoppedBecause]}.`,
    ...files.map((file) => `Written: ${file}`),
  ];
}
