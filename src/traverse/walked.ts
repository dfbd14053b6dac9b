import { STEPS, type Step } from '../store/neighbourhood.js';
import type { Expand } from './path-search.js';
import { textOf, type NodeName, type Walker } from './step.js';

/** What a search for paths sees of the store: a text stands for each node, and edges are walked step by step. */
export class Walked {
  private readonly names = new Map<string, NodeName>();
  readonly isCut = (): boolean => this.walker.isCut;
  readonly inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

  constructor(private readonly walker: Walker) {}

  /** What stands for a node. */
  met(name: NodeName): string {
    const text = textOf(name);
    if (!this.names.has(text)) this.names.set(text, name);
    return text;
  }

  nameOf(text: string): NodeName {
    return this.names.get(text)!;
  }

  along(steps: readonly Step[]): Expand<string> {
    return async (texts) => {
      const edges: [from: string, to: string[]][] = [];
      const nodes = texts.map((text) => this.nameOf(text));
      for (const { step, starts, from, to, keys } of await this.walker.from(nodes, steps)) {
        const reached = keys.map((key) => this.met({ kind: STEPS[step].to, key }));
        const ends = starts.map((): string[] => []);
        for (let i = 0; i < to.length; i++) ends[from[i]!]!.push(reached[to[i]!]!);
        starts.forEach((start, i) => ends[i]!.length > 0 && edges.push([texts[start]!, ends[i]!]));
      }
      return edges;
    };
  }
}
