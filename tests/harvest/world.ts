import { createHash } from 'node:crypto';
import { emptyRecord, type BibRecord, type WorkIds } from '../../src/import/record.js';
import { parsePages } from '../../src/import/pages.js';
import { dateFromText } from '../../src/import/partial-date.js';
import { parseName } from '../../src/import/person-name.js';
import { seedRecords } from '../import/seed-page.js';

/**
 * What the stand-in for the services knows: works, and which cites which. Identifiers of OpenAlex, Semantic Scholar and
 * OpenCitations are on no page: they are made up here, and lead nowhere in the world.
 */
export interface World {
  works: WorldWork[];
  /** Places in `works`. */
  cites: [citing: number, cited: number][];
}

export interface WorldWork {
  record: BibRecord;
  ids: WorkIds & { openalex: string; s2: string; omid: string };
  /** Citations that services report, where that is more than the world has. */
  reported: number | null;
}

function made(record: BibRecord, i: number, reported: number | null): WorldWork {
  const s2 = createHash('sha1').update(`made ${i} ${record.title}`).digest('hex');
  return { record, reported, ids: { ...record.ids, openalex: `W99000${100 + i}`, s2, omid: `br/0699000${100 + i}` } };
}

/** The eleven works of the seed page: the review (0), its shown citing works (1 to 5), its shown references (6 to 10). */
export function worldOfSeed(): World {
  const works = seedRecords.map((record, i) => made(record, i, i === 0 ? 18 : null));
  const cites: World['cites'] = [1, 2, 3, 4, 5].map((citing) => [citing, 0]);
  for (const cited of [6, 7, 8, 9, 10]) cites.push([0, cited]);
  return { works, cites };
}

/** An invented work, for what the eleven are too few. */
export function inventedWork(i: number, facts: Partial<BibRecord> = {}): WorldWork {
  const record: BibRecord = {
    ...emptyRecord('invented'),
    ids: { pmid: String(70_000_001 + i), pmcid: null, doi: `10.5555/invented.${i}`, openalex: null, s2: null, omid: null },
    title: `Invented work number ${i} about ${['peer mentoring', 'burnout', 'simulation'][i % 3]}`,
    authors: [parseName(`Inventor${i} A`)],
    authorsStatus: 'COMPLETE',
    journal: { title: null, abbreviation: 'J Invent', issns: [], nlmId: null },
    date: dateFromText(String(2000 + (i % 20))),
    volume: String(i + 1),
    pages: parsePages(`${i + 1}-${i + 9}`),
    publicationTypes: [i % 2 === 0 ? 'Journal Article' : 'Review'],
    ...facts,
  };
  return made(record, 10_000 + i, null);
}

/** Work 0, cited by the next `citing` ones, and citing the `cited` ones after those. */
export function inventedStar(citing: number, cited = 0): World {
  const works = Array.from({ length: 1 + citing + cited }, (_none, i) => inventedWork(i));
  const cites: World['cites'] = [];
  for (let i = 1; i <= citing; i++) cites.push([i, 0]);
  for (let i = citing + 1; i <= citing + cited; i++) cites.push([0, i]);
  return { works, cites };
}

export const citersOf = ({ works, cites }: World, work: WorldWork): WorldWork[] =>
  cites.filter(([, cited]) => works[cited] === work).map(([citing]) => works[citing]!);

export const citedBy = ({ works, cites }: World, work: WorldWork): WorldWork[] =>
  cites.filter(([citing]) => works[citing] === work).map(([, cited]) => works[cited]!);
