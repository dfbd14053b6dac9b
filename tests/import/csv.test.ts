import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../src/import/csv.js';
import { collect, textInput } from './text-input.js';

const read = (text: string, piece = 3) => collect(readCsv(textInput(text, 'list.csv', piece)));
const rows = async (text: string, piece = 3) =>
  (await read(text, piece)).flatMap((item) => (item.kind === 'row' ? [{ ...item.row }] : []));

describe('CSV', () => {
  test('quotes, doubled quotes, line breaks in cells, and the line of each row', async () => {
    const items = await read('PMID, doi ,title\r\n1,10.1000/1,"a, ""b"" c"\r\n\r\n2,,"line\r\nbreak"\r\n3,,last');
    expect(items[0]).toEqual({ kind: 'header', columns: ['pmid', 'doi', 'title'] });
    expect(
      items.slice(1).map((item) => (item.kind === 'row' ? [item.place.line, item.place.record, { ...item.row }] : item)),
    ).toEqual([
      [2, 1, { pmid: '1', doi: '10.1000/1', title: 'a, "b" c' }],
      [4, 2, { pmid: '2', doi: '', title: 'line\r\nbreak' }],
      [6, 3, { pmid: '3', doi: '', title: 'last' }],
    ]);
  });

  test('reads back whatever was written by the rules, cut anywhere', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '\u{1f600}') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (cells, piece) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ['x,y', ...cells.map((row) => row.map(quote).join(','))].join('\r\n');
        expect(await rows(text, piece)).toEqual(cells.map(([x, y]) => ({ x, y })));
      }),
    );
  });

  test('refuses a row with too few or too many cells and goes on', async () => {
    const items = await read('pmid,doi,title\n1,10.1000/1\n2,10.1000/2,b,extra\n3,10.1000/3,c\n');
    expect(items.slice(1)).toEqual([
      { kind: 'refused', place: { line: 2, record: 1 }, reason: 'the row has 2 cells, the header 3' },
      { kind: 'refused', place: { line: 3, record: 2 }, reason: 'the row has 4 cells, the header 3' },
      { kind: 'row', place: { line: 4, record: 3 }, row: expect.objectContaining({ pmid: '3' }) },
    ]);
  });

  test('refuses text after a closing quote, broken text and an overlong cell', async () => {
    const items = await read(`a,b\n"x"y,1\n\ufffd,2\n${'z'.repeat(500_001)},3\nok,4\n`, 4096);
    expect(items.slice(1).map((item) => item.kind)).toEqual(['refused', 'refused', 'refused', 'row']);
    expect(items[1]).toMatchObject({ reason: 'there is text after the closing quote of a cell' });
    expect(items[2]).toMatchObject({ reason: 'the row holds characters that are no UTF-8' });
    expect(items[3]).toMatchObject({ reason: 'a cell has more than 500,000 characters' });
  });

  test.each([
    ['an unclosed quote', `a,b\n1,"never closed\n${'2,b\n'.repeat(1000)}`, /line 2: a quote is opened and never closed/],
    ['a column twice', 'pmid,PMID,title\n1,2,t\n', /the column "pmid" occurs twice/],
    ['other separators', 'pmid;title\n1;t\n', /not separated by commas/],
    ['an empty file', '', /the file is empty/],
  ])('refuses a file with %s', async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test.each([3, 997])('tabs between columns, as spreadsheets save and paste them (pieces of %i)', async (piece) => {
    const text = '\ufeffPMID\tTitle\r\n1\t"a, ""b""\nc"\r\n2\tx; y, z\r\n3\r\n'.slice(1);
    const items = await collect(readCsv(textInput(text, 'test', piece)));
    expect(items.slice(1).map((item) => (item.kind === 'row' ? { ...item.row } : item.kind))).toEqual([
      { pmid: '1', title: 'a, "b"\nc' },
      { pmid: '2', title: 'x; y, z' },
      'refused',
    ]);
    const commas = await collect(readCsv(textInput('a,b\nx\ty,z\n', 'test', piece)));
    expect(commas[1]).toMatchObject({ row: { a: 'x\ty', b: 'z' } });
  });

  test('a column called __proto__ is a column', async () => {
    const [, item] = await read('__proto__,b\nx,y\n');
    expect(item!.kind === 'row' && item!.row['__proto__']).toBe('x');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
