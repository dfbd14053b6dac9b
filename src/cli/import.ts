import { STANDARD_INPUT, sourceFiles } from '../import/files.js';
import { FORMATS } from '../import/index.js';
import { importFiles } from '../intake/run.js';
import type { Command } from './command.js';
import type { GraphStore } from '../store/store.js';
import { planOf } from './import-progress.js';
import { runImport } from './run-import.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, WRITES_MUCH, withStore } from './store.js';

const formats = FORMATS.map(({ id }) => id);
const width = Math.max(...formats.map((id) => id.length));

export const importCommand: Command = {
  name: 'import',
  summary: 'Read records from files into the graph: one work once, whatever the sources.',
  positionals: {
    shown: 'FILE…',
    about: 'Files, folders with all in them, zip files, each plain or packed with gzip; - is standard input.',
    least: 1,
    most: Infinity,
  },
  options: {
    format: { value: 'NAME', about: 'Read every file as this format, instead of looking what it is.', choices: formats },
    'dry-run': { about: 'Read and check everything, tell what would become of it, and write nothing.' },
    anew: { about: 'Read everything, though the same file, or the same text in it, was read before by this version.' },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: [
    'Formats:',
    ...FORMATS.map(({ id, label }) => `  ${id.padEnd(width)}  ${label}`),
    '',
    'The report counts records: read = new + merged + unchanged + refused. A record that cannot be read is refused with',
    'its file, line and reason, and the others go in. Ctrl-C stops after the batch in hand; the same command again goes',
    'on from there, and so it does after a crash. Order and repetition of imports change nothing in the graph: a file that',
    'was read before by the same version of the program is passed over, unless with --anew.',
    STORE_NOTE,
  ],
  examples: [
    'meded-graph import pubmed-export.nbib endnote.ris review.bib',
    'meded-graph import --dry-run downloads/',
    'zcat works.jsonl.gz | meded-graph import --format openalex -',
    "meded-graph import --json records.ris | jq '.refusals'",
  ],
  async run(given) {
    const paths = given.positionals;
    const plan = await planOf(paths);
    const chosen = { format: given.text('format'), dryRun: given.flag('dry-run'), anew: given.flag('anew') };
    try {
      const work = (store: GraphStore): Promise<number> =>
        runImport(given, plan, chosen, (options) => importFiles(store, sourceFiles(paths), options));
      return await withStore(given, work, { ...WRITES_MUCH, onTrial: chosen.dryRun });
    } finally {
      // Somebody may still be about to write to it, for whom the program would wait.
      if (paths.includes(STANDARD_INPUT)) process.stdin.destroy();
    }
  },
};
