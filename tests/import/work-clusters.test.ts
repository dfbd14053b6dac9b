import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clusterWorks, type SamePair } from '../../src/import/work-clusters.js';
import { describeWork } from '../../src/import/work-description.js';
import { bibRecord, type RecordFields } from './bib-record.js';

const WORKS: Record<string, RecordFields> = {
  a: { ids: { doi: '10.1000/a' } },
  b: { ids: { pmid: '1' } },
  c: { ids: { doi: '10.1000/a', pmid: '1' } },
  d: { ids: { doi: '10.1000/d' } },
  e: {},
  f: { volume: '3', pages: '10-15' },
  g: { volume: '4', pages: '99-105' },
};
const described = new Map(Object.entries(WORKS).map(([name, fields]) => [name, describeWork(bibRecord(fields))]));
const cluster = (pairs: SamePair[]): ReturnType<typeof clusterWorks> => clusterWorks(pairs, (name) => described.get(name)!);

describe('clusters of works', () => {
  it('join transitively', () => {
    const pairs = [
      { a: 'c', b: 'a', score: 1 },
      { a: 'b', b: 'c', score: 1 },
    ];
    expect(cluster(pairs)).toEqual({ clusters: [['a', 'b', 'c']], leftOut: [] });
  });

  it('never join two identifiers of one kind by way of a third record; the stronger pair holds', () => {
    const weak = { a: 'a', b: 'e', score: 0.8 };
    expect(cluster([weak, { a: 'd', b: 'e', score: 0.9 }])).toEqual({ clusters: [['d', 'e']], leftOut: [weak] });
  });

  it('never join two places by way of a record without one', () => {
    const found = cluster([
      { a: 'e', b: 'f', score: 0.9 },
      { a: 'e', b: 'g', score: 0.9 },
    ]);
    expect(found).toEqual({ clusters: [['e', 'f']], leftOut: [{ a: 'e', b: 'g', score: 0.9 }] });
  });

  it('do not depend on the order of the pairs', () => {
    const name = fc.constantFrom(...Object.keys(WORKS));
    const pair = fc.record({ a: name, b: name, score: fc.constantFrom(0.8, 0.9, 1) }).filter(({ a, b }) => a !== b);
    const shuffled = fc
      .array(pair, { maxLength: 10 })
      .chain((pairs) => fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })));
    fc.assert(
      fc.property(shuffled, ([pairs, others]) => {
        const turned = others.map(({ a, b, score }) => ({ a: b, b: a, score }));
        expect(cluster(turned)).toEqual(cluster(pairs));
        const members = cluster(pairs).clusters.flat();
        expect(new Set(members).size).toBe(members.length);
      }),
    );
  });
});
