import { createWriteStream, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { cutTemplates, wordsOf, writeRecord, type Template } from './pubmed-template.js';
import { Works } from './pubmed-works.js';
import { WORDS } from './words.js';

/**
 * PubMed XML of works that do not exist, as many as asked for: real records as templates, cut as text, in which titles,
 * names, identifiers, dates, places, abstracts and references are made anew, so that no two are likely the same work.
 * What a template has (authors, headings, grants, its white space) the records made of it have, too. A seed makes the
 * same file at every run. Fifteen to thirty-five references stand where the template has a list.
 */
export interface GeneratorSettings {
  records: number;
  seed: number;
  /** Folder of PubMed XML, searched to its depths; our own fixture, with longer abstracts, where it is null. */
  templates: string | null;
  /** Number (from 0) of a record that is written as its source's next version would be; null for none. */
  revised: number | null;
}

export interface GeneratedFile {
  records: number;
  bytes: number;
  templates: number;
  references: number;
}

const FIXTURE = 'tests/fixtures/import/pubmed.xml';
const HEAD =
  '<?xml version="1.0" encoding="utf-8"?>\n' +
  '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd">\n' +
  '<PubmedArticleSet>\n';
const TAIL = '</PubmedArticleSet>\n';
const BLOCK = 64;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => join(folder, name));
}

/** Our fixture has texts of a few words; as templates they must be as long as those of articles are. */
function lengthened(xml: string): string {
  const long = Array.from({ length: 90 }, (_, i) => WORDS[(i * 37) % WORDS.length]).join(' ');
  return xml.replace(/(<AbstractText[^>]*>)[^<]{2,}/g, (_, open: string) => `${open}${long}.`);
}

function readTemplates(folder: string | null): { templates: Template[]; words: string[] } {
  const texts =
    folder === null ? [lengthened(readFileSync(FIXTURE, 'utf8'))] : filesBelow(folder).map((path) => readFileSync(path, 'utf8'));
  const templates = texts.flatMap(cutTemplates);
  if (templates.length === 0) throw new Error(`${folder ?? FIXTURE} holds no article of PubMed XML.`);
  return { templates, words: [...new Set([...WORDS, ...texts.flatMap(wordsOf)])].sort() };
}

/** Text of the file, piece by piece, and what it came to. */
export function generatePubmed({ records, seed, templates: folder, revised }: GeneratorSettings): {
  pieces: Iterable<string>;
  result: GeneratedFile;
} {
  const { templates, words } = readTemplates(folder);
  const hasDoi = templates.map((template) => template.hasDoi);
  const hasPmcid = templates.map((template) => template.hasPmcid);
  const works = new Works({ seed, works: records, words, hasDoi, hasPmcid });
  const result: GeneratedFile = { records, bytes: 0, templates: templates.length, references: 0 };
  const counted = (piece: string): string => {
    result.bytes += Buffer.byteLength(piece);
    return piece;
  };
  const record = (index: number): string => {
    const template = templates[works.template(index)]!;
    if (template.hasReferences) result.references += works.references(index).length;
    return writeRecord(template, works, index, index === revised ? 1 : 0);
  };
  const pieces = (function* () {
    yield counted(HEAD);
    for (let from = 0; from < records; from += BLOCK) {
      const count = Math.min(BLOCK, records - from);
      yield counted(Array.from({ length: count }, (_, i) => `${record(from + i)}\n`).join(''));
    }
    yield counted(TAIL);
  })();
  return { pieces, result };
}

/** Writes the file as it is made: memory does not grow with it. */
export async function writePubmed(path: string, settings: GeneratorSettings): Promise<GeneratedFile> {
  const { pieces, result } = generatePubmed(settings);
  await pipeline(Readable.from(pieces), createWriteStream(path));
  return result;
}

const USAGE =
  'Usage: node dist/bench/pubmed-generator.js --out FILE [--records 100000] [--seed 1] [--templates FOLDER] [--revised N]';

async function main(): Promise<void> {
  const options = { out: { type: 'string' }, records: { type: 'string' }, seed: { type: 'string' }, templates: { type: 'string' }, revised: { type: 'string' } } as const; // prettier-ignore
  const { values } = parseArgs({ options });
  if (values.out === undefined) throw new Error(USAGE);
  const { records, bytes, templates, references } = await writePubmed(values.out, {
    records: Number(values.records ?? 100_000),
    seed: Number(values.seed ?? 1),
    templates: values.templates ?? null,
    revised: values.revised === undefined ? null : Number(values.revised),
  });
  const size = `${(bytes / 1e6).toFixed(1)} MB, ${(bytes / records / 1000).toFixed(1)} kB a record`;
  console.log(`${records} records of ${templates} templates: ${size}, ${(references / records).toFixed(1)} references a record`);
}

if (process.argv[1]?.endsWith('pubmed-generator.js')) await main();
