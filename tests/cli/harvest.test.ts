import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HarvestReport } from '../../src/harvest/report.js';
import { StandIn } from '../harvest/stand-in.js';
import { worldOfSeed } from '../harvest/world.js';
import { endAll, finish, run } from './run.js';

let standIn: StandIn;
let folder: string;
beforeEach(async () => {
  standIn = await StandIn.start(worldOfSeed());
  folder = mkdtempSync(join(tmpdir(), 'meded-harvest-cli-'));
});
afterEach(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(endAll);

const env = () => ({
  DATA_DIR: join(folder, 'data'),
  CONTACT_EMAIL: 'librarian@example.org',
  PUBMED_URL: `${standIn.url}/eutils`,
  ICITE_URL: `${standIn.url}/icite`,
  EUROPE_PMC_URL: `${standIn.url}/epmc`,
});
const BEGIN = ['harvest', '--seed', 'pmid:33349761'];

describe('harvest', () => {
  test('tells what came of it, and that the same again costs nothing', async () => {
    const args = [...BEGIN, '--sources', 'icite,pubmed,europe-pmc'];
    const first = await finish(args, env());
    expect([first.code, first.err.replace(/^ROUND.*\n/gm, '')]).toEqual([0, '']);
    expect(first.out).toMatch(
      /^Seed pmid:33349761: pmid:33349761 \(Peer Mentoring in Medical Residency Education: A Systematic Review\)$/m,
    );
    expect(first.out).toMatch(/^Round 1: 1 work followed, 9 found that are new$/m);
    expect(first.out).toMatch(/^ {2}source +asked for +works +answered +unknown +failed +found +new +calls +cached$/m);
    expect(first.out).toMatch(/^ {2}icite +references, citing works +1 +1 +0 +0 +5 +5 +1 +0$/m);
    expect(first.out).toMatch(/^10 works reached, 0 of them known by identifier alone; 8 calls, \d+ answers from the cache\.$/m);
    expect(first.out).toMatch(/^Sources agree about 9 of 9 citations/m);
    expect(standIn.asked(/eutils/)[0]).toMatch(/email=librarian%40example\.org$/);

    const asked = standIn.received.length;
    const again = await finish([...args, '--json'], env());
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out) as HarvestReport).toMatchObject({ works: 10, calls: 0, failed: 0, finished: true });
    expect(standIn.received.length).toBe(asked);
  });

  test('a source that does not let us in: its failure with the reason, the others go on, exit code 3', async () => {
    standIn.failAlways(/icite/, { status: 403, body: 'Forbidden' });
    const { code, out } = await finish([...BEGIN, '--sources', 'icite,europe-pmc'], env());
    expect(code).toBe(3);
    expect(out).toMatch(/^ {2}icite failed for 1 work: it refused the call with status 403: Forbidden \[pmid:33349761\]$/m);
    expect(out).toMatch(/^ {2}1 question about works had no whole answer; the same command asks those again/m);
  });

  test('Ctrl-C stops it, exit code 130; the same command goes on', async () => {
    standIn.failAlways(/citations/, { slowMs: 20_000 });
    const args = [...BEGIN, '--sources', 'europe-pmc'];
    const started = run(args, env());
    while (standIn.asked(/citations/).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(130);
    expect(started.output.err).toMatch(/^Stopping after the batch in hand; Ctrl-C again ends at once\.$/m);
    expect(started.output.out).toMatch(/The harvest was stopped\. The same command goes on/);
    standIn.heal();
    const before = standIn.received.length;
    expect((await finish(args, env())).code).toBe(0);
    expect(
      standIn
        .asked()
        .slice(before)
        .some((url) => url.includes('/references')),
    ).toBe(false);
  });

  test('kill -9 loses nothing that was answered', async () => {
    standIn.failAlways(/efetch.*id=3940/, { slowMs: 20_000 });
    const args = [...BEGIN, '--sources', 'icite,pubmed'];
    const started = run(args, env());
    while (standIn.asked(/efetch.*id=3940/).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    started.child.kill('SIGKILL');
    expect(await started.ended).toBe('SIGKILL');
    standIn.heal();
    const before = standIn.received.length;
    const { code, out } = await finish(args, env());
    expect(code).toBe(0);
    expect(out).toMatch(/^10 works reached, 4 of them known by identifier alone; 1 call, /m);
    expect(standIn.received.length).toBe(before + 1);
  });

  test('its help names every source and setting', async () => {
    const { code, out } = await finish(['harvest', '--help']);
    expect(code).toBe(0);
    for (const part of [
      '--seed ID',
      '--refresh ',
      'semantic-scholar',
      'OPENALEX_API_KEY',
      'CONTACT_EMAIL',
      'HARVEST_CACHE',
      'meded-graph harvest --seed pmid:33349761',
    ])
      expect(out).toContain(part);
  });

  test.each<[string[], number, RegExp]>([
    [['harvest'], 2, /--seed is missing/],
    [[...BEGIN, '--direction', 'up'], 2, /--direction is "up", but must be backward, forward, both/],
    [[...BEGIN, '--rounds', 'two'], 2, /--rounds is "two", but must be a whole number from 0 on/],
    [[...BEGIN, '--rounds', '1.5'], 2, /--rounds is "1\.5", but must be a whole number from 0 on/],
    [[...BEGIN, '--from-year', '2020', '--to-year', '2010'], 2, /--from-year is 2020, which is after --to-year, 2010/],
    [[...BEGIN, '--max-works', '0'], 2, /--max-works is "0"/],
    [[...BEGIN, '--sources', 'scopus'], 2, /There is no source "scopus"/],
    [['harvest', '--seed', 'mentoring'], 2, /The seed "mentoring" is no identifier of a work/],
  ])('%j is refused', async (args, code, message) => {
    const result = await finish(args, { ...env(), HARVEST_CACHE: join(folder, 'cache') });
    expect([result.code, result.out]).toEqual([code, '']);
    expect(result.err).toMatch(message);
  });

  test('a wrong setting ends it with exit code 78', async () => {
    const result = await finish(BEGIN, { ...env(), CONTACT_EMAIL: 'me' });
    expect([result.code, result.err]).toEqual([
      78,
      'meded-graph: CONTACT_EMAIL is "me", but must be one e-mail address, such as librarian@example.org.\n',
    ]);
  });
});
