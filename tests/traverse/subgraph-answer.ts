import { textOf, type NodeName } from '../../src/traverse/step.js';
import type { Subgraph, SubgraphQuestion } from '../../src/traverse/subgraph.js';

/** A question that leaves everything as it is by default, and answers in a form in which they can be compared. */

export const plain: SubgraphQuestion = {
  seeds: [],
  relations: ['CITES'],
  direction: 'BOTH',
  depth: 1,
  filter: null,
  maxNodes: 1000,
  rankBy: 'LINKS_TO_SEEDS',
  among: null,
  exclude: [],
};

export const texts = (nodes: readonly NodeName[]): string[] => nodes.map(textOf);
export const written = ({ edges }: Subgraph): string[] => edges.map(({ source, target, kind, position }) => `${textOf(source)} ${kind} ${textOf(target)} ${position}`).sort(); // prettier-ignore
