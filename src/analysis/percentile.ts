/**
 * Percentile rank of each score, 0 to 100: the share of scores below it, and half of those equal to it, itself among
 * them (mid-rank), so that equals have one rank and the mean of all is 50. NaN, which is no score, stays NaN and is not
 * counted. One sort.
 */
export function percentile(scores: Float64Array): Float64Array {
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
  const ranks = new Map<number, number>();
  for (let start = 0; start < sorted.length;) {
    let end = start;
    // `sort` puts -0 before 0, and a Map holds them to be one key, as they are one number.
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    ranks.set(sorted[start]!, (100 * (start + (end - start) / 2)) / sorted.length);
    start = end;
  }
  return scores.map((score) => ranks.get(score) ?? NaN);
}
