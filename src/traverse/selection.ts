/** As for `sort`. */
export type Compare = (a: number, b: number) => number;

/**
 * Puts in order what stands from one place of a list up to another, as if all of it were sorted: what else there is is only
 * held against the ends (Hoare's quickselect), so a page of tens of thousands takes a walk past them and not a sort.
 */
export function select<List extends Uint32Array | Float64Array>(list: List, from: number, to: number, compare: Compare): List {
  if (from > 0) divide(list, from, 0, compare);
  if (to < list.length) divide(list, to, from, compare);
  return list.subarray(from, to).sort(compare) as List;
}

/** Moves what belongs before a place before it. What stands before `start` does so already. */
function divide(list: Uint32Array | Float64Array, place: number, start: number, compare: Compare): void {
  let [low, high] = [start, list.length - 1];
  while (low < high) {
    const pivot = list[(low + high) >>> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (compare(list[left]!, pivot) < 0) left++;
      while (compare(list[right]!, pivot) > 0) right--;
      if (left > right) break;
      const one = list[left]!;
      list[left++] = list[right]!;
      list[right--] = one;
    }
    // All up to `right` stand before all from `left` on.
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return;
  }
}
