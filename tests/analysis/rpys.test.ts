import { describe, expect, it } from '@jest/globals';
import { spectroscopy } from '../../src/analysis/rpys.js';
import { FIXTURES } from './fixtures.js';
import { graphOf, type Pair } from './networks.js';

describe('reference publication year spectroscopy', () => {
  it('worked out', () => {
    // Works 0 (1990), 1 and 2 (1992), 3 without a year; 4 to 6 cite. Citations: 0 once, 1 three times, 2 once, 3 once.
    const citations: Pair[] = [[4, 0], [4, 1], [5, 1], [6, 1], [6, 2], [6, 3]]; // prettier-ignore
    const { years, referencesWithoutYear } = spectroscopy(graphOf(7, citations, [1990, 1992, 1992, -1, 2000, 2001, 2002]));
    expect(referencesWithoutYear).toBe(1);
    // Counts 1, 0, 4. Around 1990: 0 0 1 0 4, median 0; up to it 0 0 0 0 1, median 0. Around 1991: 0 1 0 4 0, median 0.
    // Around 1992: 1 0 4 0 0, median 0; up to it 0 0 1 0 4, median 0.
    expect(years).toEqual([
      { year: 1990, references: 1, articles: 1, centredDeviation: 1, backwardDeviation: 1, mostCited: [0] },
      { year: 1991, references: 0, articles: 0, centredDeviation: 0, backwardDeviation: 0, mostCited: [] },
      { year: 1992, references: 4, articles: 2, centredDeviation: 4, backwardDeviation: 4, mostCited: [1, 2] },
    ]);
  });

  it.each(FIXTURES.rpys.map((one, i) => ({ ...one, i })))(
    'is that of plain Python: $i',
    ({ cited, counts, centred, backward }) => {
      // One citing work, and one work for each citation.
      const citations = cited.map((_, i) => [cited.length, i] as const);
      const { years } = spectroscopy(graphOf(cited.length + 1, citations, [...cited, 2020]));
      expect(years.map(({ references }) => references)).toEqual(counts);
      expect(years.map(({ centredDeviation }) => centredDeviation)).toEqual(centred);
      expect(years.map(({ backwardDeviation }) => backwardDeviation)).toEqual(backward);
      expect(years.map(({ year }) => year)).toEqual(counts.map((_, t) => cited[0]! + t));
    },
  );

  it('is empty without citations', () => {
    expect(spectroscopy(graphOf(3, []))).toEqual({ years: [], referencesWithoutYear: 0 });
  });
});
