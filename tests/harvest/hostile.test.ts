import { afterEach, describe, expect, test } from '@jest/globals';
import type { HarvestReport } from '../../src/harvest/report.js';
import type { SourceId } from '../../src/harvest/settings.js';
import { Scene, line } from './scene.js';
import type { Failure } from './stand-in.js';
import { inventedStar, type World } from './world.js';

let scene: Scene;
const set = async (world: World): Promise<void> => void (scene = await Scene.set(world));
afterEach(() => scene.end());

const FIRST = 'pmid:70000001';
const ask = (sources: SourceId[], facts = {}): Promise<HarvestReport> => scene.harvest(sources, { seeds: [FIRST], ...facts });
const problems = (report: HarvestReport): string[] =>
  report.rounds.flatMap(({ sources }) => sources.flatMap(({ failures }) => failures.map(({ problem }) => problem)));
const answer = (body: unknown): Failure => ({ status: 200, body: JSON.stringify(body) });

describe('JSON that is no answer of the service is a failure, and is asked for again', () => {
  const wrong: [string, unknown][] = [
    ['an empty object', {}],
    ['an empty list', []],
    ['a text', 'ok'],
    ['null', null],
  ];
  const sources: [SourceId, RegExp, string][] = [
    ['icite', /^\/icite/, 'there is no list in it'],
    ['openalex', /^\/openalex/, 'there are no works in it'],
    ['europe-pmc', /^\/epmc/, 'there is no list in it'],
  ];
  const cases = sources.flatMap(([source, path, why]) => wrong.map(([name, body]) => [name, source, path, body, why] as const));
  test.each(cases)('%s from %s', async (_name, source, path, body, why) => {
    await set(inventedStar(2, 2));
    scene.standIn.failAlways(path, answer(body));
    const report = await ask([source], { rounds: 0 });
    expect(report).toMatchObject({ failed: 1, refused: 0 });
    expect(problems(report)).toEqual([`${why} (tried 3 times)`]);
    scene.standIn.heal();
    expect(await ask([source], { rounds: 0 })).toMatchObject({ failed: 0, refused: 0, stubs: { reached: 0 } });
  });
});

describe('what a service says of itself', () => {
  const said: [string, unknown, string][] = [
    ['an error with its number', { error: { code: 500, message: 'backend gone' } }, 'backend gone'],
    ['a list of errors', { errors: [{ message: 'no such field' }, 'nor such a one'] }, 'no such field; nor such a one'],
    ['Crossref that failed', { status: 'failed', message: [{ type: 'x', message: 'route not found' }] }, 'route not found'],
  ];
  test.each(said)('%s', async (_name, body, words) => {
    await set(inventedStar(1));
    scene.standIn.failAlways(/^\/crossref/, answer(body));
    const report = await ask(['crossref'], { seeds: ['doi:10.5555/invented.0'], rounds: 0 });
    expect(problems(report)).toEqual([`it says "${words}" (tried 3 times)`]);
    expect(report.next.join('\n')).toContain('1 seed was found by no source that answered');
  });

  test('a status of its own for "too much to do" passes', async () => {
    await set(inventedStar(1));
    scene.standIn.failNext(/^\/icite/, { status: 529, body: 'overloaded' }, { status: 507 });
    expect(await ask(['icite'])).toMatchObject({ failed: 0, works: 2 });
  });

  test('a rest of more seconds than anybody can wait', async () => {
    await set(inventedStar(1));
    scene.standIn.failAlways(/^\/icite/, { status: 429, headers: { 'retry-after': '90000000000000' } });
    const report = await ask(['icite'], { rounds: 0 });
    expect(problems(report)).toEqual(['it answered with status 429, and asks for 90,000,000,000,000 s of rest (tried once)']);
  });

  const broken: [string, Failure, string][] = [
    ['bytes that are not compressed as they say', { raw: (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip') }, 'the answer is not compressed as it says'],
    ['a redirect to nowhere', { status: 302, headers: { location: 'http://[' } }, 'it sends on to what is no address'],
    ['a redirect to itself', { raw: (response) => void response.writeHead(302, { location: response.req.url! }).end() }, 'it sends on from one address to the next without end'],
  ]; // prettier-ignore
  test.each(broken)('%s', async (_name, failure, words) => {
    await set(inventedStar(1));
    scene.standIn.failAlways(/^\/icite/, failure);
    expect(problems(await ask(['icite'], { rounds: 0 }))).toEqual([`${words} (tried 3 times)`]);
  });
});

describe('letters', () => {
  const inLatin1 = (type: string): Failure => ({
    raw: (response, good) =>
      void response.writeHead(200, { 'content-type': type }).end(Buffer.from(good.replaceAll('Invented', 'Ünventéd'), 'latin1')),
  });
  const title = async (): Promise<string> => (await scene.works()).find((one) => one.includes('number 0'))!;

  test.each([
    ['icite', /^\/icite/],
    ['pubmed', /efetch/],
  ] as const)('an answer of %s that is not UTF-8 and says so is read as what it says', async (source, path) => {
    await set(inventedStar(1));
    scene.standIn.failAlways(path, inLatin1('text/plain; charset=ISO-8859-1'));
    expect(await ask([source], { rounds: 0 })).toMatchObject({ failed: 0, refused: 0 });
    expect(await title()).toBe('Ünventéd work number 0 about peer mentoring');
    await scene.openGraph('again');
    expect(await ask([source], { rounds: 0 })).toMatchObject({ calls: 0, refused: 0 });
    expect(await title()).toBe('Ünventéd work number 0 about peer mentoring');
  });

  test('UTF-8 that is said to be something else stays UTF-8', async () => {
    await set(inventedStar(1));
    scene.standIn.failAlways(/^\/icite/, {
      raw: (response, good) =>
        void response
          .writeHead(200, { 'content-type': 'application/json; charset="ISO-8859-1"' })
          .end(good.replaceAll('Invented', 'Ünventéd')),
    });
    await ask(['icite'], { rounds: 0 });
    expect(await title()).toBe('Ünventéd work number 0 about peer mentoring');
  });

  test('what cannot be read in any way is refused by its record', async () => {
    await set(inventedStar(1));
    scene.standIn.failAlways(/^\/icite/, inLatin1('application/json; charset=klingon'));
    const report = await ask(['icite'], { rounds: 0 });
    expect(report).toMatchObject({ failed: 0, refused: 1 });
  });
});

describe('lists', () => {
  test('an entry that comes twice hides none that is missing', async () => {
    await set(inventedStar(230));
    const twice = { change: (page: { results: unknown[] }) => ({ ...page, results: [...page.results.slice(0, 50), ...page.results.slice(0, 50)] }) }; // prettier-ignore
    scene.standIn.failAlways(/cursor=after-100/, twice as Failure);
    const report = await ask(['openalex'], { direction: 'FORWARD' });
    expect(line(report, 1, 'openalex', 'CITED_BY')).toMatchObject({
      answered: 1,
      found: 180,
      shortLists: [{ got: 180, stated: 230 }],
    });
  });

  test('an empty page with a next one is no end of the list', async () => {
    await set(inventedStar(3, 3));
    scene.standIn.failAlways(/citations.*offset=0/, answer({ offset: 0, next: 1, data: [] }));
    const report = await ask(['semantic-scholar'], { direction: 'FORWARD' });
    // The stand-in goes on from the offset that it named itself, so that the first of three is missing.
    expect(line(report, 1, 'semantic-scholar', 'CITED_BY')).toMatchObject({ answered: 1, found: 2, calls: 2 });
  });

  test('empty pages without end', async () => {
    await set(inventedStar(3, 3));
    let page = 0;
    scene.standIn.failAlways(/citations/, { change: () => ({ offset: 0, next: ++page, data: [] }) });
    const report = await ask(['semantic-scholar'], { direction: 'FORWARD' });
    expect(line(report, 1, 'semantic-scholar', 'CITED_BY').failures[0]!.problem).toBe(
      'page after page is empty; 0 entries have come (tried 3 times)',
    );
  });

  test('a list that leads back to its beginning, and of which nobody says how long it is, is not whole', async () => {
    await set(inventedStar(3, 3));
    scene.standIn.failAlways(/citations/, { change: (page: object) => ({ ...page, next: 0 }) });
    const report = await ask(['semantic-scholar'], { direction: 'FORWARD' });
    expect(line(report, 1, 'semantic-scholar', 'CITED_BY')).toMatchObject({ answered: 0, failed: 1, found: 3 });
    expect(problems(report)).toEqual(['its cursor leads back to a page that was read, though 3 entries have come']);
  });

  test('a list that a publisher does not let Semantic Scholar show is an answer', async () => {
    await set(inventedStar(3, 3));
    scene.standIn.failAlways(/references/, answer({ data: null, citingPaperInfo: { paperId: 'x' } }));
    const report = await ask(['semantic-scholar']);
    expect(report).toMatchObject({ failed: 0, refused: 0, works: 4 });
    expect(line(report, 1, 'semantic-scholar', 'REFERENCES')).toMatchObject({ answered: 1, found: 0 });
  });
});

describe('identifiers that a source does not take leave the others of their call theirs', () => {
  const refuse = (dois: string) =>
    scene.standIn.failAlways(new RegExp(`^/crossref/works(?:\\?filter=.*|/10\\.5555%2F)invented\\.(?:${dois})(?!\\d)`), { status: 400, body: '{"status":"failed","message":[{"message":"no such DOI"}]}' }); // prettier-ignore
  const seeds = Array.from({ length: 60 }, (_none, i) => `doi:10.5555/invented.${i}`);

  test('one', async () => {
    await set(inventedStar(59));
    refuse('7');
    const report = await ask(['crossref'], { seeds, rounds: 0 });
    const crossref = line(report, 0, 'crossref', 'RECORDS');
    expect(crossref).toMatchObject({ asked: 60, answered: 59, failed: 1 });
    expect(crossref.failures).toEqual([
      { problem: 'it refused the call with status 400: no such DOI', works: 1, ids: ['doi:10.5555/invented.7'] },
    ]);
    expect(report).toMatchObject({ works: 60, stubs: { reached: 1 } });
  });

  test('several, side by side', async () => {
    await set(inventedStar(59));
    refuse('1\\d');
    const report = await ask(['crossref'], { seeds, rounds: 0 });
    expect(line(report, 0, 'crossref', 'RECORDS')).toMatchObject({ asked: 60, answered: 50, failed: 10 });
  });

  test('all: a source that refuses everything is left alone in the end', async () => {
    await set(inventedStar(59));
    refuse('\\d+');
    const crossref = line(await ask(['crossref'], { seeds, rounds: 0 }), 0, 'crossref', 'RECORDS');
    expect(crossref).toMatchObject({ asked: 60, answered: 0, failed: 60 });
    expect(crossref.calls).toBeLessThan(50);
    expect(crossref.failures.map(({ works, problem }) => [works, problem.split(':')[0]])).toEqual([
      [20, 'it refused the call with status 400'],
      [40, 'the service is not asked further after 20 failures in a row'],
    ]);
  });
});
