import { describe, expect, test } from '@jest/globals';
import { bibtex } from '../../src/import/bibtex.js';
import { crossref } from '../../src/import/crossref.js';
import { cslJson } from '../../src/import/csl-json.js';
import { endnoteXml } from '../../src/import/endnote-xml.js';
import type { ImportFormat } from '../../src/import/format.js';
import { opencitations } from '../../src/import/opencitations.js';
import { ris } from '../../src/import/ris.js';
import { readText, recordsOf, warningsOf } from './text-input.js';

const UNNAMED = 'the ISSN 1471-2288 is that of a series of books, which the record does not name; it is left out';
const read = async (format: ImportFormat, text: string) => {
  const items = await readText(format, text);
  const [record] = recordsOf(items);
  return { journal: record!.journal, bookTitle: record!.bookTitle, warnings: warningsOf(items) };
};
const kept = (title: string) => ({
  journal: { title, abbreviation: null, issns: [{ value: '1471-2288', type: 'UNKNOWN' }], nlmId: null },
  warnings: [],
});
const leftOut = { journal: null, bookTitle: 'The Book', warnings: [UNNAMED] };

describe('the series of a book, with its ISSN', () => {
  test('RIS: T3 of a chapter, T2 of a whole book', async () => {
    const chapter = (lines: string) => read(ris, `TY  - CHAP\nTI  - T\nT2  - The Book\nSN  - 1471-2288\n${lines}ER  - \n`);
    expect(await chapter('T3  - The Series\n')).toEqual({ ...kept('The Series'), bookTitle: 'The Book' });
    expect(await chapter('')).toEqual(leftOut);
    expect(await read(ris, 'TY  - BOOK\nTI  - T\nT2  - The Series\nSN  - 14712288 (ISSN); 9783319000011 (ISBN)\nER  - \n')).toEqual({
      ...kept('The Series'), bookTitle: null,
    }); // prettier-ignore
    // What a report has there is its own number.
    expect(await read(ris, 'TY  - RPRT\nTI  - T\nSN  - 1471-2288\nER  - \n')).toEqual({ journal: null, bookTitle: null, warnings: [] }); // prettier-ignore
  });

  test('EndNote XML', async () => {
    const chapter = (series: string) =>
      read(
        endnoteXml,
        `<xml><records><record><ref-type name="Book Section">5</ref-type><titles><title>T</title><secondary-title>The Book</secondary-title>${series}</titles><isbn>1471-2288</isbn></record></records></xml>`,
      );
    expect(await chapter('<tertiary-title>The Series</tertiary-title>')).toEqual({
      ...kept('The Series'),
      bookTitle: 'The Book',
    });
    expect(await chapter('')).toEqual(leftOut);
  });

  test('BibTeX, also from the book that is named in crossref', async () => {
    const entry = (fields: string) =>
      read(bibtex, `@incollection{a, title={T}, booktitle={The Book}, issn={1471-2288}${fields}}`);
    expect(await entry(', series={The Series}')).toEqual({ ...kept('The Series'), bookTitle: 'The Book' });
    expect(await entry('')).toEqual(leftOut);
    const crossed = '@inbook{a, title={T}, crossref={b}}\n@book{b, title={The Book}, series={The Series}, issn={1471-2288}}';
    const [, part] = recordsOf(await readText(bibtex, crossed));
    expect(part).toMatchObject({ title: 'T', bookTitle: 'The Book', journal: kept('The Series').journal });
  });

  test('CSL-JSON', async () => {
    const item = { type: 'chapter', title: 'T', 'container-title': 'The Book', ISSN: '1471-2288' };
    expect(await read(cslJson, JSON.stringify([{ ...item, 'collection-title': 'The Series' }]))).toEqual({
      ...kept('The Series'), bookTitle: 'The Book',
    }); // prettier-ignore
    expect(await read(cslJson, JSON.stringify([item]))).toEqual(leftOut);
  });

  test('Crossref: of two titles the first is that of the series', async () => {
    const work = (titles: string[]) =>
      read(crossref, JSON.stringify([{ DOI: '10.1000/x', type: 'book-chapter', title: ['T'], 'container-title': titles, ISSN: ['1471-2288'] }])); // prettier-ignore
    expect(await work(['The Series', 'The Book'])).toEqual({ ...kept('The Series'), bookTitle: 'The Book' });
    expect(await work(['The Book'])).toEqual(leftOut);
  });

  test('OpenCitations: a venue with an ISSN is a series, one without it is the book', async () => {
    const row = (venue: string) =>
      read(opencitations, `"id","title","author","venue","type"\n"doi:10.1000/x","T","","${venue}","book chapter"\n`);
    expect(await row('The Series [issn:1471-2288 omid:br/8]')).toEqual({ ...kept('The Series'), bookTitle: null });
    expect(await row('The Book [omid:br/8]')).toEqual({ journal: null, bookTitle: 'The Book', warnings: [] });
  });
});
