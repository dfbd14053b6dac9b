import { readFileSync } from 'node:fs';

/** What scripts/structure-fixtures.py computed with independent code. */
interface Fixtures {
  networks: {
    name: string;
    nodes: number;
    /** Ends of links, two by two. */
    links: number[];
    /** Modularity by resolution. */
    partitions: { labels: number[]; modularity: Record<string, number> }[];
    optimum?: number;
    bestOfLeidenalg: number;
  }[];
  bursts: {
    relevant: number[];
    documents: number[];
    s: number;
    gamma: number;
    states: number[];
    cost: number;
    weight: number;
  }[];
  rpys: { cited: number[]; counts: number[]; centred: number[]; backward: number[] }[];
}

export const FIXTURES = JSON.parse(readFileSync('tests/fixtures/analysis/structure.json', 'utf8')) as Fixtures;
