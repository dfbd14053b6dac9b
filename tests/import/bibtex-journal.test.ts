import { expect, test } from '@jest/globals';
import { bibtex } from '../../src/import/bibtex.js';
import { ris } from '../../src/import/ris.js';
import { readText, recordsOf, refusalsOf } from './text-input.js';

test('an ISSN without a title is an article’s journal; of a part of a book it may be that of a series', async () => {
  const text = '@article{a, title={A}, issn={0028-0836}}\n@incollection{b, title={B}, issn={0028-0836}}';
  const journal = { title: null, abbreviation: null, issns: [{ value: '0028-0836', type: 'UNKNOWN' }], nlmId: null };
  expect(recordsOf(await readText(bibtex, text)).map((entry) => entry.journal)).toEqual([journal, null]);
});

test('arXiv is one, not another one for each of its papers', async () => {
  const [record] = recordsOf(await readText(bibtex, '@article{a, title={T}, journal={arXiv preprint arXiv:2101.00001}}'));
  expect(record).toMatchObject({ journal: { title: 'arXiv' }, ids: { doi: '10.48550/arxiv.2101.00001' } });
});

const SCOPUS_LIST =
  'Smith, J., Doe, A., Mentoring in residency: a review (2010) Acad Med, 85 (3), pp. 12-19; Brown, K., (2001a) The book of mentors; Rose M., Of late, Med Teach, 33, pp. 1-2, (2011);';
const SCOPUS_REFERENCES = [
  { position: 1, text: 'Smith, J., Doe, A., Mentoring in residency: a review (2010) Acad Med, 85 (3), pp. 12-19', year: 2010 },
  { position: 2, text: 'Brown, K., (2001a) The book of mentors', year: 2001 },
  { position: 3, text: 'Rose M., Of late, Med Teach, 33, pp. 1-2, (2011)', year: 2011 },
];

test('Scopus: PMID and references', async () => {
  const entry = (source: string) =>
    `@article{a, title={T}, pubmed_id={33676512}, references={${SCOPUS_LIST}}, source={${source}}}`;
  const [record, other] = recordsOf(await readText(bibtex, `${entry('Scopus')}\n${entry('Elsewhere')}`));
  expect(record).toMatchObject({ ids: { pmid: '33676512' }, references: SCOPUS_REFERENCES });
  expect(other!.references).toBeNull();
  for (const before of ['', 'Export Date: 1 March 2023; Cited By: 12; ']) {
    const text = `TY  - JOUR\nTI  - T\nN1  - ${before}References: ${SCOPUS_LIST}\nDB  - Scopus\nER  - \n`;
    expect(recordsOf(await readText(ris, text))).toMatchObject([{ references: SCOPUS_REFERENCES }]);
  }
});

test('a value that was left out is an empty one', async () => {
  const items = await readText(bibtex, '@article{a, title={T}, month=, year=2001, publisher = }\n@article{b, title=)}');
  expect(recordsOf(items)).toMatchObject([{ title: 'T', date: { year: 2001, month: null } }]);
  expect(refusalsOf(items)).toEqual([expect.stringMatching(/a value is missing after the equals sign/)]);
});
