// How much affiliations tell: of how many texts an institution and a country are read, and how that agrees with what
// sources state themselves (OpenAlex, which joins affiliations and institutions by a program of its own).
//   node scripts/measure-affiliations.mjs [--all] FILE…      files in any format that can be imported
// With --all every text is printed with what is read from it. Run `node scripts/build.mjs` before.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const built = (path) => import(new URL(`../dist/src/${path}`, import.meta.url).href);
const { placesOf } = await built('affiliation/affiliation.js');
const { normalName } = await built('affiliation/institution-name.js');
const { recogniseFormat } = await built('import/index.js');

async function* piecesOf(text) {
  yield text;
}

async function authorsOf(file) {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const format = recogniseFormat(text.slice(0, 65536), file);
  const found = [];
  for await (const item of format.read({ name: file, chunks: piecesOf(text) }))
    if (item.kind === 'record') found.push(...item.record.authors);
  return found;
}

const of = (part, whole) => `${part} of ${whole} (${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} %)`;
const told = (places, field) => [...new Set(places.flatMap((place) => place[field] ?? []))];

/** What is read against what is stated, for each different set of affiliations: precision, recall, and what is amiss. */
function compare(what, cases, normal) {
  let [read, right, stated, found] = [0, 0, 0, 0];
  for (const { texts, readValues, statedValues } of cases) {
    const [ours, theirs] = [readValues.map(normal), statedValues.map(normal)];
    read += ours.length;
    right += ours.filter((one) => theirs.includes(one)).length;
    stated += theirs.length;
    found += theirs.filter((one) => ours.includes(one)).length;
    if (ours.some((one) => !theirs.includes(one)) || theirs.some((one) => !ours.includes(one)))
      console.log(`    ${what}: read ${readValues.join(' | ') || '–'}; stated ${statedValues.join(' | ') || '–'}; ${texts.join(' | ').slice(0, 200)}`); // prettier-ignore
  }
  console.log(`  ${what}: precision ${of(right, read)}, recall ${of(found, stated)}`);
}

const args = process.argv.slice(2);
const files = args.filter((one) => one !== '--all');
const texts = new Set();
const cases = new Map();
let authors = 0;
let withText = 0;
for (const file of files)
  for (const author of await authorsOf(file)) {
    authors++;
    if (author.affiliations.length > 0) withText++;
    for (const text of author.affiliations) texts.add(text);
    const named = author.institutions.filter(({ name }) => name !== null);
    if (named.length === 0 || author.affiliations.length === 0) continue;
    const places = author.affiliations.flatMap(placesOf);
    const name = author.affiliations.join('\n');
    cases.set(name, { texts: author.affiliations, places, named });
  }

console.log(`${authors} authors, ${withText} with affiliations, ${texts.size} different texts`);
const all = [...texts].map((text) => ({ text, places: placesOf(text) }));
if (args.includes('--all'))
  for (const { text, places } of all)
    console.log(`  ${places.map(({ country, institution }) => `${country ?? '--'} ${institution ?? '--'}`).join(' || ') || 'nothing'}  <=  ${text}`); // prettier-ignore
console.log(`  institution: ${of(all.filter(({ places }) => told(places, 'institution').length > 0).length, all.length)}`);
console.log(`  country:     ${of(all.filter(({ places }) => told(places, 'country').length > 0).length, all.length)}`);
if (cases.size > 0) {
  console.log(`${cases.size} different sets of affiliations with institutions that the source states`);
  const values = (field, stated) =>
    [...cases.values()].map(({ texts, places, named }) => ({ texts, readValues: told(places, field), statedValues: told(named, stated) })); // prettier-ignore
  compare('country', values('country', 'country'), (code) => code);
  compare('institution', values('institution', 'name'), normalName);
}
