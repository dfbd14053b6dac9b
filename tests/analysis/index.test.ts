import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AnalysisContext, ArticleScores, ScoreAnalysis } from '../../src/analysis/analysis.js';
import { SCORE_ANALYSES } from '../../src/analysis/index.js';
import { MAIN_PATH } from '../../src/analysis/main-path.js';
import { readParameters } from '../../src/analysis/parameters.js';
import { anyGraph, byKey, graphOf, graphOfNumbers } from './graphs.js';

const CONTEXT: AnalysisContext = { checkpoint: () => {} };
const named = (id: string): ScoreAnalysis => SCORE_ANALYSES.find((one) => one.id === id)!;
const graph = graphOf({ a: 2000, b: 2001, c: 2001 }, 'b>a c>a');

describe('The registry', () => {
  it('lists every measure once, each with a text, a paper and settings whose defaults are allowed', () => {
    expect(SCORE_ANALYSES.map((one) => one.id)).toEqual([
      'LOCAL_CITATIONS', 'WORLD_CITATIONS', 'NORMALISED_CITATIONS', 'CITATIONS_PER_YEAR', 'PAGERANK', 'HITS_AUTHORITY', 'HITS_HUB', 'BETWEENNESS',
      'DISRUPTION', 'CORE_NUMBER',
    ]); // prettier-ignore
    for (const { title, description, paper, parameters } of [...SCORE_ANALYSES, MAIN_PATH]) {
      expect(title).not.toBe('');
      expect(description.length).toBeGreaterThan(100);
      expect(paper).toMatch(/\d{4}/);
      expect(readParameters(parameters)).toEqual(Object.fromEntries(parameters.map((one) => [one.id, one.default])));
    }
  });

  it.each(SCORE_ANALYSES)('$id gives each work a number or none, the same every time', ({ run, parameters }) => {
    fc.assert(
      fc.property(anyGraph(), (listed) => {
        const some = graphOfNumbers(listed);
        const facts = { worldCounts: Int32Array.from(listed.years) };
        const { scores } = run(some, readParameters(parameters), CONTEXT, facts);
        expect(scores.length).toBe(listed.years.length);
        for (const score of scores) expect(Number.isFinite(score) || Number.isNaN(score)).toBe(true);
        expect(run(some, readParameters(parameters), CONTEXT, facts).scores).toEqual(scores);
      }),
      { numRuns: 30 },
    );
  });

  it.each(SCORE_ANALYSES)('$id ends when it is told to', ({ id, run, parameters }) => {
    const quick = ['LOCAL_CITATIONS', 'WORLD_CITATIONS', 'NORMALISED_CITATIONS', 'CITATIONS_PER_YEAR', 'CORE_NUMBER'];
    const stop = (): ArticleScores => run(graph, readParameters(parameters), { checkpoint: () => { throw new Error('stop'); } }, { worldCounts: Int32Array.of(1, 2, 3) }); // prettier-ignore
    if (quick.includes(id)) expect(stop().scores.length).toBe(3);
    else expect(stop).toThrow('stop');
  });
});

describe('Settings', () => {
  const { parameters } = named('PAGERANK');

  it('are filled up with defaults', () => {
    expect(readParameters(parameters, { damping: 0.5 })).toEqual({ damping: 0.5, tolerance: 1e-8, maxIterations: 200 });
  });

  it.each([
    [{ damping: 1 }, 'damping is a number from 0 to 0.99.'],
    [{ damping: NaN }, 'damping is a number from 0 to 0.99.'],
    [{ maxIterations: 1.5 }, 'maxIterations is a whole number from 1 to 10000.'],
    [{ maxIterations: '7' }, 'maxIterations is a whole number from 1 to 10000.'],
    [{ dumping: 0.5 }, 'There is no setting dumping here. Known: damping, tolerance, maxIterations.'],
  ])('refuse %p', (given, message) => {
    expect(() => readParameters(parameters, given)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message }));
  });

  it('refuse what is no choice', () => {
    expect(() => readParameters(named('BETWEENNESS').parameters, { direction: 'UP' })).toThrow(
      'direction is one of DIRECTED, UNDIRECTED.',
    );
    expect(() => readParameters([], { x: 1 })).toThrow('There is no setting x here. This analysis has none.');
  });
});

describe('Facts', () => {
  const run = (id: string, given: Record<string, unknown>, facts?: Parameters<ScoreAnalysis['run']>[3]) =>
    named(id).run(graph, readParameters(named(id).parameters, given), CONTEXT, facts);

  it('are used where asked for', () => {
    const worldCounts = Int32Array.of(30, 6, 2);
    const perYear = run('CITATIONS_PER_YEAR', { counted: 'WORLD', untilYear: 2002 }, { worldCounts });
    expect(byKey(graph, perYear.scores)).toEqual({ a: 10, b: 3, c: 1 });
    const fields = Int32Array.of(0, 1, 0);
    const among = { counted: 'WORLD', among: 'YEAR_AND_FIELD' };
    expect(byKey(graph, run('NORMALISED_CITATIONS', among, { worldCounts, fields }).scores)).toEqual({ a: 1, b: 1, c: 1 });
    expect(byKey(graph, run('NORMALISED_CITATIONS', { counted: 'WORLD' }, { worldCounts, fields }).scores)).toEqual({ a: 1, b: 1.5, c: 0.5 }); // prettier-ignore
  });

  it('are missed, not made up', () => {
    expect(() => run('CITATIONS_PER_YEAR', { counted: 'WORLD' })).toThrow('World-wide citation counts are not known here');
    expect(() => run('NORMALISED_CITATIONS', { among: 'YEAR_AND_FIELD' })).toThrow('Fields of the works are not known here');
  });

  it('tell the notes: the year counted to, and works without a score', () => {
    expect(run('CITATIONS_PER_YEAR', {}).notes).toEqual({ untilYear: 2001, withoutScore: 0 });
    expect(run('BETWEENNESS', { exactUpTo: 0, sources: 2 }).notes).toEqual({ sampledSources: 2, isExact: false });
  });
});
