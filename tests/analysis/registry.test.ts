import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ANALYSES, isMeasure, SCORE_ANALYSES, type Analysis } from '../../src/analysis/index.js';
import { HISTORIOGRAPH } from '../../src/analysis/historiograph.js';
import { readParameters } from '../../src/analysis/parameters.js';
import { THEMATIC_MAP } from '../../src/analysis/thematic-map.js';
import { TOPIC_MAP } from '../../src/analysis/topic-map.js';
import { fieldOf } from '../../src/resolvers/analysis.js';
import { PACKAGE_ROOT } from '../../src/root.js';
import { recipes } from '../documents.js';
import { fixture, graphOfNumbers, type Listed } from './graphs.js';

type Given = Record<string, number | string>;
type Case<Answer> = Answer & { settings: Given };

/** What scripts/registry-fixtures.py computed with code of its own. */
const REGISTRY = fixture<{
  works: Listed & { stubs: number[]; world: number[]; fields: number[]; topics: string[][] };
  answers: Record<string, Case<{ scores: (number | null)[] }>[]> & {
    HISTORIOGRAPH: Case<{ works: object[]; citations: number[][]; implied: number }>[];
    TOPIC_MAP: Case<{ articles: Record<string, number>; weights: Record<string, number>; groups: string[][] }>[];
    THEMATIC_MAP: Case<{ themes: { topics: string[]; centrality: number; density: number }[] }>[];
  };
}>('registry.json');

/** Fixtures of the others, and the tests that compare with them. */
const ELSEWHERE: Readonly<Record<string, { file: string; key: string; test: string }>> = {
  PAGERANK: { file: 'networkx.json', key: 'pagerank', test: 'pagerank' },
  HITS_AUTHORITY: { file: 'networkx.json', key: 'authorities', test: 'hits' },
  HITS_HUB: { file: 'networkx.json', key: 'hubs', test: 'hits' },
  BETWEENNESS: { file: 'networkx.json', key: 'betweenness', test: 'betweenness' },
  DISRUPTION: { file: 'networkx.json', key: 'disruption5', test: 'disruption' },
  CORE_NUMBER: { file: 'networkx.json', key: 'cores', test: 'k-core' },
  COMPONENTS: { file: 'networkx.json', key: 'weakComponents', test: 'components' },
  MAIN_PATH: { file: 'main-paths.json', key: 'SPC', test: 'main-path' },
  COMMUNITIES: { file: 'structure.json', key: 'networks', test: 'leiden' },
  BURSTS: { file: 'structure.json', key: 'bursts', test: 'bursts' },
  REFERENCE_YEARS: { file: 'structure.json', key: 'rpys', test: 'rpys' },
};

const CONTEXT = { checkpoint: () => {} };
const { works, answers } = REGISTRY;
const graph = { ...graphOfNumbers(works), stubs: Uint8Array.from(works.stubs) };
const facts = { worldCounts: Int32Array.from(works.world), fields: Int32Array.from(works.fields) };
const material = { graph, topics: works.topics, titles: [] };

describe('Other code comes to the same', () => {
  it.each(SCORE_ANALYSES.filter(({ id }) => answers[id]))('$id', ({ id, parameters, run }) => {
    for (const { settings, scores } of answers[id]!) {
      const found = run(graph, readParameters(parameters, settings), CONTEXT, facts).scores;
      scores.forEach((expected, v) => {
        if (expected === null) expect(found[v]).toBeNaN();
        else expect(found[v]).toBeCloseTo(expected, 10);
      });
    }
  });

  it('HISTORIOGRAPH', () => {
    for (const { settings, ...expected } of answers.HISTORIOGRAPH) {
      const found = HISTORIOGRAPH.run(material, readParameters(HISTORIOGRAPH.parameters, settings), CONTEXT);
      const citations = found.citations.map(({ cited, citing }) => [cited, citing]).sort(([a, b], [c, d]) => a! - c! || b! - d!);
      expect({ works: found.works, citations, implied: found.implied }).toEqual(expected);
    }
  });

  it('TOPIC_MAP', () => {
    for (const { settings, articles, weights, groups } of answers.TOPIC_MAP) {
      const found = TOPIC_MAP.run(material, readParameters(TOPIC_MAP.parameters, settings), CONTEXT);
      expect(Object.fromEntries(found.topics.map((one) => [one.name, one.articles]))).toEqual(articles);
      const links = found.links.map(({ source, target, weight }) => [`${source} ${target}`, weight] as const);
      expect(links.map(([pair]) => pair).sort()).toEqual(Object.keys(weights).sort());
      for (const [pair, weight] of links) expect(weight).toBeCloseTo(weights[pair]!, 10);
      const named = groups.map((_, c) => found.topics.filter(({ community }) => community === c).map(({ name }) => name));
      expect(named).toEqual(groups);
    }
  });

  it('THEMATIC_MAP', () => {
    for (const { settings, themes } of answers.THEMATIC_MAP) {
      const found = THEMATIC_MAP.run(material, readParameters(THEMATIC_MAP.parameters, settings), CONTEXT).themes;
      expect(found).toHaveLength(themes.length);
      themes.forEach(({ topics, centrality, density, ...same }, i) => {
        expect(found[i]).toMatchObject(same);
        expect([...found[i]!.topics].sort()).toEqual(topics);
        expect(found[i]!.centrality).toBeCloseTo(centrality, 10);
        expect(found[i]!.density).toBeCloseTo(density, 10);
      });
    }
  });
});

describe('Every analysis of the registry', () => {
  const read = (...path: string[]): string => readFileSync(join(PACKAGE_ROOT, ...path), 'utf8');
  const sections = read('docs', 'analyses.md').split(/^### /m).slice(1);
  const sources = readdirSync(join(PACKAGE_ROOT, 'src', 'analysis')).map((file) => read('src', 'analysis', file));
  const nameOf = (analysis: Analysis): string => (isMeasure(analysis) ? analysis.id : fieldOf(analysis));

  it.each(ANALYSES)('$id has a file, a worked example, a fixture of other code and a recipe', (analysis) => {
    const { id } = analysis;
    expect(sources.filter((text) => text.includes(`id: '${id}'`))).toHaveLength(1);

    const section = sections.find((text) => text.split('\n', 1)[0]!.includes(`\`${id}\``));
    expect([id, section !== undefined]).toEqual([id, true]);
    expect([id, /^Example: .{40}/m.test(section!)]).toEqual([id, true]);

    const elsewhere = ELSEWHERE[id];
    if (elsewhere) {
      const found = fixture<object>(elsewhere.file);
      expect(Array.isArray(found) ? found[0] : found).toHaveProperty(elsewhere.key);
      expect(read('tests', 'analysis', `${elsewhere.test}.test.ts`)).toMatch(new RegExp(`\\b${elsewhere.key}\\b`));
    } else expect(answers[id]?.length).toBeGreaterThan(0);

    const asking = recipes().filter(({ text }) =>
      new RegExp(`\\b${nameOf(analysis)}\\b`).test(text.split('\n').slice(2).join('\n')),
    );
    expect([id, asking.length > 0]).toEqual([id, true]);
  });
});
