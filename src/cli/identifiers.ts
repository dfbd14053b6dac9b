import { WORK_SCHEMES, type StoredArticle, type WorkScheme } from '../records.js';
import { walkNodes } from '../store/walk.js';
import type { Command } from './command.js';
import { printLines } from './print.js';
import { STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { csvRow } from './text.js';

interface Row {
  article: StoredArticle;
  identifiers: { scheme: WorkScheme; value: string }[];
}

const CSV_COLUMNS = ['key', 'status', ...WORK_SCHEMES, 'title'] as const;

function csvLine({ article, identifiers }: Row): string {
  const byScheme = (scheme: WorkScheme) => identifiers.filter((one) => one.scheme === scheme).map(({ value }) => value).join(' '); // prettier-ignore
  const fields = [article.key, article.status, ...WORK_SCHEMES.map(byScheme), article.title ?? ''];
  return csvRow(fields);
}

function jsonLine({ article, identifiers }: Row): string {
  const { key, status, title } = article;
  return JSON.stringify({ key, status, identifiers, title });
}

async function* lines(rows: AsyncIterable<Row>, form: 'plain' | 'json' | 'csv', prefixed: boolean): AsyncIterable<string> {
  if (form === 'csv') yield CSV_COLUMNS.join(',');
  if (form === 'json') yield '[';
  let before = '';
  for await (const row of rows) {
    if (form === 'csv') yield csvLine(row);
    else if (form === 'plain') yield* row.identifiers.map(({ scheme, value }) => (prefixed ? `${scheme}:${value}` : value));
    else {
      yield `${before}${jsonLine(row)}`;
      before = ',';
    }
  }
  if (form === 'json') yield ']';
}

export const identifiersCommand: Command = {
  name: 'identifiers',
  summary: 'List the identifiers of the works in the graph, for other tools.',
  options: {
    scheme: {
      value: 'NAME',
      about: `Which: ${WORK_SCHEMES.join(', ')} or all (default pmid).`,
      choices: [...WORK_SCHEMES, 'all'],
    },
    full: { about: 'Only of works with a record.' },
    stubs: { about: 'Only of works that are known by an identifier alone: what is still to be fetched.' },
    csv: { about: 'As CSV, a line for each work.' },
    json: { about: 'As JSON, an object for each work.' },
    ...STORE_OPTIONS,
  },
  notes: [
    'One identifier to a line, with its scheme in front (`doi:10.1186/…`) for --scheme all. Works without an identifier of',
    'the scheme are left out. The list can be read again with `meded-graph import -`; all identifiers of a work stay together',
    'in CSV alone, for a list does not say which of them name the same one.',
    STORE_NOTE,
  ],
  examples: [
    'meded-graph identifiers --scheme pmid > pmids.txt',
    'meded-graph identifiers --scheme doi --stubs | head -100',
    'meded-graph identifiers --scheme all --csv > identifiers.csv',
  ],
  async run(given) {
    const form = given.flag('csv') ? 'csv' : given.flag('json') ? 'json' : 'plain';
    if (given.flag('csv') && given.flag('json')) throw given.wrong('--csv and --json are two forms; give one of them');
    if (given.flag('full') && given.flag('stubs'))
      throw given.wrong('--full and --stubs leave nothing; give one of them or none');
    const wanted = given.text('scheme') ?? 'pmid';
    const status = given.flag('full') ? 'FULL' : given.flag('stubs') ? 'STUB' : null;
    await withStore(given, async (store) => {
      const filter = status === null ? null : ({ test: 'status', values: [status] } as const);
      const rows = (async function* (): AsyncIterable<Row> {
        for await (const articles of walkNodes(store, 'Article', { filter }))
          for (const article of articles) {
            const identifiers = article.identifiers.filter(({ scheme }) => wanted === 'all' || scheme === wanted);
            if (identifiers.length > 0) yield { article, identifiers };
          }
      })();
      await printLines(lines(rows, form, wanted === 'all'));
    });
  },
};
