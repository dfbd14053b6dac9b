import { describe, expect, test } from '@jest/globals';
import { normalizeArxiv, normalizeDoi } from '../../src/ids.js';
import { bibtex } from '../../src/import/bibtex.js';
import { cslJson } from '../../src/import/csl-json.js';
import { openalex } from '../../src/import/openalex.js';
import { ris } from '../../src/import/ris.js';
import { semanticScholar } from '../../src/import/semantic-scholar.js';
import type { ImportFormat } from '../../src/import/format.js';
import { NO_IDS } from '../../src/import/record.js';
import { readText, recordsOf, warningsOf } from './text-input.js';

const DOI = '10.48550/arxiv.2101.00001';

describe('arXiv ids', () => {
  test.each([
    ['arXiv:2101.00001', DOI],
    ['ARXIV: 2101.00001v12', DOI],
    ['https://arxiv.org/abs/2101.00001v2', DOI],
    ['arXiv:2101.00001v1 [cs.CY]', DOI],
    ['http://export.arxiv.org/pdf/2101.00001.pdf', DOI],
    ['arXiv:hep-th/9901001', '10.48550/arxiv.hep-th/9901001'],
    ['arXiv:math.GT/0309136v1', '10.48550/arxiv.math/0309136'],
  ])('%s is the DOI that arXiv registers', (text, doi) => {
    expect(normalizeArxiv(text)).toBe(doi);
    expect(normalizeDoi(doi)).toBe(doi);
  });

  test('a bare one, and what is none', () => {
    expect(normalizeArxiv('2101.00001')).toBe(DOI);
    for (const none of ['arXiv:', 'arXiv:21.1', 'arxiv preprint', '12345', '']) expect(normalizeArxiv(none)).toBeNull();
  });

  const s2 = (ids: object): string => JSON.stringify([{ paperId: 'a'.repeat(40), title: 'T', externalIds: ids }]);
  const work = (more: object): string => JSON.stringify({ id: 'https://openalex.org/W1', title: 'T', ...more });
  const PLACE = { landing_page_url: 'http://arxiv.org/abs/2101.00001' };
  test.each<[string, ImportFormat, string]>([
    ['BibTeX of arXiv', bibtex, '@misc{a, title={T}, eprint={2101.00001}, archivePrefix={arXiv}, primaryClass={cs.CY}}'],
    ['BibLaTeX', bibtex, '@online{a, title={T}, eprinttype={arxiv}, eprint={2101.00001v3}}'],
    ['Google Scholar', bibtex, '@article{a, title={T}, journal={arXiv preprint arXiv:2101.00001}, year={2021}}'],
    ['Zotero’s BibTeX', bibtex, '@misc{a, title={T}, publisher={arXiv}, note={arXiv:2101.00001 [cs]}}'],
    ['Zotero’s RIS', ris, 'TY  - GEN\nTI  - T\nAN  - arXiv:2101.00001 [cs]\nER  - \n'],
    ['Zotero’s CSL', cslJson, JSON.stringify([{ type: 'article', title: 'T', number: 'arXiv:2101.00001' }])],
    ['a note in CSL', cslJson, JSON.stringify([{ type: 'article', title: 'T', note: 'x: 1\narXiv: 2101.00001 [cs]' }])],
    ['an address in CSL', cslJson, JSON.stringify([{ type: 'article', title: 'T', URL: 'https://arxiv.org/abs/2101.00001' }])],
    ['Semantic Scholar', semanticScholar, s2({ ArXiv: '2101.00001' })],
    ['OpenAlex', openalex, work({ locations: [PLACE] })],
    ['RIS', ris, 'TY  - JOUR\nTI  - T\nUR  - http://arxiv.org/abs/2101.00001\nER  - \n'],
  ])('%s', async (_what, format, text) => {
    const items = await readText(format, text);
    expect(recordsOf(items)).toMatchObject([{ ids: { doi: DOI }, corrections: [], pages: null }]);
    expect(warningsOf(items)).toEqual([]);
  });

  test('a work that has another DOI updates the paper of arXiv, which is a work of its own', async () => {
    const updates = { type: 'UpdateOf', ids: { ...NO_IDS, doi: DOI }, text: 'arXiv:2101.00001' };
    const entry = '@article{a, title={T}, doi={10.1000/x}, eprint={2101.00001}, archiveprefix={arXiv}}';
    for (const [format, text] of [
      [bibtex, entry],
      [semanticScholar, s2({ ArXiv: '2101.00001', DOI: '10.1000/x' })],
    ] as const) {
      expect(recordsOf(await readText(format, text))).toMatchObject([{ ids: { doi: '10.1000/x' }, corrections: [updates] }]);
    }
    expect(recordsOf(await readText(semanticScholar, s2({ ArXiv: '2101.00001', DOI: DOI })))[0]!.corrections).toEqual([]);
  });

  test('what is none is told once', async () => {
    const csl = (more: object): string => JSON.stringify([{ type: 'article', title: 'T', ...more }]);
    for (const [format, text] of [
      [semanticScholar, s2({ ArXiv: 'zz' })],
      [semanticScholar, s2({ ArXiv: 'zz', DOI: '10.1000/x' })],
      [semanticScholar, JSON.stringify([{ paperId: 'a'.repeat(40), title: 'T', externalIds: 'zz' }])],
      [cslJson, csl({ number: ['zz'] })],
      [cslJson, csl({ note: { zz: 1 } })],
    ] as const)
      expect(warningsOf(await readText(format, text))).toEqual([expect.stringContaining('zz')]);
  });
});
