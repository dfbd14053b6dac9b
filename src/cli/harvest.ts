import { readHarvestConfig } from '../config.js';
import { harvest } from '../harvest/harvest.js';
import type { HarvestProgress } from '../harvest/question.js';
import type { HarvestReport } from '../harvest/report.js';
import { SOURCES } from '../harvest/sources/index.js';
import type { Command } from './command.js';
import { EXIT } from './exit.js';
import { HARVEST_OPTIONS, readWanted } from './harvest-options.js';
import { harvestLines } from './harvest-report.js';
import { print, printJson } from './print.js';
import { ProgressShow, type Progress } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';

const width = Math.max(...SOURCES.map(({ id }) => id.length));
/** How long answers wait to be taken in while another import runs. */
const WAIT_FOR_WRITER_MS = 600_000;

export const harvestCommand: Command = {
  name: 'harvest',
  summary: 'Fill the graph from some works outward, out of live sources: what they cite, and what cites them.',
  options: { ...HARVEST_OPTIONS, ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [
    'Sources, in the order in which they are asked for the record of a work:',
    ...SOURCES.map(({ id, label }) => `  ${id.padEnd(width)}  ${label}`),
    '',
    'Answers are kept in HARVEST_CACHE (default: the folder harvest beside the data). The same harvest again asks for',
    'nothing that was answered; one that was stopped, or in which a source failed, goes on from there. Set CONTACT_EMAIL',
    'for the services that ask whom to write to, and your own keys as NCBI_API_KEY, OPENALEX_API_KEY (OpenAlex wants one),',
    'SEMANTIC_SCHOLAR_API_KEY and OPENCITATIONS_TOKEN. A source that failed counts as refused for the exit code.',
    STORE_NOTE,
  ],
  examples: [
    'meded-graph harvest --seed pmid:33349761 --rounds 1 --direction both --sources icite,pubmed',
    'meded-graph harvest --seed 10.1186/s13643-017-0571-y --rounds 2 --direction backward --max-works 500',
    'meded-graph harvest --seed pmid:33349761 --rounds 2 --from-year 2015 --term "peer mentoring" --json',
  ],
  async run(given) {
    const wanted = readWanted(given);
    const settings = readHarvestConfig({ DATA_DIR: given.text('data-dir') });
    return withStore(given, async (store) => {
      const show = new ProgressShow(process.stderr);
      const onProgress = (progress: HarvestProgress): void => show.show(shownProgress(progress));
      const report = await stoppable(show, 'Stopped. The same command again goes on.', (signal) =>
        harvest(store, { ...wanted, settings, signal, onProgress, waitMs: WAIT_FOR_WRITER_MS }),
      );
      if (given.flag('json')) printJson(report);
      else print(...harvestLines(report));
      return exitCodeOf(report);
    });
  },
};

/** `ROUND 1: ASKING 200 of 431 works, icite`. */
function shownProgress({ round, stage, source, done, total }: HarvestProgress): Progress {
  if (stage === 'ASKING') return { stage: `ROUND ${round}: ASKING`, done, total, noun: 'work', file: source };
  return { stage: `ROUND ${round}: TAKING IN ${source}`, done, total: null, noun: 'record' };
}

function exitCodeOf({ finished, failed, refused }: HarvestReport): number {
  if (!finished) return EXIT.stopped;
  return failed + refused > 0 ? EXIT.refused : 0;
}
