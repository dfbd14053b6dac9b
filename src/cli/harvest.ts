import { DEFAULTS, readConfig, readHarvestConfig } from '../config.js';
import { harvest } from '../harvest/harvest.js';
import type { HarvestReport } from '../harvest/report.js';
import { SOURCES } from '../harvest/sources/index.js';
import { openStore } from '../store/open.js';
import type { Command } from './command.js';
import { EXIT } from './exit.js';
import { HARVEST_DEFAULTS, readAsked } from './harvest-options.js';
import { HarvestShow } from './harvest-progress.js';
import { harvestLines } from './harvest-report.js';

const width = Math.max(...SOURCES.map(({ id }) => id.length));
/** How long the answers wait to be taken in while another import runs. */
const WAIT_FOR_WRITER_MS = 600_000;
/** npm passes on the signal that the terminal has sent already: two so close together are one. */
const SAME_SIGNAL_MS = 500;

export const harvestCommand: Command = {
  name: 'harvest',
  summary: 'Fill the graph from some works outward: what they cite, what cites them, and the records of all of those.',
  options: {
    seed: { value: 'ID', about: 'The work to begin with: PMID, PMCID, DOI or OpenAlex id; several with commas between them.' },
    rounds: {
      value: 'NUMBER',
      about: `Steps outward (default ${HARVEST_DEFAULTS.rounds}); 0 fetches the records of the seeds alone.`,
    },
    direction: { value: 'WAY', about: 'backward (what works cite), forward (what cites them) or both (default).' },
    sources: { value: 'LIST', about: 'Sources to ask, with commas between them (default: all).' },
    'max-works': {
      value: 'NUMBER',
      about: `Works to reach at most (default ${HARVEST_DEFAULTS.maxWorks}); those with most links come first.`,
    },
    'from-year': { value: 'YEAR', about: 'Follow only works of this year or later.' },
    'to-year': { value: 'YEAR', about: 'Follow only works of this year or earlier.' },
    type: { value: 'LIST', about: 'Follow only works of one of these publication types, such as Review.' },
    term: { value: 'WORDS', about: 'Follow only works that have these words in title, abstract, keywords or MeSH.' },
    refresh: { about: 'Ask for everything anew instead of taking answers that are kept.' },
    json: { about: 'Answer with one JSON object on standard output, for scripts.' },
    'data-dir': { value: 'FOLDER', about: `Folder of the embedded database (DATA_DIR, default ${DEFAULTS.DATA_DIR}).` },
  },
  notes: [
    'Sources, in the order in which they are asked for a record:',
    ...SOURCES.map(({ id, label }) => `  ${id.padEnd(width)}  ${label}`),
    '',
    'Answers are kept in HARVEST_CACHE (default: harvest in the folder of the data): the same harvest again asks for nothing',
    'that was answered, and one that was stopped, or in which a source failed, goes on from there. Set CONTACT_EMAIL for the',
    'services that ask whom to write to, and your own keys as NCBI_API_KEY, OPENALEX_API_KEY (OpenAlex wants one),',
    'SEMANTIC_SCHOLAR_API_KEY and OPENCITATIONS_TOKEN. The exit code is 3 when a source failed or a record was refused.',
  ],
  examples: [
    'meded-graph harvest --seed pmid:33349761 --rounds 1 --direction both --sources icite,pubmed',
    'meded-graph harvest --seed 10.1186/s13643-017-0571-y --rounds 2 --direction backward --max-works 500',
    'meded-graph harvest --seed pmid:33349761 --rounds 2 --from-year 2015 --term "peer mentoring" --json',
  ],
  async run(options) {
    const asked = readAsked((name) => options[name]);
    const dataDir = { DATA_DIR: options['data-dir'] };
    const settings = readHarvestConfig(dataDir);
    const store = await openStore(readConfig(dataDir).store);
    const show = new HarvestShow(process.stderr);
    const { signal, release } = stopOnSignals(show);
    try {
      const report = await harvest(store, {
        ...asked, settings, signal, refresh: options['refresh'] !== undefined, waitMs: WAIT_FOR_WRITER_MS,
        onProgress: (progress) => show.show(progress),
      }); // prettier-ignore
      show.end();
      console.log(options['json'] === undefined ? harvestLines(report).join('\n') : JSON.stringify(report, null, 2));
      return exitCodeOf(report);
    } finally {
      show.end();
      release();
      await store.close();
    }
  },
};

function exitCodeOf({ finished, failed, refused }: HarvestReport): number {
  if (!finished) return EXIT.stopped;
  return failed + refused > 0 ? EXIT.refused : 0;
}

/** The first Ctrl-C stops in good order, a second one at once: what was answered is kept either way. */
function stopOnSignals(show: HarvestShow): { signal: AbortSignal; release: () => void } {
  const stop = new AbortController();
  let since = 0;
  const onSignal = (): void => {
    if (stop.signal.aborted) return void (Date.now() - since > SAME_SIGNAL_MS && process.exit(EXIT.stopped));
    since = Date.now();
    show.say('Stopping; Ctrl-C again ends at once.');
    stop.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal);
  return { signal: stop.signal, release: () => ['SIGINT', 'SIGTERM'].forEach((name) => process.off(name, onSignal)) };
}
