import { expect, it } from '@jest/globals';
import type { ToReader } from '../../src/intake/reader-protocol.js';
import { Reading } from '../../src/intake/thread-reading.js';

it('answers questions in the order in which they were asked, also where the store answers a later one sooner', async () => {
  const sent: ToReader[] = [];
  const bytes = (async function* () {})();
  const waits: Record<string, number> = { slow: 40, quick: 0 };
  const known = async ([key]: readonly string[]) => {
    await new Promise((resolve) => setTimeout(resolve, waits[key!]));
    return [key === 'slow'];
  };
  const reading = new Reading({ name: 'file', bytes, known } as never, (message) => sent.push(message), () => {}); // prettier-ignore
  reading.hear({ kind: 'ask', keys: ['slow'] });
  reading.hear({ kind: 'ask', keys: ['quick'] });
  reading.hear({ kind: 'ask', keys: [] });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent).toEqual([
    { kind: 'known', known: [true] },
    { kind: 'known', known: [false] },
    { kind: 'known', known: [] },
  ]);
});
