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
      const names = texts.map((text) => this.nameOf(text));
      for (const { step, lists } of await this.walker.from(names, steps)) {
        const { from: fromKind, to: kind } = STEPS[step];
        for (const { from, to } of lists)
          edges.push([textOf({ kind: fromKind, key: from }), to.map((key) => this.met({ kind, key }))]);
      }
      return edges;
    };
  }
}
