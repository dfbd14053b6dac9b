// The cookbook: cookbook/NN-name.graphql, one recipe a file, whose first line is its title and whose second is the
// question that it answers. Run as a command it writes the recipes into README.md, between the two markers;
// with --check it only tells whether they are there as they should be (exit code 1 when not).
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync, readFileSync, writeFileSync } from './files.mjs';

const FILE = 'README.md';
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

function section() {
  const parts = readRecipes().map(({ title, question, text }, i) => {
    const query = text.split('\n').slice(2).join('\n').trim();
    return `### ${i + 1}. ${title}\n\n${question}\n\n\`\`\`graphql\n${query}\n\`\`\`\n`;
  });
  return `${BEGIN}\n\n${parts.join('\n')}\n${END}`;
}

function main() {
  const readme = readFileSync(FILE, 'utf8');
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${FILE} lacks the lines "${BEGIN}" and "${END}".`);
  const wanted = readme.slice(0, from) + section() + readme.slice(to + END.length);
  if (readme === wanted) return;
  if (process.argv.includes('--check')) {
    console.error(`The cookbook in ${FILE} is not what cookbook/*.graphql says. Run: npm run cookbook`);
    process.exitCode = 1;
  } else writeFileSync(FILE, wanted);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
