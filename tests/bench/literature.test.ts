import { beforeAll, describe, expect, test } from '@jest/globals';
import { Literature, TOPICS } from '../../bench/serving/literature.js';
import { SHAPES } from '../../bench/shapes/index.js';
import { drawn } from '../../bench/shapes/shape.js';

const SIZE = { articles: 2_500, citations: 30_000, authorships: 10_000, seed: 1 };
/** Several blocks are long texts: they are compared as such, which is quick. */
const asText = (blocks: unknown): string => JSON.stringify(blocks);

describe('the literature of the bench', () => {
  let literature: Literature;
  let blocks: ReturnType<Literature['blocks']> extends Iterable<infer B> ? B[] : never;
  beforeAll(() => {
    literature = new Literature(SIZE);
    blocks = [...literature.blocks()];
  });

  test('the same size and seed make the same, another seed another', () => {
    expect(asText([...new Literature(SIZE).blocks()]) === asText(blocks)).toBe(true);
    const [other] = new Literature({ ...SIZE, seed: 2 }).blocks();
    expect(other!.articles[1]!.record.title).not.toBe(blocks[0]!.articles[1]!.record.title);
  });

  test('each block names only what was written before it or stands in it, each once', () => {
    const there = new Set<string>();
    const wrong: string[] = [];
    const add = (key: string): void => void (there.has(key) ? wrong.push(`${key} comes twice`) : there.add(key));
    for (const { authors, articles } of blocks) {
      for (const { key } of authors) add(key);
      for (const { record } of articles) add(record.key);
      for (const { record, references } of articles) {
        const named = [...references.map(({ citedKey }) => citedKey), ...record.authorships.map(({ authorKey }) => authorKey)];
        if (new Set(named).size < named.length) wrong.push(`${record.key} names something twice`);
        for (const key of named) if (!there.has(key)) wrong.push(`${record.key} names ${key}, which is not there yet`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('has as much of everything as was asked for, hubs and people who write much', () => {
    const articles = blocks.flatMap((block) => block.articles);
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    expect(articles).toHaveLength(2_500);
    const citations = sum(articles.map(({ references }) => references.length));
    expect(citations).toBeGreaterThan(29_000);
    expect(citations).toBeLessThanOrEqual(30_000);
    const authorships = sum(articles.map(({ record }) => record.authorships.length));
    expect(authorships).toBeGreaterThan(9_000);
    expect(authorships).toBeLessThanOrEqual(10_000);
    expect(Math.max(...literature.citerCounts())).toBeGreaterThan(200);
    expect(Math.max(...literature.articleCounts())).toBeGreaterThan(20);
    const abstracts = articles.filter(({ details }) => details.abstract.length > 0).length;
    expect(abstracts / articles.length).toBeGreaterThan(0.3);
    expect(abstracts / articles.length).toBeLessThan(0.5);
    expect(TOPICS).toBe(400);
  });

  test('every kind of question has material, and asks about each of it once before any comes again', () => {
    for (const shape of SHAPES) {
      const material = shape.material(literature);
      const most = Math.min(material.count, 500);
      const asked = Array.from({ length: most }, (_, n) => JSON.stringify(drawn(material, n)));
      // Two titles may have the same two words.
      expect(new Set(asked).size).toBeGreaterThan(shape.name === 'search' ? 0.95 * most : most - 1);
      expect(drawn(material, material.count)).toEqual(drawn(material, 0));
    }
  });
});
