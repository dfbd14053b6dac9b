// The cookbook: cookbook/NN-name.graphql, one recipe a file, whose first line is its title and whose second is the
// question that it answers. Run as a command it writes the recipes into docs/cookbook.md and their titles into README.md,
// between the two markers; with --check it only tells whether they are there as they should be (exit code 1 when not).
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync, readFileSync, writeFileSync } from './files.mjs';

const PAGE = 'docs/cookbook.md';
const BEGIN = '<!-- cookbook: written by `npm run cookbook` from cookbook/*.graphql -->';
const END = '<!-- /cookbook -->';

/** Title, question and text of each recipe, in the order of the file names. */
export function readRecipes(folder = 'cookbook') {
  return globSync(folder, '.graphql')
    .sort()
    .map((file) => {
      const text = readFileSync(file, 'utf8').trim();
      const [title, question] = text.split('\n', 2).map((line) => /^# (.+)$/.exec(line)?.[1]);
      if (!title || !question) throw new Error(`${file}: the first two lines must be "# Title" and "# Question".`);
      return { name: basename(file, '.graphql'), title, question, text };
    });
}

/** The recipe for an editor that is not wide: the question broken into lines. */
export function editorText({ title, question, text }, width = 60) {
  const lines = [''];
  for (const word of question.split(' ')) {
    if (lines.at(-1).length + word.length >= width) lines.push('');
    lines.push(`${lines.pop()} ${word}`);
  }
  return [`# ${title}`, '#', ...lines.map((line) => `#${line}`), ...text.split('\n').slice(2)].join('\n');
}

/** The name that a reader of Markdown gives to a heading, so that it can be linked to. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const heading = ({ title }, i) => `${i + 1}. ${title}`;

function recipe(one, i) {
  const query = one.text.split('\n').slice(2).join('\n').trim();
  return `## ${heading(one, i)}\n\n${one.question}\n\n\`\`\`graphql\n${query}\n\`\`\`\n`;
}

const PARTS = {
  [PAGE]: (recipes) => recipes.map(recipe).join('\n'),
  'README.md': (recipes) => recipes.map((one, i) => `${i + 1}. [${one.title}](${PAGE}#${anchor(heading(one, i))})\n`).join(''),
};

function main() {
  const recipes = readRecipes();
  for (const [file, part] of Object.entries(PARTS)) {
    const text = readFileSync(file, 'utf8');
    const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
    if (from < 0 || to < from) throw new Error(`${file} lacks the lines "${BEGIN}" and "${END}".`);
    const wanted = `${text.slice(0, from)}${BEGIN}\n\n${part(recipes)}\n${text.slice(to)}`;
    if (text === wanted) continue;
    if (process.argv.includes('--check')) {
      console.error(`The cookbook in ${file} is not what cookbook/*.graphql says. Run: npm run cookbook`);
      process.exitCode = 1;
    } else writeFileSync(file, wanted);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
