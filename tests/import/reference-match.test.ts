import { describe, expect, it } from '@jest/globals';
import { matchReference, referenceKeys, referenceTargetKeys, type PrintedReference } from '../../src/import/reference-match.js';
import { bibRecord, type RecordFields } from './bib-record.js';

const ARTICLE: RecordFields = {
  title: 'Bedside teaching and the confidence of junior doctors',
  authors: 'Marlow, Jane; Ferreira, Ana P.; Okafor, Chidi',
  journal: 'Journal of Clinical Education',
  year: 2015,
  volume: '12',
  pages: '345-352',
  ids: { pmid: '25000001', doi: '10.1000/jce.2015(12)345', pmcid: 'PMC4000001' },
};
const { title } = ARTICLE;
const PLAIN: RecordFields = { ...ARTICLE, ids: {} };

function matches(reference: PrintedReference | string, record: RecordFields = PLAIN): boolean {
  const printed = typeof reference === 'string' ? { text: reference } : reference;
  return matchReference(printed, bibRecord(record));
}
function sharesKey(text: string, record: RecordFields): boolean {
  const keys = new Set(referenceTargetKeys(bibRecord(record)));
  return referenceKeys({ text }).some((key) => keys.has(key));
}

describe('references as printed', () => {
  it.each([
    ['Vancouver', `Marlow J, Ferreira AP, Okafor C. ${title}. J Clin Educ. 2015 Nov;12(4):345-52.`],
    ['Vancouver without issue', `1. Marlow J, et al. ${title}. J Clin Educ 2015;12:345–52`],
    ['a supplement', `Marlow J. ${title}. J Clin Educ. 2015;12 Suppl 1:S345-52.`],
    ['APA', `Marlow, J., Ferreira, A. P., & Okafor, C. (2015). ${title}. Journal of Clinical Education, 12(4), 345–352.`],
    ['IEEE', `J. Marlow and C. Okafor, “${title},” J. Clin. Educ., vol. 12, no. 4, pp. 345–352, Nov. 2015.`],
    ['Nature', `Marlow, J. et al. ${title}. J. Clin. Educ. 12, 345–352 (2015).`],
    ['Nature with the first page alone', `Marlow, J. et al. ${title}. J. Clin. Educ. 12, 345 (2015).`],
    ['Chicago', `Marlow, Jane. “${title}.” Journal of Clinical Education 12, no. 4 (2015): 345–52.`],
    ['Web of Science, without a title', 'Marlow J, 2015, J CLIN EDUC, V12, P345'],
    ['a subtitle that the record has not', `Marlow J. ${title}: a trial. J Clin Educ. 2015;12(4):345-52.`],
    [
      'other hyphens and a misprint',
      'Marlow J. Bed-side teaching and the confidense of junior doctors. J Clin Educ. 2015;12:345-52.',
    ],
  ])('%s', (_, text) => {
    expect(matches(text)).toBe(true);
    expect(sharesKey(text, PLAIN)).toBe(true);
  });

  it.each([
    ['a DOI', 'See https://doi.org/10.1000/JCE.2015(12)345.'],
    ['a DOI in brackets', 'Marlow 2015 (doi: 10.1000/jce.2015(12)345).'],
    ['a PMID', 'Marlow J. Teaching. PMID: 25000001.'],
    ['a PMCID', 'Marlow J. Teaching. PMCID: PMC4000001'],
  ])('%s in the text', (_, text) => {
    expect(matches(text, ARTICLE)).toBe(true);
    expect(sharesKey(text, ARTICLE)).toBe(true);
  });

  it.each([
    ['another page', `Marlow J. ${title}. J Clin Educ. 2015;12(4):400-5.`],
    ['another volume', `Marlow J. ${title}. J Clin Educ. 2015;13(4):345-52.`],
    ['another year', `Marlow J. ${title}. J Clin Educ. 2013;12(4):345-52.`],
    ['another author', `Zhou L. ${title}. J Clin Educ. 2015;12(4):345-52.`],
    [
      'another title',
      'Marlow J. Water quality in the lakes of the northern alpine valleys in summer. J Clin Educ. 2015;12(4):345-52.',
    ],
    ['an erratum', `Marlow J. Erratum to: ${title}. J Clin Educ. 2015;12(4):345.`],
    ['a comment', `Marlow J. Comment on ${title}. J Clin Educ. 2015;12(4):345.`],
    ['another journal, without a title', 'Marlow J, 2015, LANCET, V12, P345'],
    ['no journal, without a place', `Marlow J. ${title}. Lecture given in Lisbon, 2015.`],
    ['a subtitle, without a place', `Marlow J. ${title}: part two. J Clin Educ. 2015.`],
    ['only the author and the year', 'Marlow J, 2015'],
    ['nothing', ''],
  ])('%s is not the work', (_, text) => {
    expect(matches(text)).toBe(false);
  });

  it('without a title mean no work that stands on a single page', () => {
    const text = 'Marlow J, 2015, J CLIN EDUC, V12, PS27';
    expect(matches(text, { ...PLAIN, pages: 'S27' })).toBe(false);
    expect(matches(text, { ...PLAIN, pages: 'S27-S29' })).toBe(true);
    expect(matches('Marlow J, 2015, J CLIN EDUC, V12, P20879', { ...PLAIN, pages: '20879' })).toBe(true);
  });

  it('are the work without a place where title, author, year and journal agree', () => {
    expect(matches(`Marlow J. ${title}. J Clin Educ. 2015 (in press).`)).toBe(true);
  });

  it('are not the work where an identifier is another one', () => {
    const text = `Marlow J. ${title}. J Clin Educ. 2015;12(4):345-52. doi:10.1000/other`;
    expect(matches(text, ARTICLE)).toBe(false);
    expect(matches(text, PLAIN)).toBe(true);
  });

  it('with two DOIs name no one work by them', () => {
    expect(matches('10.1000/jce.2015(12)345 and 10.1000/other', ARTICLE)).toBe(false);
  });
});

describe('references in fields', () => {
  const fields: PrintedReference = {
    text: null,
    author: 'Marlow',
    year: 2015,
    volume: '12',
    firstPage: '345',
    journal: 'J Clin Educ',
  };

  it('match by author, year, volume, page and journal', () => {
    expect(matches(fields)).toBe(true);
    expect(matches({ ...fields, journal: 'Lancet' })).toBe(false);
    expect(matches({ ...fields, firstPage: '346' })).toBe(false);
    expect(matches({ ...fields, author: 'Zhou' })).toBe(false);
  });

  it('match by their title, and are found by it', () => {
    const byTitle: PrintedReference = { text: null, author: 'Marlow', year: 2015, title: title!, journal: 'J Clin Educ' };
    expect(matches(byTitle)).toBe(true);
    expect(matches({ ...byTitle, title: 'Water quality in alpine lakes' })).toBe(false);
    const keys = new Set(referenceTargetKeys(bibRecord(PLAIN)));
    expect(referenceKeys(byTitle).some((key) => keys.has(key))).toBe(true);
  });
});
