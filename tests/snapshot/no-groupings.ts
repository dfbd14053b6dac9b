import type { GroupingScan } from '../../src/store/grouping.js';

/** What a store tells whose articles have no journal, topic or publication type. */
export function noGroupings(): GroupingScan {
  const none = () => ({ values: [], offsets: Uint32Array.of(0), nodes: new Float64Array() });
  return { journal: none(), topic: none(), publicationType: none() };
}
