import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LEIDEN } from '../../src/analysis/leiden.js';
import { DEFAULT_PAIR_LIMITS } from '../../src/analysis/pair-counts.js';
import { mapThemes, THEMATIC_MAP } from '../../src/analysis/thematic-map.js';
import { graphOf } from './networks.js';

const times = (count: number, names: string[]) => Array.from({ length: count }, () => names);
const OPTIONS = {
  ...DEFAULT_PAIR_LIMITS,
  minimumArticles: 1,
  minimumTopics: 2,
  strength: 'NONE',
  leiden: DEFAULT_LEIDEN,
} as const;

/**
 * Four pairs of topics: a1 a2 together 9 times, b1 b2 5, c1 c2 8, d1 d2 4; a1 and b1 meet 3 times, a1 and c1, b1 and d1
 * once. Raw counts: density 100·9/2, 100·5/2, 100·8/2, 100·4/2; centrality a 4, b 4, c 1, d 1.
 */
const TOPICS = [
  ...times(9, ['a1', 'a2']),
  ...times(5, ['b1', 'b2']),
  ...times(8, ['c1', 'c2']),
  ...times(4, ['d1', 'd2']),
  ...times(3, ['a1', 'b1']),
  ...times(1, ['a1', 'c1']),
  ...times(1, ['b1', 'd1']),
  ['alone'],
];

describe('thematic map', () => {
  it('puts themes into quadrants by the medians', () => {
    const { themes, medianCentrality, medianDensity, leftOut } = mapThemes(TOPICS, OPTIONS);
    // Medians: (1 + 4) / 2 and (250 + 400) / 2.
    expect([medianCentrality, medianDensity]).toEqual([2.5, 325]);
    const theme = (name: string, articles: number, centrality: number, density: number, quadrant: string) =>
      ({ name: `${name}1`, topics: [`${name}1`, `${name}2`], articles, centrality, density, quadrant }); // prettier-ignore
    expect(themes).toEqual([
      theme('a', 13, 4, 450, 'MOTOR'),
      theme('b', 9, 4, 250, 'BASIC'),
      theme('c', 9, 1, 400, 'NICHE'),
      theme('d', 5, 1, 200, 'EMERGING_OR_DECLINING'),
    ]);
    expect(leftOut.smallThemes).toBe(1);
  });

  it("weighs links by Callon's equivalence where asked", () => {
    const { themes } = mapThemes(TOPICS, { ...OPTIONS, strength: 'EQUIVALENCE' });
    // c1 9 times, c2 8 times, together 8: 64/72. Outside: c1 with a1 (13 times) once: 1/(9·13).
    const c = themes.find(({ name }) => name === 'c1')!;
    expect(c.density).toBeCloseTo((100 * 64) / 72 / 2, 12);
    expect(c.centrality).toBeCloseTo(1 / (9 * 13), 12);
  });

  it('runs as an analysis, and on nothing', () => {
    const values = Object.fromEntries(THEMATIC_MAP.parameters.map((parameter) => [parameter.id, parameter.default]));
    const run = (topics: string[][]) =>
      THEMATIC_MAP.run({ graph: graphOf(topics.length, []), topics, titles: [] }, values, { checkpoint: () => {} });
    // Topics of at least five articles: d2 has four; d1 has no other link than that with b1, and three topics come first.
    expect(run(TOPICS).themes.map(({ name }) => name)).toEqual(['b1', 'a1', 'c1']);
    expect(run([]).themes).toEqual([]);
  });
});
