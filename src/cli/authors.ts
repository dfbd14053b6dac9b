import { authorIdentities } from '../ledger/author-row.js';
import { mergeAuthors, splitAuthor } from '../derive/author-decisions.js';
import type { StoredAuthor } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { nameQuery } from '../store/text.js';
import { walkList, walkNodes } from '../store/walk.js';
import type { Command, CommandGroup } from './command.js';
import { articleLine, keysNamed } from './named.js';
import { print, printJson } from './print.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { count, number, shown } from './text.js';

const AUTHOR = 'a key, an ORCID iD or the id of the API';
const DEFAULT_FIRST = 50;

function authorLine({ key, name, orcid, articleCount, firstYear, lastYear }: StoredAuthor): string {
  const years = firstYear === null ? '' : firstYear === lastYear ? ` ${firstYear}` : ` ${firstYear}–${lastYear}`;
  return `${key}  ${shown(name)}  ${count(articleCount, 'article')}${years}${orcid ? `  ORCID ${orcid}` : ''}`;
}

export async function authorLines(store: GraphStore, keys: readonly string[]): Promise<string[]> {
  const authors = await store.get('Author', keys);
  return keys.map((key, i) => (authors[i] ? authorLine(authors[i]) : key));
}

const find: Command = {
  name: 'find',
  summary: 'Find authors by name, with the keys that the other commands take.',
  positionals: {
    shown: 'NAME',
    about: 'Words of the name; a single letter stands for a name that begins so.',
    least: 1,
    most: 16,
  },
  options: {
    first: { value: 'NUMBER', about: `At most so many (default ${DEFAULT_FIRST}).` },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: [STORE_NOTE],
  examples: ['meded-graph authors find Pethrick', 'meded-graph authors find "Pethrick H"'],
  run: (given) =>
    withStore(given, async (store) => {
      const limit = given.number('first', DEFAULT_FIRST);
      const filter = { test: 'text', query: nameQuery(given.positionals.join(' ')), within: 'label' } as const;
      const found: StoredAuthor[] = [];
      for await (const page of walkNodes(store, 'Author', { filter, size: Math.min(limit, 500) })) {
        found.push(...page);
        if (found.length >= limit) break;
      }
      const authors = found.slice(0, limit);
      if (given.flag('json')) return printJson({ authors });
      if (authors.length === 0) return print('No author has such a name.');
      print(...authors.map(authorLine), ...(found.length >= limit ? [`The first ${number(limit)}; --first asks for more.`] : []));
    }),
};

const show: Command = {
  name: 'show',
  summary: 'Show an author: names, articles, and why these are held to be of one person.',
  positionals: { shown: 'AUTHOR', about: `The author: ${AUTHOR}.`, least: 1, most: 1 },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [STORE_NOTE],
  examples: ['meded-graph authors show 0000-0002-1825-0097'],
  run: (given) =>
    withStore(given, async (store) => {
      const [key] = await keysNamed(store, 'Author', given.positionals);
      const [[author], [identity]] = await Promise.all([store.get('Author', [key!]), authorIdentities(store, [key!])]);
      const articles = [];
      for await (const page of walkList(store, 'authorArticles', key!, 'date'))
        articles.push(...page.map(({ record }) => record));
      if (given.flag('json')) return printJson({ author, identity, articles: articles.map((article) => article.key) });
      print(authorLine(author!), `Names: ${shown(author!.names.join('; '))}`);
      if (identity) {
        print(`Held to be one by ${identity.method}:`);
        print(...identity.evidence.map(({ kind, detail, weight }) => `  ${kind} ${shown(detail)} (${weight.toFixed(2)})`));
      }
      print('Articles:', ...articles.map((article) => `  ${articleLine(article.key, article)}`));
    }),
};

const merge: Command = {
  name: 'merge',
  summary: 'Say that authors are one person. It holds for later imports too.',
  positionals: { shown: 'AUTHOR AUTHOR…', about: `The authors: each ${AUTHOR}.`, least: 2, most: Infinity },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['`split` takes it back. Two authors of one article are never one person.', STORE_NOTE],
  examples: ['meded-graph authors find Pethrick', 'meded-graph authors merge 0000-0002-1825-0097 pethrick-h-1'],
  run: (given) =>
    withStore(given, async (store) => {
      const authors = await keysNamed(store, 'Author', given.positionals);
      if (new Set(authors).size < 2) throw given.wrong('These name one author; give two or more');
      const survivor = await mergeAuthors(store, authors);
      if (given.flag('json')) return printJson({ merged: authors, into: survivor });
      print('One author now:', ...(await authorLines(store, [survivor])));
    }),
};

const split: Command = {
  name: 'split',
  summary: 'Say that articles of one author are by somebody else. It holds for later imports too.',
  positionals: {
    shown: 'AUTHOR ARTICLE…',
    about: `The author (${AUTHOR}) and the articles to take away: keys, PMIDs, DOIs.`,
    least: 2,
    most: Infinity,
  },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['The articles named stay together, with an author of their own; `merge` takes it back.', STORE_NOTE],
  examples: ['meded-graph authors split 0000-0002-1825-0097 pmid:33349761'],
  run: (given) =>
    withStore(given, async (store) => {
      const [author, ...texts] = given.positionals;
      const [key] = await keysNamed(store, 'Author', [author!]);
      const authors = await splitAuthor(store, key!, await keysNamed(store, 'Article', texts));
      if (given.flag('json')) return printJson({ split: key, authors });
      print(`${count(authors.length, 'author')} now:`, ...(await authorLines(store, authors)));
    }),
};

export const authors: CommandGroup = {
  name: 'authors',
  summary: 'Correct by hand who is who among the authors: find, show, merge, split.',
  commands: [find, show, merge, split],
  notes: ['A decision is kept with the source records: it holds for every later import, and `backup` keeps it.', ''],
  examples: ['meded-graph authors find "Pethrick H"', 'meded-graph authors split 0000-0002-1825-0097 pmid:33349761'],
};
