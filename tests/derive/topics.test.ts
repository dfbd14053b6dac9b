import { expect, test } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import { undoImport } from '../../src/derive/undo.js';
import type { BibDescriptor, ReadItem } from '../../src/import/format.js';
import type { BibMeshHeading } from '../../src/import/record.js';
import { descriptorSources } from '../../src/ledger/authority-support.js';
import type { Problem } from '../../src/ledger/problem.js';
import { verifyGraph } from '../../src/ledger/verify.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, graphText, ids, importAll, importRecords, record } from './importing.js';

const heading = (descriptor: string, descriptorId: string | null = null): BibMeshHeading => ({
  descriptorId,
  descriptor,
  isMajor: false,
  qualifiers: [],
});
const listed = (part: Partial<BibDescriptor> & { id: string; name: string }): ReadItem => ({
  kind: 'descriptor',
  place: { line: null, record: 1 },
  descriptor: { entryTerms: [], treeNumbers: [], scopeNote: null, ...part },
});
const withHeadings = (pmid: string, ...mesh: BibMeshHeading[]) =>
  record({ ids: ids({ pmid }), title: `Nothing of note, part ${pmid}`, mesh });
const topicsOf = async (store: GraphStore, key: string) =>
  (await articleOf(store, key)).topics.map(({ topicKey, method }) => [topicKey, method]);
const LIST = { format: 'mesh-xml' };

/** Two levels of the hierarchy, under numbers of our own. */
const TREE = [
  listed({ id: 'D900001', name: 'Teapots', treeNumbers: ['J99.100'], scopeNote: 'Vessels.' }),
  listed({ id: 'D900002', name: 'Glass Teapots', entryTerms: ['Teapots, Glass'], treeNumbers: ['J99.100.200'] }),
];

describeEachEngine('topics', (openEmptyStore) => {
  test('a heading by name alone is a topic of its own until the list has its descriptor', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [withHeadings('1', heading('Teapots, Glass'))]);
    expect(await topicsOf(store, 'pmid:1')).toEqual([['topic:teapots-glass', 'MESH_INDEXING']]);
    await importAll(store, TREE, LIST);
    expect(await topicsOf(store, 'pmid:1')).toEqual([['mesh:D900002', 'MESH_INDEXING']]);
    // Whoever kept the key by name finds the descriptor.
    const [old, glass, teapots] = await store.get('Topic', ['topic:teapots-glass', 'mesh:D900002', 'mesh:D900001']);
    expect([old?.key, glass?.name, glass?.articleCount]).toEqual(['mesh:D900002', 'Glass Teapots', 1]);
    expect(glass).toMatchObject({ synonyms: ['Teapots, Glass'], broaderKeys: ['mesh:D900001'], treeNumbers: ['J99.100.200'] });
    expect(teapots).toMatchObject({ scopeNote: 'Vessels.', broaderKeys: [], provenance: [{ source: 'mesh-xml' }] });
  });

  test('of two lists the newer one holds, whichever was read first', async () => {
    const older = [
      listed({ id: 'D900001', name: 'Teapots', treeNumbers: ['J99.100'], listOf: '2025-01-01' }),
      listed({ id: 'D900002', name: 'Glass Teapots', entryTerms: ['Zarfs'], treeNumbers: ['J99.100.200'], listOf: '2025-01-01' }),
      listed({ id: 'D900003', name: 'Cups', treeNumbers: ['J99.300'], listOf: '2025-01-01' }),
    ];
    const newer = [
      listed({ id: 'D900001', name: 'Teapots', treeNumbers: ['J01.100'], listOf: '2026-01-01' }),
      listed({ id: 'D900002', name: 'Glass Pots', treeNumbers: ['J99.300.200'], listOf: '2026-01-01' }),
      listed({ id: 'D900003', name: 'Cups', treeNumbers: ['J99.300'], listOf: '2026-01-01' }),
    ];
    const texts = new Set<string>();
    for (const lists of [
      [older, newer],
      [newer, older],
      [older, newer, older],
    ]) {
      const store = await openEmptyStore();
      await importRecords(store, [withHeadings('1', heading('Glass Teapots', 'D900002'), heading('Zarfs'))]);
      for (const list of lists) await importAll(store, list, LIST);
      const [teapots, glass] = await store.get('Topic', ['mesh:D900001', 'mesh:D900002']);
      expect(teapots).toMatchObject({ treeNumbers: ['J01.100'] });
      expect(glass).toMatchObject({ name: 'Glass Pots', treeNumbers: ['J99.300.200'], broaderKeys: ['mesh:D900003'] });
      // What only the older list called so is no name of it any more.
      expect(await topicsOf(store, 'pmid:1')).toEqual([
        ['mesh:D900002', 'MESH_INDEXING'],
        ['topic:zarfs', 'MESH_INDEXING'],
      ]);
      const report = await importAll(store, newer, LIST);
      expect(report).toMatchObject({ read: 3, new: 0, merged: 0, unchanged: 3 });
      const text = await graphText(store);
      await reindex(store);
      expect(await graphText(store)).toBe(text);
      texts.add(text);
    }
    expect(texts.size).toBe(1);
  });

  test('what an older list said is there again when the newer one is taken back, whichever was read first', async () => {
    const list = (listOf: string, name: string, place: string, below = `${place}.200`) => [
      listed({ id: 'D900001', name, entryTerms: [`${name} of old`], treeNumbers: [place], scopeNote: name, listOf }),
      listed({ id: 'D900002', name: 'Lids', treeNumbers: [below], listOf }),
    ];
    const lists = [
      list('2024-01-01', 'Teapots', 'J99.100'),
      list('2025-01-01', 'Pots', 'J99.100'),
      list('2026-01-01', 'Tea Pots', 'J01.100', 'J99.100.200'),
    ];
    const records = [withHeadings('1', heading('Pots of old'), heading('Teapots'))];
    const importing = async (which: readonly number[]): Promise<[GraphStore, Map<number, string>]> => {
      const store = await openEmptyStore();
      await importRecords(store, records);
      const imports = new Map<number, string>();
      for (const at of which) imports.set(at, (await importAll(store, lists[at]!, LIST)).files[0]!.importId!);
      return [store, imports];
    };
    const expected = async (which: readonly number[]): Promise<string> => graphText((await importing(which))[0]);
    const [none, older, two] = [await expected([]), await expected([0]), await expected([0, 1])];
    const problems: Problem[] = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0, 1],
    ]) {
      const [store, imports] = await importing(order);
      expect((await store.get('Topic', ['mesh:D900001']))[0]).toMatchObject({ name: 'Tea Pots', treeNumbers: ['J01.100'] });
      await undoImport(store, imports.get(2)!);
      expect(await graphText(store)).toBe(two);
      expect((await descriptorSources(store, ['D900001']))[0]).toMatchObject([{ source: 'mesh-xml', importIds: { length: order.length - 1 } }]); // prettier-ignore
      if (order.length > 3) continue;
      await undoImport(store, imports.get(1)!);
      expect(await graphText(store)).toBe(older);
      await undoImport(store, imports.get(0)!);
      expect(await graphText(store)).toBe(none);
      await verifyGraph(store, { onProblem: (problem) => problems.push(problem) });
    }
    expect(problems).toEqual([]);
  });

  test('a record that names the identifier tells what the name of another one means', async () => {
    const [store, named, known] = [
      await openEmptyStore(),
      withHeadings('1', heading('Teapots')),
      withHeadings('2', heading('Teapots', 'D900001')),
    ];
    await importRecords(store, [named]);
    await importRecords(store, [known]);
    expect(await topicsOf(store, 'pmid:1')).toEqual([['mesh:D900001', 'MESH_INDEXING']]);
    const text = await graphText(store);
    const other = await openEmptyStore();
    await importRecords(other, [known, named]);
    expect(await graphText(other)).toBe(text);
  });

  test('headings, lists and the hierarchy mean the same in every order', async () => {
    const parts = [
      (store: GraphStore) => importRecords(store, [withHeadings('1', heading('Teapots, Glass'), heading('Mentors'))]),
      (store: GraphStore) =>
        importRecords(store, [withHeadings('2', heading('Glass Teapots', 'D900002'), heading('Mentors', 'D008569'))]),
      (store: GraphStore) => importAll(store, [TREE[0]!], LIST),
      (store: GraphStore) => importAll(store, [TREE[1]!], LIST),
    ];
    const texts = new Set<string>();
    for (const order of ['0123', '3210', '1302', '2031', '3102']) {
      const store = await openEmptyStore();
      for (const at of order) await parts[Number(at)]!(store);
      texts.add(await graphText(store));
    }
    expect(texts.size).toBe(1);
  });

  test('a term that a newer list has no more means the descriptor no more', async () => {
    const store = await openEmptyStore();
    const list = (listOf: string, entryTerms: string[]): ReadItem =>
      listed({ id: 'D900001', name: 'Teapots', entryTerms, listOf });
    await importRecords(store, [withHeadings('1', heading('Pots of old'))]);
    await importAll(store, [list('2025-01-01', ['Pots of old'])], LIST);
    expect(await topicsOf(store, 'pmid:1')).toEqual([['mesh:D900001', 'MESH_INDEXING']]);
    await importAll(store, [list('2026-01-01', [])], LIST);
    expect(await topicsOf(store, 'pmid:1')).toEqual([['topic:pots-of-old', 'MESH_INDEXING']]);
  });
});
