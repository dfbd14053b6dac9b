import { DERIVED, PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import { mentionOfRecord, type Mention } from './mention.js';
import type { PreparedRecord } from './prepare.js';
import { Targets } from './targets.js';
import type { LedgerView } from './view.js';

/**
 * Works that one of these records changes by coming, going or being of another work now, though it is not theirs: those
 * that cite it by its text alone, those that it says were retracted, and those that it says cite it.
 */
export async function wake(
  view: LedgerView,
  records: readonly Pick<PreparedRecord, 'targetKeys' | 'names'>[],
  dirty: Dirty,
): Promise<void> {
  const wanted = records.flatMap(({ targetKeys }) => targetKeys.map((key) => `want:${key}`));
  const waiting = await view.taggedKeys(PRIMARY.record, wanted);
  const mentions = await view.get<Mention>(DERIVED.mention, waiting.map(mentionOfRecord));
  for (const { value } of mentions.values()) if (value.work !== null) dirty.works.add(value.work);
  const named = records.flatMap(({ names }) => names);
  const targets = new Targets(view);
  await targets.lookUp(named.flat());
  // A notice holds for each identifier that it names, which may be of several works.
  for (const tag of new Set(named.flat())) {
    const target = targets.named([tag]);
    if (target !== null) dirty.works.add(target.key);
  }
}
