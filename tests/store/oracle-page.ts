import type { PageRequest, Place } from '../../src/store/page.js';

/** One page of a list, by the definition in page.ts. */
export function pageOf<T extends { place: Place }>(list: T[], compare: (a: Place, b: Place) => number, page: PageRequest) {
  const all = [...list].sort((a, b) => compare(a.place, b.place));
  const { from, size, after, before } = page;
  const between = all.filter(
    ({ place }) => (after === null || compare(place, after) > 0) && (before === null || compare(place, before) < 0),
  );
  const items = from === 'start' ? between.slice(0, size) : between.slice(Math.max(0, between.length - size));
  if (items.length > 0) return { items, hasNext: items.at(-1) !== all.at(-1), hasPrevious: items[0] !== all[0] };
  const isBehind =
    from === 'start'
      ? (place: Place) => after === null || compare(place, after) > 0
      : (place: Place) => before !== null && compare(place, before) >= 0;
  return { items, hasNext: all.some(({ place }) => isBehind(place)), hasPrevious: all.some(({ place }) => !isBehind(place)) };
}
