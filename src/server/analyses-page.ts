import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Output, Parameter } from '../analysis/analysis.js';
import { ANALYSES, isMeasure, type Analysis } from '../analysis/index.js';
import { fieldOf } from '../resolvers/analysis.js';
import { PLAYGROUND_FOLDER } from './playground.js';

/** `/analyses`: what the registry of analyses tells, for people. Without scripts, and all of it from this server. */

/** A recipe of the cookbook, as scripts/build-playground.mjs writes it down. */
interface Recipe {
  name: string;
  title: string;
  text: string;
}

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

export function addAnalysesPage(app: FastifyInstance, folder = PLAYGROUND_FOLDER): void {
  const file = join(folder, 'recipes.json');
  const page = pageOf(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recipe[]) : []);
  app.get('/analyses', (_request, reply) =>
    reply.headers({ 'content-security-policy': POLICY, 'cache-control': 'no-cache' }).type('text/html; charset=utf-8').send(page),
  );
}

/**
 * Recipes that ask for it: a measure by its name, any other by its field of the query, which stands two blanks in as they are
 * all written; fields further in may be called the same. Parsing them all would hold up each start.
 */
export function recipesOf(analysis: Analysis, recipes: readonly Recipe[]): Recipe[] {
  const asking = isMeasure(analysis)
    ? new RegExp(`\\b${analysis.id}\\b`)
    : new RegExp(`^ {2}(?:\\w+: )?${fieldOf(analysis)}\\b`, 'm');
  return recipes.filter(({ text }) => asking.test(text.split('\n').slice(2).join('\n')));
}

const pageOf = (recipes: readonly Recipe[]): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Analyses of the whole graph</title>
    <link rel="icon" href="/playground/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/playground/analyses.css" />
  </head>
  <body>
    <h1>Analyses of the whole graph</h1>
    <p>Each is computed once for each version of the graph. <a href="/">The playground</a> asks for them.</p>
    <nav><ul>${ANALYSES.map(({ id, title }) => `<li><a href="#${id}">${safe(title)}</a></li>`).join('')}</ul></nav>
    ${ANALYSES.map((analysis) => section(analysis, recipes)).join('\n    ')}
  </body>
</html>
`;

function section(analysis: Analysis, recipes: readonly Recipe[]): string {
  const { id, title, description, paper, parameters, outputs } = analysis;
  const links = recipesOf(analysis, recipes).map(
    (recipe) => `<a href="/#${encodeURIComponent(recipe.name)}">${safe(recipe.title)}</a>`,
  );
  return `<section id="${id}">
      <h2>${safe(title)}</h2>
      <p><code>${id}</code>, asked for by <code>${fieldOf(analysis)}</code></p>
      <p>${safe(description)}</p>
      <p class="paper">${safe(paper)}</p>
      <h3>Settings</h3>
      ${parameters.length === 0 ? '<p>None.</p>' : table(['Name', 'Meaning', 'Usual', 'Range'], parameters.map(parameterRow))}
      <h3>Answers</h3>
      ${table(['Name', 'Meaning', 'Of'], outputs.map(outputRow))}
      <p>In the playground: ${links.join('; ') || 'no recipe'}</p>
    </section>`;
}

const parameterRow = (one: Parameter): string[] => [
  one.id,
  one.title,
  String(one.default),
  one.kind === 'choice' ? one.choices.join(', ') : `${one.min} to ${one.max}`,
];

const outputRow = ({ id, title, of }: Output): string[] => [id, title, of === 'ARTICLE' ? 'each work' : 'the graph'];

function table(head: readonly string[], rows: readonly string[][]): string {
  const row = (cells: readonly string[], tag: string) => `<tr>${cells.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('')}</tr>`; // prettier-ignore
  return `<table>${row(head, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string): string => text.replace(/[&<>"]/g, (one) => ENTITIES[one]!);
