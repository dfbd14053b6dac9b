import { describe, expect, it } from '@jest/globals';
import type { WorkRow } from '../../src/ledger/work-row.js';
import { lookAt, workText } from '../../src/ledger/work-text.js';
import { rowOfText } from '../../src/ledger/view-layer.js';

const work = (authors: WorkRow['authors']): WorkRow => ({
  ids: ['pmid:1'],
  records: ['a'],
  year: 2020,
  journal: null,
  topics: ['"authors":[', 'two\nlines'],
  authorsStatus: 'COMPLETE',
  authors,
  readAt: { 'pubmed-xml': '2024-01-01T00:00:00.000Z' },
});

const YAN = { kind: 'PERSON', nameAsWritten: 'Yan\n],\nC', block: 'yan|c', sources: ['pubmed-xml'] } as const;
const YU = {
  kind: 'PERSON',
  nameAsWritten: 'Yu C',
  block: 'yu|c',
  orcid: '0000-0002-1825-0097',
  sources: ['pubmed-xml'],
} as const;

const row = (text: string) => rowOfText<WorkRow>('pmid:1', text, []);

describe('the text of the row of a work', () => {
  const both = work([YAN as never, YU as never]);

  it('is JSON of the row', () => {
    expect(JSON.parse(workText(both))).toMatchObject(both);
    expect(JSON.parse(workText(work([])))).toMatchObject(work([]));
  });

  it.each([
    ['as it is written', workText(both)],
    ['written before authors had lines of their own', JSON.stringify(both)],
  ])('is looked at author by author: %s', (_, text) => {
    const { about, blocks, orcids, author } = lookAt(row(text));
    const { authors, ...rest } = both;
    expect(about).toEqual(rest);
    expect(blocks).toEqual(['yan|c', 'yu|c']);
    expect(orcids).toEqual([[1, '0000-0002-1825-0097']]);
    expect([author(0), author(1)]).toEqual(authors);
  });

  it('may have no authors', () => {
    const { about, blocks, orcids } = lookAt(row(workText(work([]))));
    expect(about).toMatchObject({ ids: ['pmid:1'], readAt: { 'pubmed-xml': '2024-01-01T00:00:00.000Z' } });
    expect([blocks, orcids]).toEqual([[], []]);
  });
});
