import { describe, expect, it } from '@jest/globals';
import { generatePubmed, type GeneratorSettings } from '../../bench/pubmed-generator.js';
import { blockKeys } from '../../src/import/block-keys.js';
import { pubmedXml } from '../../src/import/pubmed-xml.js';
import type { BibRecord } from '../../src/import/record.js';
import { compareWorks } from '../../src/import/work-match.js';
import { readText } from './text-input.js';

const SETTINGS: GeneratorSettings = { records: 120, seed: 7, templates: null, revised: null };

const textOf = (settings: Partial<GeneratorSettings> = {}): string =>
  [...generatePubmed({ ...SETTINGS, ...settings }).pieces].join('');

async function recordsOf(text: string): Promise<BibRecord[]> {
  const items = await readText(pubmedXml, text);
  return items.map((item) => {
    if (item.kind !== 'record') throw new Error(`The generator made what is no record: ${JSON.stringify(item)}`);
    return item.record;
  });
}

describe('generated PubMed XML', () => {
  it('is the same for one seed, and another for another', () => {
    expect(textOf()).toBe(textOf());
    expect(textOf({ seed: 8 })).not.toBe(textOf());
  });

  it('holds as many works as asked for, no two of which may be one', async () => {
    const records = await recordsOf(textOf());
    expect(records).toHaveLength(120);
    expect(new Set(records.map(({ ids }) => ids.pmid)).size).toBe(120);
    const blocks = new Map<string, BibRecord[]>();
    for (const record of records) for (const key of blockKeys(record)) blocks.set(key, [...(blocks.get(key) ?? []), record]);
    const pairs = [...blocks.values()].flatMap((block) => block.flatMap((a, i) => block.slice(i + 1).map((b) => ({ a, b }))));
    expect(pairs.filter(({ a, b }) => compareWorks(a, b).verdict !== 'DIFFERENT')).toEqual([]);
  });

  it('has reference lists of fifteen to thirty-five works, half of them of the file', async () => {
    const records = await recordsOf(textOf());
    const own = new Set(records.map(({ ids }) => ids.pmid));
    const cited = records.flatMap(({ references }) => references ?? []);
    expect(cited.length / 120).toBeGreaterThan(22);
    expect(cited.length / 120).toBeLessThan(28);
    const inside = cited.filter(({ ids }) => own.has(ids.pmid)).length / cited.length;
    expect(inside).toBeGreaterThan(0.4);
    expect(inside).toBeLessThan(0.55);
  });

  it('revises one record where that is asked for', async () => {
    const [before, after] = [await recordsOf(textOf()), await recordsOf(textOf({ revised: 99 }))];
    const changed = before.flatMap((record, i) => (JSON.stringify(record) === JSON.stringify(after[i]) ? [] : [i]));
    expect(changed).toEqual([99]);
    expect(after[99]!.ids).toEqual(before[99]!.ids);
  });
});
