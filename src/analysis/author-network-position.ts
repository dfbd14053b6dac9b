import type { AnalysisContext } from './analysis.js';
import type { MadePart } from './author-network-part.js';
import { inOneFrame, type Layout, type LayoutKind } from './layout.js';
import { circleLayout } from './layout-circle.js';
import { forceAtlas2 } from './layout-force-atlas.js';
import { vosLayout } from './layout-vos.js';

interface Placing {
  layout: LayoutKind | null;
  seed: number;
}

/** Gives the nodes their positions, where a layout is asked for: all in the square from -1 to 1. */
export function placeNodes(made: MadePart, placing: Placing, context?: AnalysisContext): void {
  if (placing.layout === null) return;
  const [{ x, y }] = inOneFrame([layoutOf(made, placing.layout, placing.seed, context)]) as [Layout];
  made.part.nodes.forEach((node, v) => (node.position = { x: x[v]!, y: y[v]! }));
}

function layoutOf({ network, grouping }: MadePart, layout: LayoutKind, seed: number, context?: AnalysisContext): Layout {
  switch (layout) {
    case 'FORCE_ATLAS':
      return forceAtlas2(network, { seed, ...context });
    case 'VOS':
      return vosLayout(network, { seed, ...context });
    case 'CIRCLE':
      // Those without links come last.
      return circleLayout(network, grouping.community.map((c) => (c < 0 ? grouping.sizes.length : c))); // prettier-ignore
  }
}
