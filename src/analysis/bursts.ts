/**
 * Bursts of activity: the automaton with two states of J. Kleinberg, "Bursty and hierarchical structure in streams",
 * KDD 2002 (Data Min Knowl Discov 7:373, 2003), in its form for documents that come in batches, here years.
 */
export interface BurstOptions {
  /** How many times the usual share is a burst; above 1. */
  s: number;
  /** What it costs to begin a burst, in units of ln(number of years); 0 or more. The higher, the fewer bursts. */
  gamma: number;
  /** Years that a burst has at least. */
  minimumDuration: number;
}

export const DEFAULT_BURSTS: BurstOptions = { s: 2, gamma: 1, minimumDuration: 1 };

export interface Burst {
  /** First and last batch. */
  from: number;
  to: number;
  /** How much cheaper the burst is than no burst, in its batches. */
  weight: number;
}

/** −ln of the chance that `count` of a kind have, each with `chance`; what both states share is left out. */
const surprise = (count: number, chance: number): number => (count === 0 ? 0 : -count * Math.log(chance));

/** Costs of the two states in each batch. The share of the burst is never above 1. */
function costs(relevant: ArrayLike<number>, documents: ArrayLike<number>, s: number): [Float64Array, Float64Array] {
  const usual = sum(relevant) / sum(documents);
  const cost = (share: number) =>
    Float64Array.from(relevant, (r, t) => surprise(r, share) + surprise(documents[t]! - r, 1 - share));
  return [cost(usual), cost(Math.min(1, s * usual))];
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/**
 * The cheapest sequence of states, 1 for a burst, by dynamic programming: `relevant[t]` of `documents[t]` documents of
 * batch t are about the subject. To begin a burst costs gamma · ln(batches), to end one nothing. Of equally cheap
 * sequences the one with the later and shorter bursts.
 */
export function burstStates(
  relevant: ArrayLike<number>,
  documents: ArrayLike<number>,
  { s, gamma }: Pick<BurstOptions, 's' | 'gamma'>,
): Uint8Array {
  const length = relevant.length;
  const states = new Uint8Array(length);
  if (sum(relevant) === 0) return states;
  const [calm, burst] = costs(relevant, documents, s);
  const up = gamma * Math.log(length);
  /** Whether the cheapest way to each state of a batch comes from a burst in the batch before. */
  const fromBurst = [new Uint8Array(length), new Uint8Array(length)] as const;
  let [inCalm, inBurst] = [calm[0]!, up + burst[0]!];
  for (let t = 1; t < length; t++) {
    fromBurst[0][t] = inBurst < inCalm ? 1 : 0;
    fromBurst[1][t] = inBurst < inCalm + up ? 1 : 0;
    const cheapest = Math.min(inBurst, inCalm + up) + burst[t]!;
    inCalm = Math.min(inCalm, inBurst) + calm[t]!;
    inBurst = cheapest;
  }
  states[length - 1] = inBurst < inCalm ? 1 : 0;
  for (let t = length - 1; t > 0; t--) states[t - 1] = fromBurst[states[t] as 0 | 1][t]!;
  return states;
}

/** The bursts of one subject, in the order of time. */
export function findBursts(
  relevant: ArrayLike<number>,
  documents: ArrayLike<number>,
  options: BurstOptions = DEFAULT_BURSTS,
): Burst[] {
  const states = burstStates(relevant, documents, options);
  if (!states.includes(1)) return [];
  const [calm, burst] = costs(relevant, documents, options.s);
  const bursts: Burst[] = [];
  for (let t = 0; t < states.length; t++) {
    if (states[t] === 0) continue;
    if (t === 0 || states[t - 1] === 0) bursts.push({ from: t, to: t, weight: 0 });
    const last = bursts.at(-1)!;
    last.to = t;
    last.weight += calm[t]! - burst[t]!;
  }
  return bursts.filter(({ from, to }) => to - from + 1 >= options.minimumDuration);
}
