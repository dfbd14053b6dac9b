import { afterEach, describe, expect, test } from '@jest/globals';
import { NO_FILTERS } from '../../src/harvest/filters.js';
import { dateFromText } from '../../src/import/partial-date.js';
import { Scene, line } from './scene.js';
import { inventedStar, inventedWork, type World } from './world.js';

let scene: Scene;
afterEach(() => scene.end());

/**
 * Invented: 0 is cited by 1, 2 and 3. 1 is cited by 4 and 5, 2 by 5, 3 by 6; 4 by 7.
 * Years: 1 of 2001, 2 of 2002, 3 of no known year. Types: 1 and 3 Review, 2 Journal Article.
 */
function tree(): World {
  const works = Array.from({ length: 8 }, (_none, i) => inventedWork(i));
  works[3] = inventedWork(3, { date: null });
  works[2] = inventedWork(2, { date: dateFromText('2002'), title: 'Near-peer mentors on the ward' });
  return { works, cites: [[1, 0], [2, 0], [3, 0], [4, 1], [5, 1], [5, 2], [6, 3], [7, 4]] }; // prettier-ignore
}
const pmid = (i: number): string => `pmid:${70_000_001 + i}`;
const forward = { seeds: [pmid(0)], direction: 'FORWARD' } as const;

describe('rounds', () => {
  test('each goes one step further out, from what the one before has found', async () => {
    scene = await Scene.set(tree());
    const report = await scene.harvest(['icite'], { ...forward, rounds: 3 });
    expect(report.rounds.map(({ round, followed, new: fresh }) => [round, followed, fresh])).toEqual([[0, 0, 1], [1, 1, 3], [2, 3, 3], [3, 3, 1]]); // prettier-ignore
    expect(report.works).toBe(8);
    // 5 was found twice in round 2, and is asked about once.
    expect(scene.standIn.asked(/pubs/).at(-1)).toBe(`/icite/pubs?pmids=${[70_000_008].join(',')}`);
    expect(await scene.works()).toHaveLength(8);
  });

  test('they end where nothing more is found', async () => {
    scene = await Scene.set(tree());
    const report = await scene.harvest(['icite'], { ...forward, seeds: [pmid(6)], rounds: 5 });
    expect(report.rounds.map(({ round }) => round)).toEqual([0, 1]);
    expect(report).toMatchObject({ works: 1, finished: true });
  });

  test('one more round asks only about what is new', async () => {
    scene = await Scene.set(tree());
    await scene.harvest(['icite'], { ...forward, rounds: 1 });
    const before = scene.standIn.received.length;
    await scene.harvest(['icite'], { ...forward, rounds: 2 });
    // Round 1 has asked about 1 to 3 for their records, and iCite tells all at once.
    expect(scene.standIn.asked().slice(before)).toEqual(['/icite/pubs?pmids=70000005,70000006,70000007']);
  });

  test('works that were asked about before are not asked about again with others', async () => {
    scene = await Scene.set(tree());
    await scene.harvest(['icite'], { ...forward, rounds: 0 });
    await scene.harvest(['icite'], { seeds: [pmid(4), pmid(0)], rounds: 0 });
    expect(scene.standIn.asked()).toEqual(['/icite/pubs?pmids=70000001', '/icite/pubs?pmids=70000005']);
  });
});

describe('the cap', () => {
  test('keeps the best linked works, and counts the others', async () => {
    scene = await Scene.set(tree());
    const report = await scene.harvest(['icite'], { ...forward, rounds: 2, maxWorks: 5 });
    expect(report.rounds[2]).toMatchObject({ round: 2, new: 1, leftOut: { cap: 2 } });
    expect(report).toMatchObject({ works: 5, leftOut: { cap: 2 } });
    // Another round would reach no more works than these.
    expect(report.next.join('\n')).not.toContain('--rounds');
    // Of 4, 5 and 6 only 5 cites two works that were followed.
    expect(scene.standIn.asked(/pubs/).at(-1)).toBe('/icite/pubs?pmids=70000006');
    expect(report.next.join('\n')).toMatch(/2 works were left out beyond --max-works 5/);
    // They are in the graph all the same: known by their identifiers, with their citations.
    expect(report.stubs.inGraph).toBe(2);
  });

  test('of thousands', async () => {
    scene = await Scene.set(inventedStar(1_050));
    const report = await scene.harvest(['europe-pmc'], { ...forward, maxWorks: 10 });
    expect(scene.standIn.asked(/citations/)).toEqual(
      [1, 2].map((page) => `/epmc/MED/70000001/citations?page=${page}&pageSize=1000&format=json`),
    );
    expect(line(report, 1, 'europe-pmc', 'CITED_BY')).toMatchObject({ found: 1_050, calls: 2, shortLists: [] });
    expect(report).toMatchObject({ works: 10, leftOut: { cap: 1_041 } });
  });
});

describe('filters decide what is followed further', () => {
  const cases = [
    ['years', { fromYear: 2002, toYear: null }, { years: 2 }, [70_000_006]],
    ['an end of the years', { fromYear: null, toYear: 2001 }, { years: 2 }, [70_000_005, 70_000_006]],
    ['a type, in any case', { publicationTypes: ['journal ARTICLE'] }, { publicationTypes: 2 }, [70_000_006]],
    ['a term, whatever its number', { term: 'near peer mentor' }, { term: 2 }, [70_000_006]],
    [
      'several: each work counts under the first that it fails',
      { fromYear: 2002, term: 'simulation' },
      { years: 2, term: 1 },
      [],
    ],
  ] as const;
  test.each(cases)('%s', async (_name, filters, leftOut, found) => {
    scene = await Scene.set(tree());
    const report = await scene.harvest(['pubmed'], { ...forward, rounds: 2, filters: { ...NO_FILTERS, ...filters } });
    expect(report.rounds[1]!.leftOut).toEqual({ cap: 0, years: 0, publicationTypes: 0, term: 0, ...leftOut });
    const fetched = scene.standIn.asked(/efetch/).slice(2);
    expect(fetched).toEqual(
      found.length === 0 ? [] : [`/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=${found.join(',')}&tool=meded-graph`],
    );
    // What is not followed is kept.
    expect(report.works).toBe(4 + found.length);
  });
});

describe('a run that is stopped', () => {
  test.each([1, 2, 3, 5, 8, 12])('before call %i: it goes on where it was, and ends as one that was not', async (calls) => {
    scene = await Scene.set(tree());
    const sources = ['pubmed', 'icite', 'openalex'] as const;
    const stop = new AbortController();
    const standIn = scene.standIn;
    const onProgress = (): void => void (standIn.received.length >= calls && stop.abort());
    const first = await scene.harvest([...sources], { ...forward, rounds: 2, signal: stop.signal, onProgress });
    expect(first.finished).toBe(false);
    expect(first.next[0]).toMatch(/The same command goes on/);
    const whole = await scene.harvest([...sources], { ...forward, rounds: 2 });
    const asked = [...scene.standIn.asked()];
    const [works, citing] = [await scene.works(), await scene.neighbours(pmid(0), 'citedBy')];
    await scene.end();

    scene = await Scene.set(tree());
    const straight = await scene.harvest([...sources], { ...forward, rounds: 2 });
    expect([works, citing]).toEqual([await scene.works(), await scene.neighbours(pmid(0), 'citedBy')]);
    expect(whole).toMatchObject({ finished: true, works: straight.works, disagreements: straight.disagreements });
    // A call that was under way may have to be made again, others not.
    expect(new Set(asked)).toEqual(new Set(scene.standIn.asked()));
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(sources.length);
  });
});
