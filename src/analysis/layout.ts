import { CodedError } from '../errors.js';
import { seededRandom } from './random.js';

/** Where each node of a drawing stands. What a unit is, each layout says. */
export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface LayoutOptions {
  /** The same seed and network give the same places. */
  seed: number;
  /** Places to begin from, as of the layout of the years before; NaN for a node that has none yet. */
  initial?: Layout;
  /** Asked once a round; throws when the layout is to end. */
  checkpoint?: (done: number, total: number) => void;
}

/** Nodes up to which a layout takes seconds; a circle takes any number. */
export const LAYOUT_LIMITS = { FORCE_ATLAS: 3000, VOS: 1000, CIRCLE: Infinity } as const;
export type LayoutKind = keyof typeof LAYOUT_LIMITS;

/** Throws TOO_LARGE, with the figure and what to do, where this layout does not take so many nodes. */
export function refuseLargeLayout(kind: LayoutKind, nodes: number): void {
  const most = LAYOUT_LIMITS[kind];
  if (nodes <= most) return;
  const fitting = (Object.keys(LAYOUT_LIMITS) as LayoutKind[]).filter((other) => nodes <= LAYOUT_LIMITS[other]);
  throw new CodedError(
    'TOO_LARGE',
    `The layout ${kind} takes up to ${most} nodes; this network has ${nodes}. ` +
      `Narrow the network, ask for the layout ${fitting.join(' or ')}, or for none.`,
  );
}

/** Places to begin from: those given, by chance in a square around the middle for all others. */
export function firstPlaces(size: number, { seed, initial }: LayoutOptions): { x: Float64Array; y: Float64Array } {
  const random = seededRandom(seed);
  const places = { x: new Float64Array(size), y: new Float64Array(size) };
  const reach = initial ? Math.max(1, ...[initial.x, initial.y].map(farthest)) : 1;
  for (let v = 0; v < size; v++) {
    // Drawn for each node, so that a node's draw does not depend on who else has a place.
    const [x, y] = [reach * (2 * random.next() - 1), reach * (2 * random.next() - 1)];
    const isKnown = initial !== undefined && Number.isFinite(initial.x[v]) && Number.isFinite(initial.y[v]);
    places.x[v] = isKnown ? initial.x[v]! : x;
    places.y[v] = isKnown ? initial.y[v]! : y;
  }
  return places;
}

const farthest = (values: Float64Array): number =>
  values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);

/**
 * Layouts moved and scaled by one and the same measure, so that all of them together fill the square from -1 to 1: what
 * stands at the same place in two of them still does.
 */
export function inOneFrame(layouts: readonly Layout[]): Layout[] {
  const range = (axis: 'x' | 'y') => {
    let [low, high] = [Infinity, -Infinity];
    for (const layout of layouts) for (const value of layout[axis]) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return low > high ? { middle: 0, half: 0 } : { middle: (low + high) / 2, half: (high - low) / 2 };
  };
  const [x, y] = [range('x'), range('y')];
  const half = Math.max(x.half, y.half) || 1;
  return layouts.map((layout) => ({
    x: layout.x.map((value) => (value - x.middle) / half),
    y: layout.y.map((value) => (value - y.middle) / half),
  }));
}
