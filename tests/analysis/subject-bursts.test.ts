import { describe, expect, it } from '@jest/globals';
import { SUBJECT_BURSTS, subjectBursts } from '../../src/analysis/subject-bursts.js';
import { titleSubjects, topicSubjects } from '../../src/analysis/subjects.js';
import { graphOf } from './networks.js';

/** 20 articles in each year from 2000 to 2002, `Simulation` on 1, 8 and 1 of them, `Education` on all. */
const COUNTS = [1, 8, 1];
const years = COUNTS.flatMap((_, t) => Array.from({ length: 20 }, () => 2000 + t));
const topics = COUNTS.flatMap((count) =>
  Array.from({ length: 20 }, (_, i) => (i < count ? ['Education', 'Simulation'] : ['Education'])),
);
const titles = COUNTS.flatMap((count) =>
  Array.from({ length: 20 }, (_, i) => (i < count ? 'Simulations in the clinic' : 'The clinic')),
);
const options = { s: 2, gamma: 1, minimumDuration: 1, minimumArticles: 2 };

const EXPECTED = {
  firstYear: 2001,
  lastYear: 2001,
  isOngoing: false,
  weight: expect.closeTo(2.8675, 4),
  articlesInBurst: 8,
  articles: 10,
};

describe('bursts of subjects', () => {
  it('of topics, in years', () => {
    expect(subjectBursts(topicSubjects({ topics, titles }), Int32Array.from(years), options)).toEqual({
      bursts: [{ name: 'Simulation', ...EXPECTED }],
      firstYear: 2000,
      lastYear: 2002,
      articlesWithoutYear: 0,
      rareSubjects: 0,
    });
  });

  it('of terms of titles, shown as titles have them', () => {
    const { bursts } = subjectBursts(titleSubjects({ topics, titles }), Int32Array.from(years), options);
    expect(bursts).toEqual([{ name: 'simulations', ...EXPECTED }]);
  });

  it('count what cannot be used: articles without a year, and rare topics', () => {
    const list = topicSubjects({ topics: [...topics, ['Simulation'], ['Ethics'], []], titles: [] });
    const found = subjectBursts(list, Int32Array.from([...years, -1, 2001, -1]), options);
    expect(found).toMatchObject({ articlesWithoutYear: 1, rareSubjects: 1 });
    expect(found.bursts[0]).toMatchObject({ name: 'Simulation', articles: 10 });
  });

  it('of a subject that bursts in the last year may go on', () => {
    const reversed = Int32Array.from(years, (year) => (year === 2000 ? 2000 : 4003 - year));
    const { bursts } = subjectBursts(topicSubjects({ topics, titles }), reversed, options);
    expect(bursts).toEqual([expect.objectContaining({ firstYear: 2002, lastYear: 2002, isOngoing: true })]);
  });

  it('are none without articles', () => {
    expect(subjectBursts(topicSubjects({ topics: [], titles: [] }), new Int32Array(0), options)).toEqual({
      bursts: [], firstYear: null, lastYear: null, articlesWithoutYear: 0, rareSubjects: 0,
    }); // prettier-ignore
  });

  it('run as an analysis', () => {
    const values = Object.fromEntries(SUBJECT_BURSTS.parameters.map((parameter) => [parameter.id, parameter.default]));
    const material = { graph: graphOf(60, [], years), topics, titles };
    expect(SUBJECT_BURSTS.run(material, values, { checkpoint: () => {} }).bursts.map(({ name }) => name)).toEqual(['Simulation']);
  });
});
