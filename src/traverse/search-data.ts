import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRIMARY } from '../ledger/collections.js';
import type { ImportNode } from '../ledger/imports.js';
import { PACKAGE_ROOT } from '../root.js';
import type { GraphStore } from '../store/store.js';
import type { DataState } from './search-outcome.js';

const PAGE = 500;

/** What a report has to say of the data that it is about. */
export async function dataState(store: Pick<GraphStore, 'describe' | 'scan'>): Promise<DataState> {
  const [{ dataVersion, lastChangedAt, counts, completeness }, sources] = await Promise.all([store.describe(), sourcesOf(store)]);
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  return {
    software: `meded-graph ${version}`,
    version: dataVersion,
    lastChangedAt,
    changedMeanwhile: false,
    articles: counts.articles,
    stubs: counts.stubs,
    citations: counts.citations,
    withReferences: completeness.withReferences,
    sources,
  };
}

async function sourcesOf(store: Pick<GraphStore, 'scan'>): Promise<DataState['sources']> {
  const found = new Map<string, DataState['sources'][number]>();
  for (let after: string | null = null, more = true; more;) {
    const rows = await store.scan({ collection: PRIMARY.import, after, limit: PAGE });
    for (const { value } of rows) {
      const { format, lastReadAt } = JSON.parse(value) as ImportNode;
      const source = format ?? 'unknown';
      const one = found.get(source) ?? { source, imports: 0, lastReadAt };
      found.set(source, {
        source,
        imports: one.imports + 1,
        lastReadAt: one.lastReadAt > lastReadAt ? one.lastReadAt : lastReadAt,
      });
    }
    after = rows.at(-1)?.key ?? null;
    more = rows.length === PAGE;
  }
  return [...found.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}
