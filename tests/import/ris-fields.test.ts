import { describe, expect, test } from '@jest/globals';
import { ris } from '../../src/import/ris.js';
import { readText, recordsOf, warningsOf } from './text-input.js';

const read = (text: string) => readText(ris, text);
const one = async (lines: string) => recordsOf(await read(`TY  - JOUR\nTI  - T\n${lines}\nER  - \n`))[0]!;

describe('dates and identifiers, dialect by dialect', () => {
  test.each([
    ['PY  - 2006///Nov-Dec', [2006, 11, null, 'RANGE']],
    ['PY  - 2006\nDA  - 2006///Nov-Dec2006', [2006, 11, null, 'RANGE']],
    ['Y1  - 2006///Spring', [2006, null, null, 'SEASON']],
    ['Y1  - 2014/Winter///', [2014, null, null, 'SEASON']],
    ['Y1  - 2010/Jan', [2010, 1, null, 'MONTH']],
    ['DA  - 2012/04/01/ 2012 Apr', [2012, 4, 1, 'DAY']],
    ['PY  - 1998/12/19-26', [1998, 12, null, 'RANGE']],
    ['PY  - 1947/48', [1947, null, null, 'RANGE']],
    ['PY  - 2011//', [2011, null, null, 'YEAR']],
  ])('the date in %j, whose last part may be words', async (lines, expected) => {
    const { date } = await one(lines);
    expect([date!.year, date!.month, date!.day, date!.precision]).toEqual(expected);
    expect(lines).toContain(date!.raw);
  });

  test.each([
    ['AN  - 90000001\nDP  - NLM', 'EndNote, from PubMed'],
    ['AN  - 90000001\nDB  - cmedm\nDP  - EBSCOhost', 'EBSCO’s MEDLINE'],
    ['C5  - 90000001\nDB  - Embase\nDB  - Medline\nU2  - L1', 'Embase'],
    ['N1  - Accession Number: 2019-00001-001. PMID: 90000001 Partial author list: …\nDB  - psyh', 'EBSCO’s PsycINFO'],
    ['UR  - http://link.springer.com/1,https://pubmed.ncbi.nlm.nih.gov/90000001', 'Mendeley'],
    ['UR  - http://a.org/x\nhttps://pubmed.ncbi.nlm.nih.gov/90000001/', 'links line by line'],
  ])('the PMID in %j (%s)', async (lines) => expect((await one(lines)).ids.pmid).toBe('90000001'));

  test('a tab behind the hyphen is as good as a blank', async () => {
    expect(await one('VL  -\t12\nIS  - \t3')).toMatchObject({ title: 'T', volume: '12', issue: '3' });
  });

  test('pages that are n/a are none; a place behind the journal’s name that stands in CY is no part of it', async () => {
    const { pages, journal } = await one('SP  - n/a\nEP  - n/a\nJF  - Nursing Standard; London\nCY  - London');
    expect([pages, journal!.title]).toEqual([null, 'Nursing Standard']);
    expect((await one('SP  - 7\nEP  - n/a')).pages!.asWritten).toBe('7');
    expect((await one('JF  - Heart; Lung')).journal!.title).toBe('Heart; Lung');
  });

  test('an accession number of other databases is no PMID', async () => {
    expect((await one('AN  - 90000001\nDB  - c8h\nDP  - EBSCOhost')).ids.pmid).toBeNull();
    expect((await one('C5  - 90000001\nDB  - Scopus')).ids.pmid).toBeNull();
  });

  test('RefWorks: the DOI in M3 is marked; Cochrane: M3 has several types', async () => {
    expect((await one('M3  - 10.1000/refworks.1 [doi]')).ids.doi).toBe('10.1000/refworks.1');
    expect((await one('M3  - Journal article; Randomized Controlled Trial')).publicationTypes).toEqual(['Journal Article', 'Randomized Controlled Trial']); // prettier-ignore
  });

  test.each([
    ['DO  - S0140-6736(06)69999-9 [pii]\n10.1016/S0140-6736(06)69999-9 [doi]', '10.1016/s0140-6736(06)69999-9', 0],
    ['DO  - doi:10.1000/abc [doi]', '10.1000/abc', 0],
    ['DO  - doi: 10.1000/abc', '10.1000/abc', 0],
    ['DO  - https://doi.org/10.1000%2Fabc%28x%29', '10.1000/abc(x)', 0],
    ['DO  - 10.1000/a,b;2-k', '10.1000/a,b;2-k', 0],
    ['DO  - 10.1000/abc; 10.1000/def', '10.1000/abc', 1],
    ['DO  - n/a', null, 1],
  ])('the DOI in %j', async (lines, doi, warnings) => {
    const items = await read(`TY  - JOUR\nTI  - T\n${lines}\nER  - \n`);
    expect(recordsOf(items)[0]!.ids.doi).toBe(doi);
    expect(warningsOf(items)).toHaveLength(warnings);
  });
});

describe('what dialects have of their own', () => {
  test('ProQuest: a place without the name of a journal is none', async () => {
    expect((await one('T2  - ; London\nCY  - London'))!.journal).toBeNull();
    expect((await one('JF  - ; London\nSN  - 1471-2288'))!.journal).toMatchObject({
      title: null,
      issns: [{ value: '1471-2288' }],
    });
    expect((await one('JF  - Nursing; Standard'))!.journal).toMatchObject({ title: 'Nursing; Standard' });
  });

  test('Web of Science: citations and references are counted in a note', async () => {
    const note = 'Times Cited in Web of Science Core Collection:  15\n   Total Times Cited:  16\n   Cited Reference Count:  44';
    expect(await one(`N1  - ${note}`)).toMatchObject({ reportedCitations: 15, statedReferences: 44 });
    expect(await one('N1  - Cited By :12; Export Date: 1 March 2023')).toMatchObject({
      reportedCitations: 12,
      statedReferences: null,
    });
  });

  test('tabs beside the hyphen', async () => {
    for (const [before, behind] of [
      ['  ', '\t'],
      ['\t', ' '],
      ['\t', '\t'],
    ]) {
      const text = [['TY', 'JOUR'], ['TI', 'A title'], ['AU', 'Smith, J'], ['ER', '']].map(([tag, value]) => `${tag}${before}-${behind}${value}\n`).join(''); // prettier-ignore
      expect(ris.recognise(text)).toBe(1);
      expect(recordsOf(await readText(ris, text))).toMatchObject([{ title: 'A title', authors: [{ familyName: 'Smith' }] }]);
    }
  });
});
