// Measures how well records of one work are found: node scripts/measure-dedup.mjs FOLDER
// FOLDER holds EndNote libraries (*.endnote.xml or .gz) whose members of duplicate sets have the caption "Duplicate",
// and labelled_pairs.json (CoLRev's bib-dedupe), somewhere below it. Needs built code (npm run build).
import { gunzipSync } from 'node:zlib';
import { basename } from 'node:path';
import { globSync, readFileSync } from './files.mjs';
import { endnoteXml } from '../dist/src/import/endnote-xml.js';
import { normalizeDoi } from '../dist/src/ids.js';
import { blockKeys, blockKeysOf } from '../dist/src/import/block-keys.js';
import { parsePages } from '../dist/src/import/pages.js';
import { parseName } from '../dist/src/import/person-name.js';
import { emptyRecord } from '../dist/src/import/record.js';
import { clusterWorks } from '../dist/src/import/work-clusters.js';
import { describeWork } from '../dist/src/import/work-description.js';
import { compareDescribed, compareWorks } from '../dist/src/import/work-match.js';

/** Pairs of records that share a block key, each once. */
function* candidates(works, records) {
  const blocks = new Map();
  works.forEach((work, i) => {
    for (const key of blockKeysOf(work, records[i])) blocks.set(key, [...(blocks.get(key) ?? []), i]);
  });
  const seen = new Set();
  for (const block of blocks.values()) {
    for (const [n, i] of block.entries()) {
      for (const j of block.slice(n + 1)) {
        const pair = i * works.length + j;
        if (!seen.has(pair)) yield [i, j];
        seen.add(pair);
      }
    }
  }
}

/** Clusters of positions, and the pairs that a person would be asked about. */
function findWorks(records) {
  const works = records.map(describeWork);
  const same = [];
  const possible = [];
  let compared = 0;
  for (const [i, j] of candidates(works, records)) {
    compared++;
    const found = compareDescribed(works[i], works[j]);
    if (found.verdict === 'SAME') same.push({ a: String(i), b: String(j), score: found.score });
    if (found.verdict === 'POSSIBLE') possible.push({ i, j, ...found });
  }
  const { clusters } = clusterWorks(same, (name) => works[Number(name)]);
  return { clusters: clusters.map((members) => members.map(Number)), possible, compared };
}

/** The records of a library with their marks; a refused record stays as one that has no twin. */
async function readLibrary(file, xml) {
  const marks = [...xml.matchAll(/<record>.*?<\/record>/gs)].map(([record]) => ({
    isMarked: /<caption>(?:<[^>]*>)*\s*Duplicate/i.test(record),
    label: /<rec-number>(\d+)/.exec(record)?.[1] ?? '?',
  }));
  const entries = marks.map((mark) => ({ ...mark, record: emptyRecord('endnote-xml') }));
  async function* chunks() {
    yield xml;
  }
  let refused = 0;
  for await (const item of endnoteXml.read({ name: file, chunks: chunks() })) {
    if (item.kind === 'record') entries[item.place.record - 1].record = item.record;
    if (item.kind === 'refused') refused++;
  }
  return { entries, refused };
}

const shown = ({ label, isMarked, record }) =>
  `${label} ${isMarked ? 'marked' : 'unmarked'}: ${record.title?.slice(0, 90)} | ${record.authors[0]?.nameAsWritten ?? '-'} | ` +
  `${record.date?.year ?? '-'};${record.volume ?? '-'}:${record.pages?.asWritten ?? '-'}`;
const share = (part, whole) => `${part} of ${whole} = ${(part / whole).toFixed(4)}`;

async function measureLibrary(path) {
  const bytes = readFileSync(path);
  const { entries, refused } = await readLibrary(basename(path), (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
  const { clusters, possible, compared } = findWorks(entries.map(({ record }) => record));
  const joined = new Set(clusters.flat());
  const isAlone = (_, i) => !joined.has(i);
  const marked = entries.filter(({ isMarked }) => isMarked);
  const missed = entries.filter((entry, i) => entry.isMarked && isAlone(entry, i));
  const wrong = clusters.filter((members) => members.some((i) => !entries[i].isMarked));
  const unmarked = entries.length - marked.length;
  const alone = entries.filter((entry, i) => !entry.isMarked && isAlone(entry, i)).length;
  console.log(`${basename(path)}: ${entries.length} records (${refused} refused), ${compared} pairs compared`);
  console.log(`  sensitivity ${share(marked.length - missed.length, marked.length)}`);
  console.log(`  specificity ${share(alone, unmarked)}`);
  console.log(`  ${joined.size} records in ${clusters.length} works; ${possible.length} pairs for a person to decide`);
  for (const members of wrong)
    console.log(['  joined against the marks:', ...members.map((i) => shown(entries[i]))].join('\n    '));
  if (missed.length > 0) console.log(['  marked but alone:', ...missed.map(shown)].join('\n    '));
}

function labelledRecord(fields) {
  const record = emptyRecord('labelled');
  record.title = fields.title ?? null;
  record.authors = (fields.author ?? '').split(/ and |; /).filter(Boolean).map(parseName); // prettier-ignore
  if (fields.journal) record.journal = { title: fields.journal, abbreviation: null, issns: [], nlmId: null };
  record.bookTitle = fields.booktitle ?? null;
  if (fields.year) record.date = { year: Number(fields.year), month: null, day: null, raw: fields.year, precision: 'YEAR' };
  record.volume = fields.volume ?? null;
  record.pages = fields.pages ? parsePages(fields.pages) : null;
  record.ids.doi = fields.doi ? normalizeDoi(fields.doi) : null;
  return record;
}

function measurePairs(path) {
  const { cases } = JSON.parse(readFileSync(path, 'utf8'));
  let right = 0;
  const wrong = [];
  for (const { id, record_a, record_b, expected_duplicate } of cases) {
    const [a, b] = [labelledRecord(record_a), labelledRecord(record_b)];
    const keys = new Set(blockKeys(a));
    const isFound = blockKeys(b).some((key) => keys.has(key));
    const { verdict, reasons } = compareWorks(a, b);
    if ((isFound && verdict === 'SAME') === expected_duplicate) right++;
    else wrong.push(`  ${id}: ${isFound ? verdict : 'not compared'} (${reasons.join(', ')})`);
  }
  console.log([`${basename(path)}: ${share(right, cases.length)} as labelled`, ...wrong].join('\n'));
}

const folder = process.argv[2];
if (!folder) {
  console.error('Usage: node scripts/measure-dedup.mjs FOLDER');
  process.exit(2);
}
const libraries = [...globSync(folder, '.endnote.xml.gz'), ...globSync(folder, '.endnote.xml')].sort();
const pairs = globSync(folder, 'labelled_pairs.json').sort();
if (libraries.length + pairs.length === 0) {
  console.error(`${folder} has neither *.endnote.xml(.gz) nor labelled_pairs.json.`);
  process.exit(2);
}
for (const path of libraries) await measureLibrary(path);
for (const path of pairs) measurePairs(path);
