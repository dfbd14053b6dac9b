import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { REVIEW, Scene, line } from './scene.js';

const CITING = [
  'Burnout in medical education: interventions from a co-creation process',
  'Difficulties Faced by Residents and Clues for Solutions: A Qualitative Study',
  "Improving struggling medical and nursing students' subjective vitality, school engagement and academic performance through a peer mentorship intervention programme: an intervention protocol",
  'Perceptions of a faculty-trainee group mentorship program, the mentorship families program, in a residency training program: results from a cross-sectional survey',
  'Regarding the Article Students\' Perception of Peer-Students Mentoring Program "Big Sibling Mentoring Program" to Complement Faculty Mentoring of First-Year Medical Students in Saudi Arabia',
];
const CITED = [
  'Anesthesiology Resident Wellness Program at the University of Saskatchewan: curriculum content and delivery',
  "Exploring the relationship between mentoring and doctors' health and wellbeing: a narrative review",
  'Peer coaching shows promise for residents as teachers',
  'Psychosocial and career outcomes of peer mentorship in medical resident education: a systematic review protocol',
  'Resident Wellness Matters: Optimizing Resident Education and Wellness Through the Learning Environment',
];
const THE_REVIEW = 'Peer Mentoring in Medical Residency Education: A Systematic Review';

let scene: Scene;
beforeEach(async () => void (scene = await Scene.set()));
afterEach(() => scene.end());

describe('one round from the review, all sources', () => {
  test('eleven works, each once, and every citation with the sources that assert it', async () => {
    const report = await scene.harvest();
    expect(report).toMatchObject({ finished: true, failed: 0, refused: 0 });
    expect(report.seeds).toEqual([{ given: REVIEW, isFound: true, key: REVIEW, title: THE_REVIEW }]);
    // OpenCitations names the work without PMID and DOI by its own id alone, which nobody else knows: it stays a stub.
    expect((await scene.works()).sort()).toEqual([...CITING, ...CITED, THE_REVIEW, 'omid:br/0699000106'].sort());
    const everyone = ['elink', 'europe-pmc', 'icite', 'openalex', 'opencitations', 'pubmed-xml', 'semantic-scholar'];
    expect(await scene.neighbours(REVIEW, 'citedBy')).toEqual(Object.fromEntries(CITING.map((title) => [title, everyone])));
    const withDoi = ['europe-pmc', 'openalex', 'opencitations', 'pubmed-xml', 'semantic-scholar'];
    const withoutDoi = ['europe-pmc', 'openalex', 'pubmed-xml', 'semantic-scholar'];
    expect(await scene.neighbours(REVIEW, 'references')).toEqual({
      ...Object.fromEntries(CITED.map((title) => [title, title.startsWith('Peer coaching') ? withoutDoi : withDoi])),
      'omid:br/0699000106': ['opencitations'],
    });
  });

  test('the report tells of each round and source what was asked and what came', async () => {
    const report = await scene.harvest();
    expect(
      report.rounds.map(({ round, followed, new: fresh, withoutRecord }) => ({ round, followed, fresh, withoutRecord })),
    ).toEqual([
      { round: 0, followed: 0, fresh: 1, withoutRecord: 0 },
      { round: 1, followed: 1, fresh: 11, withoutRecord: 1 },
    ]);
    expect(line(report, 1, 'icite', 'CITED_BY')).toMatchObject({
      questions: ['REFERENCES', 'CITED_BY'], asked: 1, answered: 1, unknown: 0, failed: 0, found: 5, new: 5, calls: 1, cached: 0,
      records: { read: 1, new: 0, merged: 1, unchanged: 0, refused: 0 },
    }); // prettier-ignore
    // The review has no DOI on the page, so Crossref cannot be asked about it.
    expect(line(report, 1, 'crossref', 'REFERENCES')).toMatchObject({ asked: 0, notAskable: 1, calls: 0 });
    expect(line(report, 1, 'pubmed', 'RECORDS')).toMatchObject({ asked: 5, answered: 5, unknown: 0, calls: 1 });
    expect(line(report, 1, 'europe-pmc', 'RECORDS')).toMatchObject({ asked: 4, answered: 4, unknown: 2 });
    expect(line(report, 1, 'openalex', 'RECORDS')).toMatchObject({ asked: 3, answered: 3, unknown: 0 });
    expect(report).toMatchObject({ works: 12, calls: 18, cached: 0, stubs: { reached: 1, examples: ['omid:br/0699000106'] } });
    expect(report.next.join('\n')).toMatch(/known by identifier alone/);
  });

  test('where sources disagree is told with who says what', async () => {
    const { disagreements } = await scene.harvest();
    expect(disagreements).toMatchObject({ compared: 11, agreed: 9, disputed: 2 });
    expect(disagreements.bySource).toContainEqual({ source: 'opencitations', lacks: 1, alone: 1 });
    // iCite and elink only know works of PubMed: that they lack the others is no disagreement.
    expect(disagreements.bySource.map(({ source }) => source)).not.toContain('icite');
    expect(disagreements.examples).toContainEqual({
      citing: { key: REVIEW, title: THE_REVIEW },
      cited: { key: 'openalex:W99000106', title: 'Peer coaching shows promise for residents as teachers' },
      asserts: ['europe-pmc', 'openalex', 'pubmed-xml', 'semantic-scholar'],
      lacks: ['opencitations'],
    });
  });

  test('the same again asks nobody for anything, and changes nothing', async () => {
    await scene.harvest();
    const [asked, works] = [scene.standIn.received.length, await scene.works()];
    const { dataVersion } = await scene.store.describe();
    const again = await scene.harvest();
    expect(scene.standIn.received.length).toBe(asked);
    expect(again).toMatchObject({ calls: 0, works: 12, finished: true });
    expect(again.cached).toBeGreaterThan(10);
    for (const { sources } of again.rounds)
      for (const { records } of sources) expect(records).toMatchObject({ new: 0, merged: 0 });
    expect((await scene.store.describe()).dataVersion).toBe(dataVersion);
    expect(await scene.works()).toEqual(works);
  });

  test('a graph that knows nothing yet is filled from the cache alone', async () => {
    await scene.harvest();
    const [asked, works, cited] = [
      scene.standIn.received.length,
      await scene.works(),
      await scene.neighbours(REVIEW, 'references'),
    ];
    await scene.openGraph('another');
    await scene.harvest();
    expect(scene.standIn.received.length).toBe(asked);
    expect(await scene.works()).toEqual(works);
    expect(await scene.neighbours(REVIEW, 'references')).toEqual(cited);
  });

  test('--refresh asks for all of it anew', async () => {
    await scene.harvest(['icite', 'pubmed']);
    const first = scene.standIn.asked();
    await scene.harvest(['icite', 'pubmed'], { refresh: true });
    expect(scene.standIn.asked().slice(first.length).sort()).toEqual([...first].sort());
  });

  test('every import is listed with its source, and says when the source was read', async () => {
    await scene.harvest(['icite']);
    const rows = await scene.store.scan({ collection: 'import', limit: 100 });
    const imports = rows.map(
      ({ value }) => JSON.parse(value) as { fileName: string; format: string; status: string; startedAt: string },
    );
    // The record of the review came with its references and citing works: there is nothing more to take in.
    expect(imports.map(({ fileName, format, status }) => [fileName, format, status]).sort()).toEqual([
      ['harvest, round 0: icite, records', 'icite', 'FINISHED'],
      ['harvest, round 1: icite, records', 'icite', 'FINISHED'],
    ]);
    const facts = readdirSync(scene.cacheDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    const times = facts.map(
      (name) => (JSON.parse(readFileSync(join(scene.cacheDir, name), 'utf8')) as { fetchedAt: string }).fetchedAt,
    );
    for (const { startedAt } of imports) expect(times).toContain(startedAt);
  });
});

describe('directions', () => {
  test('backward: what the review cites, and nothing that cites it', async () => {
    const report = await scene.harvest(['europe-pmc'], { direction: 'BACKWARD' });
    expect(scene.standIn.asked(/citations/)).toEqual([]);
    // The reference without PMID, PMCID and DOI is kept as text: no work can be asked about by it.
    expect(line(report, 1, 'europe-pmc', 'REFERENCES')).toMatchObject({ found: 4, new: 4 });
    expect(report.works).toBe(5);
  });

  test('forward: what cites the review; a source is first asked for its own name of it', async () => {
    const report = await scene.harvest(['openalex'], { direction: 'FORWARD' });
    expect(report.works).toBe(6);
    expect(scene.standIn.asked(/cites:/)).toEqual(['/openalex/works?filter=cites:W99000100&per_page=100&cursor=*']);
    expect(line(report, 1, 'openalex', 'CITED_BY')).toMatchObject({ found: 5, new: 5 });
  });

  test('no round: the record of the seed alone', async () => {
    const report = await scene.harvest(['pubmed'], { rounds: 0 });
    expect(await scene.works()).toContain(THE_REVIEW);
    expect(scene.standIn.asked()).toEqual(['/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=33349761&tool=meded-graph']);
    expect(report.rounds.map(({ round }) => round)).toEqual([0]);
  });
});

test.each([
  [{ seeds: [] }, /There is no seed/],
  [{ seeds: ['peer mentoring'] }, /The seed "peer mentoring" is no identifier of a work/],
  [{ rounds: -1 }, /rounds is -1/],
  [{ maxWorks: 0 }, /maxWorks is 0/],
  [{ sources: ['scopus'] }, /There is no source "scopus"\. Sources: pubmed, europe-pmc/],
  [{ filters: { fromYear: 2020, toYear: 2010, publicationTypes: [], term: null } }, /No year is from 2020 on and up to 2010/],
])('what makes no sense is refused before anything is asked: %j', async (facts, message) => {
  await expect(scene.harvest([], facts)).rejects.toThrow(message);
  expect(scene.standIn.received).toEqual([]);
});

test('seeds are taken in every spelling, and one that nobody knows is told', async () => {
  const seeds = ['https://pubmed.ncbi.nlm.nih.gov/33349761/', 'PMID 1'];
  // That a number has no citations is answered for one that no work has, too.
  for (const rounds of [0, 1]) {
    const report = await scene.harvest(['pubmed', 'europe-pmc'], { seeds, rounds });
    expect(report.seeds.map(({ key, isFound }) => [key, isFound])).toEqual([[REVIEW, true], [undefined, false]]); // prettier-ignore
    expect(report.next.join('\n')).toMatch(/1 seed was found by no source that answered/);
  }
});
