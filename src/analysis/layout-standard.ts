import type { Layout } from './layout.js';

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Of all pairs of nodes; 0 where there is none. */
export function meanDistance({ x, y }: Layout): number {
  let sum = 0;
  for (let v = 0; v < x.length; v++) for (let u = 0; u < v; u++) sum += Math.sqrt((x[v]! - x[u]!) ** 2 + (y[v]! - y[u]!) ** 2);
  return sum === 0 ? 0 : sum / ((x.length * (x.length - 1)) / 2);
}

/** Larger by this factor around its own middle. */
export function dilated({ x, y }: Layout, factor: number): Layout {
  const [middleX, middleY] = [mean(x), mean(y)];
  return {
    x: x.map((value) => middleX + (value - middleX) * factor),
    y: y.map((value) => middleY + (value - middleY) * factor),
  };
}

/** So large that two nodes are 1 apart in the mean. */
export const dilatedToUnit = (layout: Layout): Layout => dilated(layout, 1 / (meanDistance(layout) || 1));

/**
 * The same drawing as everybody gets it who draws it: its middle at 0, turned so that its variance is greatest across,
 * mirrored so that the median on neither axis is above 0, two nodes 1 apart in the mean. As CWTS's networkanalysis does it.
 */
export function standardised(layout: Layout): Layout {
  const [middleX, middleY] = [mean(layout.x), mean(layout.y)];
  const [x, y] = [layout.x.map((value) => value - middleX), layout.y.map((value) => value - middleY)];
  const [xx, yy, xy] = [mean(x.map((value) => value * value)), mean(y.map((value) => value * value)), mean(x.map((value, v) => value * y[v]!))]; // prettier-ignore
  // The principal axis lies at this angle (half the angle whose tangent is 2·xy / (xx − yy)).
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = x.map((value, v) => cos * value + sin * y[v]!);
  const up = x.map((value, v) => cos * y[v]! - sin * value);
  return dilatedToUnit({ x: notAbove(across), y: notAbove(up) });
}

const notAbove = (values: Float64Array): Float64Array => (median(values) > 0 ? values.map((value) => -value) : values);
