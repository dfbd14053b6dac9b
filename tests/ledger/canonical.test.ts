import { expect, jest, test } from '@jest/globals';
import { canonicalHash, canonicalLines, stable } from '../../src/ledger/canonical.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { describeEachEngine, describeEngines } from '../engines.js';
import { library } from '../store/library.js';
import { article, author, authorship, stub, topic, write } from '../store/records.js';

// A Neo4j that has just been started is slow at first.
jest.setTimeout(120_000);

async function linesOf(store: GraphStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of canonicalLines(store)) lines.push(line);
  return lines;
}

const small = (): WriteBatch => ({
  authors: [author('a', { names: ['Zed A', 'Alpha A'] })],
  articles: [
    write(article('p', { pmid: '7', doi: '10.1000/p', title: 'B', authorships: [authorship('a', 1)] }), ['s'], 'Text.'),
    write(stub('s', { pmid: '8' })),
  ],
});

/** The same graph in another order of everything, and read at another time. */
function otherwise(batch: WriteBatch): WriteBatch {
  const text = JSON.stringify(batch).replaceAll('2024-01-02T03:04:05.000Z', '2025-06-07T08:09:10.000Z');
  const { articles, authors, journals, topics } = JSON.parse(text) as WriteBatch;
  return {
    articles: [...articles!].reverse(),
    authors: [...authors!].reverse().map((one) => ({ ...one, names: [...one.names].reverse() })),
    journals: [...(journals ?? [])].reverse(),
    topics: [...(topics ?? [])].reverse().map((one) => ({ ...one, broaderKeys: [...one.broaderKeys].reverse() })),
  };
}

describeEachEngine('the canonical export', (openEmptyStore) => {
  test('has a line for each node and each citation, without times', async () => {
    const store = await openEmptyStore();
    await store.write(small());
    const lines = await linesOf(store);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        node: 'Article',
        key: 'p',
        provenance: ['test'],
        identifiers: [
          { scheme: 'doi', value: '10.1000/p' },
          { scheme: 'pmid', value: '7' },
        ],
        authorships: [expect.objectContaining({ authorKey: 'a', position: 1, provenance: ['test'] })],
        details: expect.objectContaining({ abstract: [{ label: null, text: 'Text.' }] }),
        referenceCount: 1,
      }),
      { edge: 'CITES', from: 'p', to: 's', position: 1, provenance: ['test'] },
      expect.objectContaining({ node: 'Article', key: 's', status: 'STUB', citedByCount: 1 }),
      {
        node: 'Author', key: 'a', kind: 'PERSON', name: 'Author a', familyName: null, givenName: null, initials: null, suffix: null,
        names: ['Alpha A', 'Zed A'], orcid: null, affiliations: [], provenance: ['test'], articleCount: 1, firstYear: null, lastYear: null,
      },
    ]); // prettier-ignore
    expect(lines.join('')).not.toMatch(/readAt|2024-01-02/);
  });

  test('is the same for the same graph, in whatever order and whenever it was read', async () => {
    const one = await openEmptyStore();
    await one.write(library());
    const hash = await canonicalHash(one);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const other = await openEmptyStore();
    await other.write(otherwise(library()));
    expect(await canonicalHash(other)).toBe(hash);
  });

  test('is another one for every fact that differs', async () => {
    const store = await openEmptyStore();
    await store.write(small());
    const seen = new Set([await canonicalHash(store)]);
    const p = small().articles![0]!;
    const changes: WriteBatch[] = [
      { articles: [{ ...p, record: { ...p.record, title: 'C' } }] },
      { articles: [{ ...p, references: [{ citedKey: 's', position: 2, provenance: p.references[0]!.provenance }] }] },
      { articles: [{ ...p, references: [{ citedKey: 's', position: 1, provenance: [{ source: 'other', readAt: '' }] }] }] },
      { articles: [{ ...p, details: { ...p.details, abstract: [{ label: null, text: 'Another text.' }] } }] },
      { authors: [author('a', { orcid: '0000-0002-1825-0097' })] },
      { topics: [topic('t')] },
    ];
    for (const change of changes) {
      await store.write(change);
      seen.add(await canonicalHash(store));
    }
    expect(seen.size).toBe(changes.length + 1);
  });

  test('goes through long lists of references', async () => {
    const store = await openEmptyStore();
    const cited = Array.from({ length: 730 }, (_, i) => stub(`s${i}`, { pmid: String(1000 + i) }));
    await store.write({ articles: [...cited.map((record) => write(record)), write(article('p'), cited.map(({ key }) => key))] }); // prettier-ignore
    const edges = (await linesOf(store)).filter((line) => line.startsWith('{"edge"')).map((line) => JSON.parse(line).to);
    expect(edges).toEqual(cited.map(({ key }) => key));
  });
});

describeEngines('the canonical export of both engines', ['sqlite', 'neo4j'], (engines) => {
  test('is the same', async () => {
    const hashes: string[] = [];
    for (const engine of engines) {
      const store = await engine.openEmptyStore();
      await store.write(library());
      hashes.push(await canonicalHash(store));
    }
    expect(hashes[0]).toBe(hashes[1]);
  });
});

test('properties come in alphabetical order at every depth', () => {
  expect(stable({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
});
