import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { endnoteXml } from '../../src/import/endnote-xml.js';
import type { ReadItem } from '../../src/import/format.js';
import { DERIVED } from '../../src/ledger/collections.js';
import { encodeRecord } from '../../src/ledger/record-codec.js';
import type { WorkRow } from '../../src/ledger/work-row.js';
import type { GraphStore } from '../../src/store/store.js';
import { walkRows } from '../../src/store/walk.js';
import { importAll, nodesOf } from '../derive/importing.js';
import { describeEngines } from '../engines.js';
import { readText } from '../import/text-input.js';

/**
 * Labelled exports of real databases, where they are at hand beside the project (they may not be copied into it): how
 * many marked duplicates end in one work of the graph with another record, and how many unmarked records stay alone.
 * The figures are those that scripts/measure-dedup.mjs finds by comparing records, without the graph.
 */
const FIGURES: Readonly<Record<string, { marked: number; together: number; unmarked: number; alone: number }>> = {
  'respiratory.endnote.xml.gz': { marked: 799, together: 794, unmarked: 1189, alone: 1187 },
  'tafenoquine.endnote.xml.gz': { marked: 114, together: 114, unmarked: 65, alone: 65 },
};

const folder = ['../shared/data/dedup', '../../shared/data/dedup'].map((path) => resolve(path)).find((path) => existsSync(path));
const libraries = folder
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => basename(name) in FIGURES)
  : [];

if (libraries.length === 0)
  describe('works of labelled exports', () => test.todo('are left out: there is no ../shared/data/dedup'));
else
  describeEngines('works of labelled exports', ['sqlite'], ([engine]) => {
    test.each(libraries)(
      '%s',
      async (name) => {
        const xml = gunzipSync(readFileSync(join(folder!, name))).toString();
        const marks = [...xml.matchAll(/<record>.*?<\/record>/gs)].map(([text]) =>
          /<caption>(?:<[^>]*>)*\s*Duplicate/i.test(text),
        );
        const items = await readText(endnoteXml, xml, name, 65_536);
        const store = await engine!.openEmptyStore();
        await importAll(store, items, { format: 'endnote-xml' });
        const isTogether = await together(store, items);
        const of = (isMarked: boolean): boolean[] => isTogether.filter((_, i) => marks[i] === isMarked);
        const { marked, together: joined, unmarked, alone } = FIGURES[basename(name)]!;
        expect([of(true).length, of(false).length]).toEqual([marked, unmarked]);
        expect(of(true).filter((one) => one).length).toBeGreaterThanOrEqual(joined);
        expect(of(false).filter((one) => !one).length).toBeGreaterThanOrEqual(alone);
      },
      300_000,
    );
  });

/** Whether each record, in the order of the file, is of a work with another one. */
async function together(store: GraphStore, items: readonly ReadItem[]): Promise<boolean[]> {
  const keys = items.flatMap((item) => (item.kind === 'record' ? [encodeRecord(item.record).key] : []));
  const works = new Map<string, string>();
  for await (const rows of walkRows(store, DERIVED.work))
    for (const { key, value } of rows) for (const record of (JSON.parse(value) as WorkRow).records) works.set(record, key);
  const sizes = new Map<string, number>();
  for (const key of keys) sizes.set(works.get(key)!, (sizes.get(works.get(key)!) ?? 0) + 1);
  expect((await nodesOf(store, 'Article')).map(({ key }) => key).sort()).toEqual([...sizes.keys()].sort());
  return keys.map((key) => sizes.get(works.get(key)!)! > 1);
}
