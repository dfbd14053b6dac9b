// Draws what `authorNetwork` answers, as SVG: positions, links, communities and their labels are the product's own.
//   node scripts/build.mjs --tests && node scripts/draw-network.mjs docs/author-network.svg
// The literature is invented (bench/names.ts), so that the picture shows nobody: six groups, who now and then write together.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';

const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { openStore } = await built('src/store/open.js');
const { createSchema } = await built('src/resolvers/schema.js');
const { createContext } = await built('src/resolvers/context.js');
const { work } = await built('bench/citation-graph.js');
const { CULTURES } = await built('bench/names.js');
const { randomOf } = await built('bench/random.js');

const TOPICS = ['Peer mentoring', 'Burnout', 'Simulation training', 'Workplace assessment', 'Communication skills', 'Interprofessional learning']; // prettier-ignore
const PEOPLE = 16;
const WORKS = 260;
const SEED = 7;

const QUERY = `{ authorNetwork(input: {
  scope: { filter: { publicationYear: { from: 2000 } } }, counting: FRACTIONAL, maxAuthors: 100, layout: FORCE_ATLAS
}) {
  nodes { author { id name } articleCount betweenness community position { x y } }
  edges { source target weight }
  communities { id size label topAuthors { id } }
  modularity
} }`;

/** Groups of people with a topic; one in eight works takes in somebody of another group. */
function literature() {
  const random = randomOf(SEED);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const names = new Set();
  while (names.size < TOPICS.length * PEOPLE) {
    const { family, given } = CULTURES[Math.floor(random() * CULTURES.length)];
    names.add(`${pick(family)} ${pick(given)[0]}`);
  }
  const authors = [...names].map((name, i) => ({
    key: `a${i}`, kind: 'PERSON', name, familyName: name, givenName: null, initials: null, suffix: null, names: [name], orcid: null, affiliations: [], provenance: [],
  })); // prettier-ignore
  const topics = TOPICS.map((name, i) => ({ key: `t${i}`, name, meshId: null, synonyms: [], broaderKeys: [], treeNumbers: [], scopeNote: null, provenance: [] })); // prettier-ignore
  const articles = Array.from({ length: WORKS }, (_, number) => {
    const group = Math.floor(TOPICS.length * random() ** 1.3);
    const byline = new Set();
    const member = (of) => of * PEOPLE + Math.floor(PEOPLE * random() ** 1.6);
    for (const end = 2 + Math.floor(4 * random()); byline.size < end;) byline.add(member(group));
    if (random() < 0.12) byline.add(member((group + 1 + Math.floor(random() * 2)) % TOPICS.length));
    const article = work(number, 2000 + Math.floor((number * 25) / WORKS), []);
    const authorships = [...byline].map((one, i) => ({
      authorKey: `a${one}`, position: i + 1, nameAsWritten: authors[one].name, affiliations: [], isCorresponding: null, equalContribution: null, provenance: [],
    })); // prettier-ignore
    const about = [{ topicKey: `t${group}`, method: 'MESH_INDEXING', isMajor: true, matchedText: null, provenance: [] }];
    return { ...article, record: { ...article.record, authorsStatus: 'COMPLETE', authorships, topics: about } };
  });
  return { authors, topics, articles };
}

async function answer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'meded-network-'));
  const store = await openStore({ engine: 'sqlite', dataDir });
  try {
    await store.write(literature());
    const contextValue = createContext({ store, snapshots: null }, new AbortController().signal);
    const { data, errors } = await graphql({ schema: createSchema(), source: QUERY, contextValue });
    if (errors) throw errors[0];
    return data.authorNetwork;
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true });
  }
}

const COLOURS = ['#3b6fb6', '#c8553d', '#3f8f5b', '#8a5fb0', '#c79a1e', '#2b9a9a', '#b0567f', '#6b7280'];
const [WIDTH, HEIGHT, LEGEND] = [980, 640, 250];

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const round = (value) => value.toFixed(1);

function draw({ nodes, edges, communities, modularity }) {
  const colour = new Map(communities.map(({ id }, i) => [id, COLOURS[Math.min(i, COLOURS.length - 1)]]));
  const [width, height] = [WIDTH - LEGEND - 60, HEIGHT - 60];
  const range = (axis) => {
    const values = nodes.map(({ position }) => position[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { middle: (low + high) / 2, extent: high - low };
  };
  const [x, y] = [range('x'), range('y')];
  const scale = Math.min(width / x.extent, height / y.extent);
  const at = ({ position }) => [30 + width / 2 + (position.x - x.middle) * scale, HEIGHT / 2 - (position.y - y.middle) * scale];
  const byId = new Map(nodes.map((node) => [node.author.id, node]));
  const named = new Set(communities.flatMap(({ topAuthors }) => topAuthors.slice(0, 2).map(({ id }) => id)));
  for (const { author } of [...nodes].sort((a, b) => b.betweenness - a.betweenness).slice(0, 4)) named.add(author.id);
  const lines = edges.map(({ source, target, weight }) => {
    const [a, b] = [byId.get(source), byId.get(target)];
    const [[x1, y1], [x2, y2]] = [at(a), at(b)].map((point) => point.map(round));
    const stroke = a.community === b.community ? colour.get(a.community) : '#9aa3af';
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}" stroke-width="${round(0.6 + 1.2 * Math.sqrt(weight))}"/>`;
  });
  const circles = nodes.map((node) => {
    const [cx, cy] = at(node).map(round);
    const fill = colour.get(node.community) ?? '#d1d5db';
    return `<circle cx="${cx}" cy="${cy}" r="${round(2.5 + 1.5 * Math.sqrt(node.articleCount))}" fill="${fill}"><title>${escaped(node.author.name)}</title></circle>`;
  });
  // A name that would stand on another one is left out: those of more works come first.
  const taken = [];
  const texts = [...nodes]
    .sort((a, b) => b.articleCount - a.articleCount)
    .filter(({ author }) => named.has(author.id))
    .flatMap((node) => {
      const { name } = node.author;
      const [cx, cy] = at(node);
      const top = cy - 5 - 1.5 * Math.sqrt(node.articleCount);
      if (taken.some((one) => Math.abs(one.top - top) < 14 && Math.abs(one.cx - cx) < 3.6 * (one.length + name.length)))
        return [];
      taken.push({ cx, top, length: name.length });
      return [`<text x="${round(cx)}" y="${round(top)}" text-anchor="middle">${escaped(name)}</text>`];
    });
  const legend = communities.map(({ id, size, label }, i) => {
    const top = 60 + i * 44;
    return `<circle cx="${WIDTH - LEGEND}" cy="${top}" r="6" fill="${colour.get(id)}"/><text class="name" x="${WIDTH - LEGEND + 16}" y="${top + 4}">${escaped(label.split(', ')[0])}</text><text class="small" x="${WIDTH - LEGEND + 16}" y="${top + 20}">${size} authors</text>`;
  });
  const foot = `${nodes.length} authors, ${edges.length} links, modularity ${modularity.toFixed(2)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif">
<style>text { font-size: 12px; fill: #111827; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; } .name { font-size: 14px; font-weight: 600; } .small { fill: #4b5563; }</style>
<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#ffffff"/>
<g stroke-opacity="0.45">${lines.join('\n')}</g>
<g stroke="#ffffff" stroke-width="1">${circles.join('\n')}</g>
<g>${texts.join('\n')}</g>
<g>${legend.join('\n')}</g>
<text class="small" x="${WIDTH - LEGEND}" y="${HEIGHT - 24}">${foot}</text>
</svg>
`;
}

const [file = 'docs/author-network.svg'] = process.argv.slice(2);
writeFileSync(file, draw(await answer()));
