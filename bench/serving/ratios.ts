/** Figures of several runs as one with their spread. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Of at least one number. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    min: sorted[0]!,
    max: sorted.at(-1)!,
  };
}

/** Run by run, for two runs that follow each other find the machine in the same state. */
export function ratiosOf(ours: readonly number[], peers: readonly number[]): Spread {
  return spreadOf(ours.map((value, run) => value / peers[run]!));
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
