import { expect, test } from '@jest/globals';
import { bibtex } from '../../src/import/bibtex.js';
import { readText, recordsOf } from './text-input.js';

test('an ISSN without a title is an article’s journal; of a part of a book it may be that of a series', async () => {
  const text = '@article{a, title={A}, issn={0028-0836}}\n@incollection{b, title={B}, issn={0028-0836}}';
  const journal = { title: null, abbreviation: null, issns: [{ value: '0028-0836', type: 'UNKNOWN' }], nlmId: null };
  expect(recordsOf(await readText(bibtex, text)).map((entry) => entry.journal)).toEqual([journal, null]);
});

test('arXiv is one, not another one for each of its papers', async () => {
  const [record] = recordsOf(await readText(bibtex, '@article{a, title={T}, journal={arXiv preprint arXiv:2101.00001}}'));
  expect(record).toMatchObject({ journal: { title: 'arXiv' }, ids: { doi: '10.48550/arxiv.2101.00001' } });
});
