/**
 * Levenshtein distance of two texts by UTF-16 code units, as far as it is at most `max`; `max + 1` stands for all
 * that is more. Only the band of cells within `max` of the diagonal is computed (E. Ukkonen, Information and
 * Control 64, 1985), so the cost is O(length × max).
 */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  const beyond = max + 1;
  if (Math.abs(a.length - b.length) > max) return beyond;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const rows = endA - start;
  const columns = endB - start;
  if (rows === 0 || columns === 0) return Math.min(rows + columns, beyond);
  // Cells outside the band are "beyond"; one more on the right is read when a row is one cell longer than the last.
  let above = new Array<number>(columns + 2).fill(beyond);
  let row = new Array<number>(columns + 2).fill(beyond);
  for (let j = 0; j <= Math.min(columns, max); j++) above[j] = j;
  for (let i = 1; i <= rows; i++) {
    const from = Math.max(1, i - max);
    const to = Math.min(columns, i + max);
    row[from - 1] = from === 1 ? Math.min(i, beyond) : beyond;
    let best = row[from - 1]!;
    const code = a.charCodeAt(start + i - 1);
    for (let j = from; j <= to; j++) {
      const change = above[j - 1]! + (code === b.charCodeAt(start + j - 1) ? 0 : 1);
      const cell = Math.min(change, above[j]! + 1, row[j - 1]! + 1);
      row[j] = cell < beyond ? cell : beyond;
      if (cell < best) best = cell;
    }
    row[to + 1] = beyond;
    if (best >= beyond) return beyond;
    [above, row] = [row, above];
  }
  return above[columns]!;
}

/** 1 for equal texts, 0 where they differ by more than `1 - least` of the longer one's length. */
export function likeness(a: string, b: string, least: number): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  const max = Math.floor(longest * (1 - least));
  const distance = editDistance(a, b, max);
  return distance > max ? 0 : 1 - distance / longest;
}
