import { expect, it } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { library } from './library.js';
import { groupingsSpelledOut } from './neighbourhood-answers.js';

/** What articles share, of the whole graph. */
export function groupingsContract(open: () => Promise<GraphStore>): void {
  it('has no journal, topic or publication type in an empty graph', async () => {
    const store = await open();
    const none = { values: [], offsets: Uint32Array.of(0), nodes: new Float64Array() };
    expect(await store.scanGroupings()).toEqual({ journal: none, topic: none, publicationType: none });
  });

  it('gives all journals, topics and publication types that articles have, in the order of code points', async () => {
    const store = await open();
    await store.write(library());
    const scan = groupingsSpelledOut(await store.scanGroupings(), await store.scanCitations());
    expect(scan.publicationType).toEqual({
      values: [
        { value: 'Journal Article', articles: ['p1', 'p7'] },
        { value: 'Letter', articles: ['p2'] },
        { value: 'Review', articles: ['p1', 'p3'] },
        { value: 'letter', articles: ['p3'] },
      ],
      length: 0,
    });
    expect(scan.journal.values.map(({ value }) => value)).toEqual(['j1', 'j2', 'j3']);
    expect(scan.topic.values.find(({ value }) => value === 't1')).toEqual({ value: 't1', articles: expect.arrayContaining(['p1', 'p2', 'p3']) }); // prettier-ignore
  });
}
