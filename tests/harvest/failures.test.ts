import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { harvest } from '../../src/harvest/harvest.js';
import { REVIEW, Scene, line } from './scene.js';
import type { Failure } from './stand-in.js';
import { inventedStar } from './world.js';

let scene: Scene;
beforeEach(async () => void (scene = await Scene.set()));
afterEach(() => scene.end());

describe('what passes is tried again, and then all is there', () => {
  const passing: [string, Failure][] = [
    [
      '429 with the seconds to wait',
      { status: 429, headers: { 'retry-after': '0' }, body: '{"error":"API rate limit exceeded"}' },
    ],
    ['429 with a date that has come', { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } }],
    ['500', { status: 500, body: 'Internal error' }],
    ['503 with a page for people', { status: 503, body: '<html><body>Down for maintenance</body></html>' }],
    ['an answer that ends in the middle', { cut: 'SOCKET' }],
    ['an answer that looks whole and is not', { cut: 'TEXT' }],
    ['an HTML page instead of data', { html: true }],
    ['an empty answer', { status: 200, body: '' }],
    ['an error with status 200', { status: 200, body: '{"status":"error","message":"try again"}' }],
  ];
  test.each(passing)('%s', async (_name, failure) => {
    scene.standIn.failNext(/^\/icite/, failure, failure);
    const report = await scene.harvest(['icite']);
    expect(report).toMatchObject({ failed: 0, refused: 0, works: 6 });
    expect(line(report, 0, 'icite', 'RECORDS')).toMatchObject({ answered: 1, failed: 0, calls: 3 });
  });

  test('XML that is cut, and an error of E-utilities in an answer that looks well', async () => {
    scene.standIn.failNext(
      /efetch/,
      { cut: 'TEXT' },
      { status: 200, body: '<?xml version="1.0"?><eFetchResult><ERROR>Backend busy</ERROR></eFetchResult>' },
    );
    scene.standIn.failNext(/citedin/, {
      status: 200,
      body: '{"header":{},"linksets":[{"dbfrom":"pubmed","ids":["33349761"],"ERROR":"timeout"}]}',
    });
    const report = await scene.harvest(['pubmed']);
    expect(report).toMatchObject({ failed: 0, refused: 0, works: 10 });
  });

  test('a server that takes too long', async () => {
    scene.standIn.failNext(/citations/, { slowMs: 1_500 });
    const options = scene.options({ sources: ['europe-pmc'], direction: 'FORWARD' });
    const report = await harvest(scene.store, { ...options, limits: { ...options.limits, tryMs: 300 } });
    expect(line(report, 1, 'europe-pmc', 'CITED_BY')).toMatchObject({ answered: 1, found: 5, calls: 2 });
  });
});

describe('what does not pass is a line of the report, and the others go on', () => {
  test('a source that is down', async () => {
    scene.standIn.failAlways(/^\/icite/, { status: 500, body: 'database gone' });
    const report = await scene.harvest(['icite', 'pubmed']);
    expect(line(report, 1, 'icite', 'CITED_BY')).toMatchObject({
      asked: 1, answered: 0, failed: 1, found: 0,
      failures: [{ problem: 'it answered with status 500: database gone (tried 3 times)', works: 1, ids: [REVIEW] }],
    }); // prettier-ignore
    expect(line(report, 1, 'pubmed', 'CITED_BY')).toMatchObject({ answered: 1, found: 5 });
    expect(report).toMatchObject({ finished: true, failed: 1, works: 10 });
    expect(report.next.join('\n')).toMatch(/1 question about works had no whole answer; the same command asks those again/);
  });

  test('the same command later asks what had failed, and nothing else', async () => {
    scene.standIn.failAlways(/^\/icite/, { status: 500 });
    await scene.harvest(['icite', 'pubmed']);
    scene.standIn.heal();
    const before = scene.standIn.received.length;
    const report = await scene.harvest(['icite', 'pubmed']);
    expect(scene.standIn.asked().slice(before)).toEqual(['/icite/pubs?pmids=33349761']);
    expect(report).toMatchObject({ failed: 0, works: 10 });
    expect((await scene.neighbours(REVIEW, 'citedBy'))['Difficulties Faced by Residents and Clues for Solutions: A Qualitative Study']).toEqual(['elink', 'icite', 'pubmed-xml']); // prettier-ignore
  });

  test('a source that fails for the records leaves them to the next', async () => {
    scene.standIn.failAlways(/efetch/, { html: true });
    const report = await scene.harvest(['icite', 'pubmed', 'europe-pmc']);
    expect(line(report, 1, 'pubmed', 'RECORDS')).toMatchObject({ answered: 0, failed: 5 });
    expect(line(report, 1, 'europe-pmc', 'RECORDS')).toMatchObject({ asked: 9, failed: 0 });
    // Europe PMC lists what is in no database of records by its place in print alone.
    expect(report.rounds[1]).toMatchObject({ new: 9, withoutRecord: 2 });
  });

  test('a key that is wrong: the source is not asked further, and the message says what to do', async () => {
    scene.standIn.failAlways(/^\/openalex/, { status: 401, body: '{"error":"Unauthorized","message":"api_key is missing"}' });
    const report = await scene.harvest(['openalex', 'icite']);
    const [failure] = line(report, 1, 'openalex', 'REFERENCES').failures;
    expect(failure!.problem).toBe(
      'it refused the call with status 401: Unauthorized: api_key is missing (OpenAlex wants a key (free of charge): set OPENALEX_API_KEY)',
    );
    expect(scene.standIn.asked(/^\/openalex/).every((url) => url.includes('/works'))).toBe(true);
  });

  test('after three failures in a row a source is left alone, and every work is counted', async () => {
    await scene.end();
    scene = await Scene.set(inventedStar(6));
    await scene.harvest(['icite'], { seeds: ['pmid:70000001'], direction: 'FORWARD' });
    scene.standIn.failAlways(/^\/epmc.*citations/, { status: 502 });
    const report = await scene.harvest(['icite', 'europe-pmc'], { seeds: ['pmid:70000001'], direction: 'FORWARD', rounds: 2 });
    const epmc = line(report, 2, 'europe-pmc', 'CITED_BY');
    expect(epmc).toMatchObject({ asked: 6, answered: 0, failed: 6, calls: 9 });
    expect(epmc.failures.map(({ works, problem }) => [works, problem.split(':')[0]])).toEqual([
      [3, 'it answered with status 502 (tried 3 times)'],
      [3, 'the service is not asked further after 3 failures in a row'],
    ]);
  });

  test('a long rest that a service asks for is not waited for: it is left alone until the next run', async () => {
    scene.standIn.failAlways(/^\/s2/, { status: 429, headers: { 'retry-after': '86400' } });
    const report = await scene.harvest(['semantic-scholar', 'icite']);
    const { failures, calls } = line(report, 0, 'semantic-scholar', 'RECORDS');
    expect(failures[0]!.problem).toBe('it answered with status 429, and asks for 86,400 s of rest (tried once)');
    expect(calls).toBe(1);
  });

  test('an answer that is data of another kind is refused, and the rest of the answers kept', async () => {
    scene.standIn.failNext(/^\/crossref/, { change: () => ({ status: 'ok', message: { title: ['No DOI here'] } }) });
    const report = await scene.harvest(['crossref', 'icite'], { seeds: ['doi:10.1186/s13643-017-0571-y', REVIEW], rounds: 0 });
    const { records, refusals } = line(report, 0, 'crossref', 'RECORDS');
    expect(records).toMatchObject({ read: 1, refused: 1 });
    expect(refusals[0]!.reason).toMatch(
      /^the record has no DOI; every work of Crossref has one \(answer to http.*\/crossref\/works\/10\.1186/,
    );
    expect(report).toMatchObject({ refused: 1 });
  });
});

describe('nothing there is an answer, not a failure', () => {
  test('404 for "no citations" and for a work that is not known', async () => {
    scene.standIn.failAlways(/^\/(?:epmc|oc).*citations|^\/s2/, { status: 404, body: '{"error":"not found"}' });
    const report = await scene.harvest(['europe-pmc', 'opencitations', 'semantic-scholar', 'icite']);
    expect(report.failed).toBe(0);
    expect(line(report, 1, 'europe-pmc', 'CITED_BY')).toMatchObject({ answered: 1, unknown: 0, found: 0, calls: 1 });
    expect(line(report, 1, 'opencitations', 'CITED_BY')).toMatchObject({ answered: 1, unknown: 0, found: 0, calls: 1 });
    expect(line(report, 1, 'semantic-scholar', 'CITED_BY')).toMatchObject({ answered: 1, unknown: 1, found: 0, calls: 1 });
    // Who says that there are none disagrees with who lists five; who does not know the work says nothing.
    const { bySource } = report.disagreements;
    expect(bySource.filter(({ lacks }) => lacks === 5).map(({ source }) => source)).toEqual(['europe-pmc', 'opencitations']);
    const before = scene.standIn.received.length;
    await scene.harvest(['europe-pmc', 'opencitations', 'semantic-scholar', 'icite']);
    expect(scene.standIn.received.length).toBe(before);
  });

  test('empty lists, and lists that are left out', async () => {
    scene.standIn.failAlways(/^\/epmc.*citations/, {
      status: 200,
      body: '{"version":"6.9","hitCount":0,"request":{"id":"33349761","source":"MED"}}',
    });
    scene.standIn.failAlways(/refs/, { status: 200, body: '{"header":{},"linksets":[{"dbfrom":"pubmed","ids":["33349761"]}]}' });
    const report = await scene.harvest(['europe-pmc', 'pubmed']);
    expect(report).toMatchObject({ failed: 0, refused: 0 });
    expect(line(report, 1, 'europe-pmc', 'CITED_BY')).toMatchObject({ answered: 1, found: 0, shortLists: [] });
  });
});

describe('lists of several pages', () => {
  const star = { seeds: ['pmid:70000001'], direction: 'FORWARD' } as const;
  const next = (facts: object) =>
    ({ change: (answer: { meta: object }) => ({ ...answer, meta: { ...answer.meta, ...facts } }) }) as Failure;

  test('all pages are read, and each is asked for once', async () => {
    await scene.end();
    scene = await Scene.set(inventedStar(230));
    const report = await scene.harvest(['openalex'], star);
    expect(line(report, 1, 'openalex', 'CITED_BY')).toMatchObject({ found: 230, calls: 3, failed: 0 });
    expect(scene.standIn.asked(/cites/).map((url) => url.split('cursor=')[1])).toEqual(['*', 'after-100', 'after-200']);
  });

  test('a cursor that repeats ends the list; what is missing is told and asked for again', async () => {
    await scene.end();
    scene = await Scene.set(inventedStar(230));
    scene.standIn.failNext(/cursor=after-100/, next({ next_cursor: 'after-100' }));
    const report = await scene.harvest(['openalex'], star);
    const citedBy = line(report, 1, 'openalex', 'CITED_BY');
    expect(citedBy).toMatchObject({ answered: 0, failed: 1, found: 200, calls: 2 });
    expect(citedBy.failures[0]!.problem).toBe(
      'its cursor leads back to a page that was read, though 200 of 230 entries have come',
    );
    const before = scene.standIn.received.length;
    const again = await scene.harvest(['openalex'], star);
    expect(line(again, 1, 'openalex', 'CITED_BY')).toMatchObject({ answered: 1, failed: 0, found: 230 });
    expect(scene.standIn.asked().slice(before).filter((url) => /cites/.test(url)).map((url) => url.split('cursor=')[1])).toEqual(['after-100', 'after-200']); // prettier-ignore
  });

  test('an empty page in the middle is no end; one that stays empty is a failure with what came before', async () => {
    await scene.end();
    scene = await Scene.set(inventedStar(230));
    const empty: Failure = { change: (answer: object) => ({ ...answer, results: [] }) };
    scene.standIn.failNext(/cursor=after-100/, empty);
    expect(line(await scene.harvest(['openalex'], star), 1, 'openalex', 'CITED_BY')).toMatchObject({
      found: 230,
      failed: 0,
      calls: 4,
    });
    scene.standIn.failAlways(/cursor=after-200/, empty);
    const report = await scene.harvest(['openalex'], { ...star, refresh: true });
    const { failures, found } = line(report, 1, 'openalex', 'CITED_BY');
    expect([found, failures[0]!.problem]).toEqual([200, 'a page is empty, though 200 of 230 entries have come (tried 3 times)']);
  });

  test('fewer entries than the source says it has are told', async () => {
    scene.standIn.failNext(/citations/, { change: (answer: object) => ({ ...answer, hitCount: 18 }) });
    const report = await scene.harvest(['europe-pmc'], { direction: 'FORWARD' });
    expect(line(report, 1, 'europe-pmc', 'CITED_BY')).toMatchObject({
      answered: 1,
      failed: 0,
      shortLists: [{ ids: [REVIEW], got: 5, stated: 18 }],
    });
  });
});

test('who calls is told to those who ask, and stands in nothing that is kept or said', async () => {
  const secrets = {
    pubmed: 'ncbi-secret',
    openalex: 'openalex-secret',
    opencitations: 'oc-secret',
    'semantic-scholar': 's2-secret',
  };
  const settings = scene.standIn.settings(scene.cacheDir, { contact: 'librarian@example.org', keys: secrets });
  // Services like to repeat what they were sent.
  scene.standIn.failAlways(/elink/, { status: 403, body: '{"error":"ncbi-secret of librarian@example.org is not valid"}' });
  const report = await scene.harvest([], { settings });
  const { received } = scene.standIn;
  const of = (path: string) => received.filter(({ url }) => url.startsWith(path));
  for (const { url } of of('/eutils'))
    expect(url).toMatch(/&tool=meded-graph&email=librarian%40example\.org&api_key=ncbi-secret$/);
  for (const { url } of of('/openalex')) expect(url).toMatch(/[?&]mailto=librarian%40example\.org&api_key=openalex-secret$/);
  for (const { headers } of of('/s2')) expect(headers['x-api-key']).toBe('s2-secret');
  for (const { headers } of of('/oc')) expect(headers['authorization']).toBe('oc-secret');
  for (const { url, headers } of [...of('/epmc'), ...of('/icite')])
    expect(JSON.stringify([url, headers])).not.toMatch(/secret|example\.org/);
  const kept = readdirSync(scene.cacheDir, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const texts = kept
    .flatMap((entry) => (entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name), 'utf8')] : []))
    .join('\n');
  expect(texts.length).toBeGreaterThan(10_000);
  for (const text of [texts, kept.map(({ name }) => name).join('\n'), JSON.stringify(report)])
    expect(text).not.toMatch(/secret|example\.org/);
  expect(JSON.stringify(report)).toContain('… of … is not valid');
});
