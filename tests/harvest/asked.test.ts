import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AskedBefore } from '../../src/harvest/asked.js';
import { judge } from '../../src/harvest/verdict.js';
import { REVIEW, Scene } from './scene.js';

describe('what was asked before', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'meded-asked-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const line = (ids: string[], answer: string) => ({ ask: 'pubs', ids, answers: [answer], at: '2026-03-01T12:00:00.000Z' });

  test('is found by each work, in another run too; the newest counts', async () => {
    const first = new AskedBefore(folder);
    await first.add('icite', line(['pmid:1', 'pmid:2'], 'a'));
    await first.add('icite', line(['pmid:2'], 'b'));
    for (const one of [first, new AskedBefore(folder)]) {
      const answers = await Promise.all(['pmid:1', 'pmid:2', 'pmid:3'].map((id) => one.find('icite', 'pubs', id)));
      expect(answers.map((found) => found?.answers ?? null)).toEqual([['a'], ['b'], null]);
      expect(await one.find('icite', 'other', 'pmid:1')).toBeNull();
      expect(await one.find('pubmed', 'pubs', 'pmid:1')).toBeNull();
    }
  });

  test('a line that was cut off loses itself alone', async () => {
    await new AskedBefore(folder).add('icite', line(['pmid:1'], 'a'));
    appendFileSync(join(folder, 'icite', 'asked.jsonl'), '\n{"ask":"pubs","ids":["pmid:2"');
    await new AskedBefore(folder).add('icite', line(['pmid:3'], 'c'));
    const read = new AskedBefore(folder);
    const found = await Promise.all(['pmid:1', 'pmid:2', 'pmid:3'].map((id) => read.find('icite', 'pubs', id)));
    expect(found.map((one) => one !== null)).toEqual([true, false, true]);
  });
});

test('an answer that somebody took out of the cache is asked for again', async () => {
  const scene = await Scene.set();
  try {
    await scene.harvest(['pubmed'], { rounds: 0 });
    const [body] = readdirSync(scene.cacheDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.body'));
    rmSync(join(scene.cacheDir, body!));
    const report = await scene.harvest(['pubmed'], { rounds: 0 });
    expect(report).toMatchObject({ calls: 1, failed: 0, seeds: [{ key: REVIEW }] });
  } finally {
    await scene.end();
  }
});

describe('what an answer is', () => {
  const kind = (text: string, expects: 'JSON' | 'XML', status = 200) =>
    judge({ status, contentType: '', text }, expects, {}).kind;
  test.each<[string, 'JSON' | 'XML', string]>([
    ['{"data":[]}', 'JSON', 'GOOD'],
    ['  [null, {}]\n', 'JSON', 'GOOD'],
    ['{"data":[', 'JSON', 'AGAIN'],
    ['Too many requests', 'JSON', 'AGAIN'],
    ['{"error":"Internal"}', 'JSON', 'AGAIN'],
    ['<!-- x -->\n<!DOCTYPE html><html>', 'JSON', 'AGAIN'],
    ['<?xml version="1.0" ?>\n<!DOCTYPE A PUBLIC "x" "y">\n<A><b>1</b></A>\n', 'XML', 'GOOD'],
    ['<A/>', 'XML', 'GOOD'],
    ['<A x="1" />', 'XML', 'GOOD'],
    ['<A><b>1</b>', 'XML', 'AGAIN'],
    ['<A><b/>', 'XML', 'AGAIN'],
    ['<A><ERROR>no</ERROR></A>', 'XML', 'AGAIN'],
    ['<html><body>x</body></html>', 'XML', 'AGAIN'],
    ['{"error":"API rate limit exceeded"}', 'XML', 'AGAIN'],
  ])('%j as %s is %s', (text, expects, expected) => expect(kind(text, expects)).toBe(expected));

  test.each([[429, 'AGAIN'], [503, 'AGAIN'], [400, 'USELESS'], [403, 'USELESS'], [404, 'USELESS'], [414, 'USELESS']])('status %i is %s', (status, expected) => {
    expect(kind('{}', 'JSON', status)).toBe(expected);
  }); // prettier-ignore
});
