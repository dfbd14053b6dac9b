import { componentsOf } from './components.js';
import { firstPlaces, refuseLargeLayout, type Layout, type LayoutOptions } from './layout.js';
import { dilated, dilatedToUnit, standardised } from './layout-standard.js';
import { linkWeights, withStrength, type Network } from './network.js';
import { seededRandom, shuffled } from './random.js';

/** Of a descent, as CWTS's networkanalysis has them: rounds at most, length of the first step and of the last, and how steps change. */
const ROUNDS = 1000;
const FIRST_STEP = 1;
const LAST_STEP = 0.001;
const SHORTER = 0.75;
/** Rounds in a row that must be better before steps get longer. */
const BETTER_ROUNDS = 5;
/** What each pair attracts each other besides its link where the network is in pieces, which would else fly apart. */
const HELD_TOGETHER = 0.01;
/** A layout that begins from places is near its end. */
const FIRST_STEP_FROM_PLACES = 0.1;

/**
 * The VOS layout, in which VOSviewer draws maps: least Σ s_ij d_ij² / 2 − Σ d_ij, d the distance of two nodes and s the
 * association strength of their link (attraction 2, repulsion 1). Van Eck, Waltman, Dekker & Van den Berg 2010, JASIST
 * 61:2405; Waltman, Van Eck & Noyons 2010, J Informetr 4:629; node by node down the gradient, as in CWTS's
 * networkanalysis. `network` has raw weights: the association strength is computed here.
 *
 * The mean distance of two nodes is 1. Without `initial` the middle is at 0, the longest extent lies across, and the
 * medians are not above 0; with it the drawing is neither moved, turned nor mirrored. Throws TOO_LARGE above LAYOUT_LIMITS.
 */
export function vosLayout(network: Network, options: LayoutOptions): Layout {
  const size = network.nodeWeights.length;
  refuseLargeLayout('VOS', size);
  const strong = withStrength(network, 'ASSOCIATION_STRENGTH', linkWeights(network));
  const held = componentsOf(network).sizes.length > 1 ? HELD_TOGETHER : 0;
  const order = shuffled(size, seededRandom(options.seed));
  const first = firstPlaces(size, options);
  if (!options.initial) return standardised(descend(strong, first, { order, held, step: FIRST_STEP }, options.checkpoint));
  const near = dilated(first, bestScale(strong, first, held));
  return dilatedToUnit(descend(strong, near, { order, held, step: FIRST_STEP_FROM_PLACES }, options.checkpoint));
}

export interface DescentOptions {
  /** The nodes as each round visits them. */
  order: Uint32Array;
  /** Attraction of every pair besides its link. */
  held: number;
  /** Length of the first step. */
  step: number;
}

/** From these places down to where steps no longer make it better, in the units of the strengths. */
export function descend(
  network: Network,
  from: Layout,
  { order, held, step: first }: DescentOptions,
  checkpoint?: LayoutOptions['checkpoint'],
): Layout {
  const visited = inOrder(network, order);
  const x = Float64Array.from(order, (v) => from.x[v]!);
  const y = Float64Array.from(order, (v) => from.y[v]!);
  let [step, before, better] = [first, Infinity, 0];
  for (let round = 0; round < ROUNDS && step >= LAST_STEP; round++) {
    checkpoint?.(round, ROUNDS);
    const quality = moveEach(visited, x, y, held, step);
    if (quality >= before) [step, better] = [step * SHORTER, 0];
    else if (++better >= BETTER_ROUNDS) [step, better] = [step / SHORTER, 0];
    before = quality;
  }
  const places = { x: new Float64Array(order.length), y: new Float64Array(order.length) };
  order.forEach((v, i) => ([places.x[v], places.y[v]] = [x[i]!, y[i]!]));
  return places;
}

/** The network whose node i is `order[i]`: a round that goes through its arrays from end to end is twice as fast. */
function inOrder(network: Network, order: Uint32Array): Network {
  const size = order.length;
  const place = new Uint32Array(size);
  order.forEach((v, i) => (place[v] = i));
  const offsets = new Uint32Array(size + 1);
  const neighbours = new Uint32Array(network.neighbours.length);
  const weights = new Float64Array(network.neighbours.length);
  let length = 0;
  order.forEach((v, i) => {
    for (let k = network.offsets[v]!; k < network.offsets[v + 1]!; k++) {
      neighbours[length] = place[network.neighbours[k]!]!;
      weights[length++] = network.weights[k]!;
    }
    offsets[i + 1] = length;
  });
  return { offsets, neighbours, weights, nodeWeights: network.nodeWeights };
}

/** Each node goes one step down its gradient; answers what is to be least, each pair counted when its first node is visited. */
function moveEach(
  { offsets, neighbours, weights }: Network,
  x: Float64Array,
  y: Float64Array,
  held: number,
  step: number,
): number {
  let quality = 0;
  for (let i = 0; i < x.length; i++) {
    const [atX, atY] = [x[i]!, y[i]!];
    let [downX, downY] = [0, 0];
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      const j = neighbours[k]!;
      const [dx, dy] = [atX - x[j]!, atY - y[j]!];
      downX += weights[k]! * dx;
      downY += weights[k]! * dy;
      if (j > i) quality += (weights[k]! * (dx * dx + dy * dy)) / 2;
    }
    for (let j = 0; j < x.length; j++) {
      const dx = atX - x[j]!;
      const dy = atY - y[j]!;
      const square = dx * dx + dy * dy;
      if (square === 0) continue;
      const apart = Math.sqrt(square);
      const force = held - 1 / apart;
      downX += force * dx;
      downY += force * dy;
      if (j > i) quality += (held * square) / 2 - apart;
    }
    const length = Math.sqrt(downX * downX + downY * downY);
    if (length === 0) continue;
    x[i] = atX - (step * downX) / length;
    y[i] = atY - (step * downY) / length;
  }
  return quality;
}

/** What is to be least, Σ s d² / 2 − Σ d, of a layout. */
export function vosQuality(network: Network, layout: Layout, held = 0): number {
  const { attraction, repulsion } = sums(network, layout, held);
  return attraction / 2 - repulsion;
}

/** The factor by which a layout is to be dilated for the best quality: where f² Σ s d² / 2 − f Σ d is least. */
function bestScale(network: Network, layout: Layout, held: number): number {
  const { attraction, repulsion } = sums(network, layout, held);
  return attraction === 0 ? 1 : repulsion / attraction;
}

/** Σ s d² and Σ d. */
function sums({ offsets, neighbours, weights }: Network, { x, y }: Layout, held: number) {
  let [attraction, repulsion] = [0, 0];
  for (let v = 0; v < x.length; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const u = neighbours[i]!;
      if (u < v) attraction += weights[i]! * ((x[v]! - x[u]!) ** 2 + (y[v]! - y[u]!) ** 2);
    }
    for (let u = 0; u < v; u++) {
      const square = (x[v]! - x[u]!) ** 2 + (y[v]! - y[u]!) ** 2;
      attraction += held * square;
      repulsion += Math.sqrt(square);
    }
  }
  return { attraction, repulsion };
}
