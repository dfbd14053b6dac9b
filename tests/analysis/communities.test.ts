import { describe, expect, it } from '@jest/globals';
import { COMMUNITIES } from '../../src/analysis/communities.js';
import { graphOf, ringOfCliques, type Pair } from './networks.js';

const defaults = Object.fromEntries(COMMUNITIES.parameters.map((parameter) => [parameter.id, parameter.default]));

/** Three cliques of five works, and two works without citations. */
const graph = graphOf(17, ringOfCliques(3, 5));
const topics = Array.from({ length: 17 }, (_, v) => (v < 15 ? [`Topic ${Math.floor(v / 5)}`] : []));
const run = (values: Record<string, number | string>) =>
  COMMUNITIES.run({ graph, topics, titles: topics.map(() => null) }, { ...defaults, ...values }, { checkpoint: () => {} });

describe('communities of articles', () => {
  it('by citations, with labels, and -1 for works without a link', () => {
    const { community, communities, notes } = run({});
    expect([...community]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, -1, -1]);
    expect(communities.map(({ articles, label }) => [articles, label])).toEqual([
      [5, 'Topic 0'],
      [5, 'Topic 1'],
      [5, 'Topic 2'],
    ]);
    expect(notes).toMatchObject({ links: 33, unlinkedArticles: 2, smallCommunities: 0, listsLeftOut: 0 });
    // 30 of 33 links inside, each community with 22 of 66 ends.
    expect(notes.quality).toBeCloseTo(30 / 33 - 1 / 3, 12);
  });

  it.each(['CO_CITATION', 'COUPLING'])('by %s', (network) => {
    const two: Pair[] = [[4, 0], [4, 1], [5, 0], [5, 1], [6, 2], [6, 3], [7, 2], [7, 3]]; // prettier-ignore
    const material = { graph: graphOf(8, two), topics: two.map(() => []), titles: two.map(() => null) };
    const { community, communities, notes } = COMMUNITIES.run(material, { ...defaults, network }, { checkpoint: () => {} });
    const grouped = [...community].map((c, v) => [v, c]).filter(([, c]) => c !== -1);
    const first = network === 'CO_CITATION' ? 0 : 4;
    expect(grouped).toEqual([[first, 0], [first + 1, 0], [first + 2, 1], [first + 3, 1]]); // prettier-ignore
    expect(communities).toHaveLength(2);
    expect(notes).toMatchObject({ links: 2, unlinkedArticles: 4 });
  });

  it('says what the limits left out', () => {
    const { notes } = run({ network: 'COUPLING', mostMembers: 2 });
    expect(notes.listsLeftOut).toBeGreaterThan(0);
    expect(notes.pairsLeftOut).toBeGreaterThan(0);
    expect(() => run({ network: 'COUPLING', mostPairs: 1 })).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
  });
});
