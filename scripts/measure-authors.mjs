// How well authors are told apart: pairs of places in author lists, joined rightly, wrongly or not at all.
//   node scripts/measure-authors.mjs                  generated works (bench/author-generator.ts)
//   node scripts/measure-authors.mjs FOLDER…          real files that have ORCIDs, which are hidden from the rules
// Files: JSON and XML in any format that can be imported (also gzipped), and `articles.jsonl` of OpenCitations Meta
// (an article a line: authors with family, given, ids). Run `node scripts/build.mjs --tests` before.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { claimsOf, measure } = await built('bench/author-measure.js');

const percent = (share) => `${(100 * share).toFixed(2)} %`;

function print(name, works, claims) {
  const { truePairs, foundPairs, rightPairs, precision, recall, wrong, missed } = measure(claims);
  const known = claims.filter(({ person }) => person !== null).length;
  console.log(
    `${name}\n  ${works} works, ${claims.length} places, ${known} with a known person\n` +
      `  precision ${percent(precision)} (${rightPairs} of ${foundPairs} pairs joined are right)\n` +
      `  recall    ${percent(recall)} (${rightPairs} of ${truePairs} pairs of one person are joined)`,
  );
  return { wrong, missed };
}

async function generated() {
  const { generateWorks } = await built('bench/author-generator.js');
  // Seeds that no weight was chosen on.
  const settings = [
    ['usual', { seed: 201 }],
    ['usual', { seed: 202 }],
    ['usual, more people', { seed: 203, people: 4000 }],
    ['seven of ten works with initials only', { seed: 204, initialsOnly: 0.7 }],
    ['three of ten works with affiliations', { seed: 205, affiliations: 0.3 }],
    ['without affiliations, half with initials only', { seed: 206, affiliations: 0, initialsOnly: 0.5 }],
    ['one in five frequent names is borne twice', { seed: 207, homonyms: 0.2 }],
    ['frequent names only', { seed: 208, rareNames: 0 }],
    ['a small field', { seed: 209, people: 300 }],
  ];
  for (const [name, chosen] of settings) {
    const works = generateWorks(chosen);
    print(`Generated: ${name} ${JSON.stringify(chosen)}`, works.length, claimsOf(works));
  }
}

const filesIn = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => filesIn(join(path, entry.name)))
    : [path]; // prettier-ignore

async function* piecesOf(text) {
  yield text;
}

/** Works of a file, with the ORCID of each author as the person. Files of other kinds have none. */
async function worksOf(file) {
  const { recogniseFormat } = await built('src/import/index.js');
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const format = recogniseFormat(text.slice(0, 65536), file);
  const works = [];
  for await (const item of format.read({ name: file, chunks: piecesOf(text) })) {
    if (item.kind !== 'record') continue;
    const { record } = item;
    works.push({
      key: record.ids.doi ?? record.ids.pmid ?? `${file}#${item.place.record}`,
      year: record.date?.year ?? null,
      journalKey: record.journal?.issns[0]?.value ?? record.journal?.title ?? null,
      topicKeys: record.mesh.map(({ descriptor }) => descriptor),
      authors: record.authors.map((author) => ({ person: author.orcid, author })),
    });
  }
  return works;
}

async function openCitationsWorks(file) {
  const { personFromParts } = await built('src/import/person-parts.js');
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== ''); // prettier-ignore
  return lines.map((line) => {
    const { id, date, journal, authors } = JSON.parse(line);
    return {
      key: id,
      year: date ? Number(date.slice(0, 4)) : null,
      journalKey: journal?.id ?? null,
      topicKeys: [],
      authors: authors.map(({ family, given, name, ids }) => ({
        person: ids.find((one) => one.startsWith('orcid:')) ?? null,
        author: personFromParts({ family: family ?? name, given }),
      })),
    };
  });
}

const passOver = (file) => (error) => {
  console.log(`${file}: passed over. ${error.message}`);
  return [];
};

async function real(folders) {
  const works = new Map();
  for (const file of folders.flatMap(filesIn)) {
    if (!/\.(?:json|jsonl|xml)(?:\.gz)?$/.test(file)) continue;
    const found = file.endsWith('articles.jsonl') ? await openCitationsWorks(file) : await worksOf(file).catch(passOver(file));
    // A work that two files hold counts once.
    for (const work of found) if (!works.has(work.key)) works.set(work.key, work);
    const orcids = found.flatMap(({ authors }) => authors.filter(({ person }) => person !== null)).length;
    if (orcids > 0) console.log(`${file}: ${found.length} works, ${orcids} ORCIDs`);
  }
  const claims = claimsOf([...works.values()]);
  const { wrong, missed } = print('Real records, ORCIDs hidden', works.size, claims);
  const shown = new Map(
    claims.map(({ claim }) => [claim.id, `${claim.nameAsWritten} (${claim.id}, ${claim.year ?? 'no year'})`]),
  );
  for (const [a, b] of wrong) console.log(`  joined wrongly: ${shown.get(a)} and ${shown.get(b)}`);
  for (const [a, b] of missed) console.log(`  left apart: ${shown.get(a)} and ${shown.get(b)}`);
}

const folders = process.argv.slice(2);
await (folders.length === 0 ? generated() : real(folders));
