import { describe, expect, test } from '@jest/globals';
import { READ_LIMITS } from '../../src/import/format.js';
import { identifiers } from '../../src/import/identifiers.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const read = (text: string) => readText(identifiers, text);
const idsOf = async (text: string) =>
  recordsOf(await read(text)).map(({ ids }) => Object.values(ids).filter((id) => id !== null));

describe('one identifier a line', () => {
  test('mixed kinds in every spelling; remarks and blank lines are nothing', async () => {
    const text = `# my list
33349761
pmid: 00033349762   # with a remark
https://pubmed.ncbi.nlm.nih.gov/33349763/

PMC5438064
https://doi.org/10.1186/S13643-017-0571-Y
doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2
10.1000/a,b#c
https://openalex.org/W2741809807
`;
    expect(await idsOf(text)).toEqual([
      ['33349761'], ['33349762'], ['33349763'], ['PMC5438064'], ['10.1186/s13643-017-0571-y'],
      ['10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2'], ['10.1000/a,b#c'], ['W2741809807'],
    ]); // prettier-ignore
    expect(await idsOf(text.replace(/\n/g, '\r\n').trimEnd())).toHaveLength(8);
  });

  test('whatever the command `identifiers` lists, of every scheme, with and without its name', async () => {
    const s2 = 'a1'.repeat(20);
    const listed = [
      ['pmid', '1'],
      ['pmcid', 'PMC2'],
      ['doi', '10.1000/x'],
      ['openalex', 'W3'],
      ['s2', s2],
      ['omid', 'br/0612'],
    ];
    const values = listed.map(([, value]) => [value]);
    expect(await idsOf(listed.map(([scheme, value]) => `${scheme}:${value}\n`).join(''))).toEqual(values);
    expect(await idsOf(listed.map(([, value]) => `${value}\n`).join(''))).toEqual(values);
    const table = `key,status,${listed.map(([scheme]) => scheme).join(',')},title\n`;
    const row = `pmid:1,STUB,${listed.map(([, value]) => value).join(',')},\n`;
    expect(recordsOf(await read(table + row))[0]!.ids).toEqual(Object.fromEntries(listed));
    expect(identifiers.recognise(`s2:${s2}\nomid:br/0612\n`)).toBe(0.8);
  });

  test('such a record names a work and says nothing else', async () => {
    expect(recordsOf(await read('1\n'))[0]).toMatchObject({
      source: 'identifiers',
      title: null,
      authors: [],
      authorsStatus: 'NOT_LISTED',
      references: null,
    });
  });

  test('what names no work is refused with its line; the rest arrives', async () => {
    const items = await read('1\nnot an id\n0000-0002-1825-0097\n1471-2288\n10.1000/\ufffd\n2\n');
    expect(refusalsOf(items)).toEqual([
      'line 2, record 2: "not an id" is neither a PMID, a PMCID, a DOI nor another identifier of a work',
      expect.stringContaining('line 3, record 3'),
      expect.stringContaining('line 4, record 4'),
      expect.stringContaining('line 5, record 5'),
    ]);
    expect(recordsOf(items)).toHaveLength(2);
  });

  test('a line above the limit is refused with its length', async () => {
    const items = await readText(identifiers, `1\n${'9'.repeat(READ_LIMITS.record + 1)}\n2\n`, 'test', 1 << 20);
    expect(refusalsOf(items)).toEqual([
      `line 2, record 2: the line has ${READ_LIMITS.record + 1} characters and is no identifier`,
    ]);
    expect(recordsOf(items)).toHaveLength(2);
  });

  test('an empty list has no records', async () => expect(await read('# nothing yet\n\n')).toEqual([]));

  test('several on one line, as they are pasted', async () => {
    const items = await read('17101234, 30000001;30000002\n10.1000/a, https://doi.org/10.1000/b;10.1000/c\n10.1000/x;2-k PMC5\n17 101 234\n;\n'); // prettier-ignore
    expect(recordsOf(items).map(({ ids }) => ids.pmid ?? ids.doi ?? ids.pmcid)).toEqual([
      '17101234', '30000001', '30000002', '10.1000/a', '10.1000/b', '10.1000/c', '10.1000/x;2-k', 'PMC5',
    ]); // prettier-ignore
    expect(refusalsOf(items)).toEqual([
      expect.stringMatching(/^line 4, record 9: "17 101 234" is neither/),
      expect.stringMatching(/^line 5, record 10: ";" is neither/),
    ]);
  });
});

describe('a list that was pasted with its marks', () => {
  test('the number of an entry is no PMID', async () => {
    const text = '1. 44444444\n2) 10.1000/a\n[3] PMC5438064\n(4) 17101234; 30000001\n- 11111111\n• doi:10.1000/b\n10. 22222222\n';
    expect(await idsOf(text)).toEqual([
      ['44444444'], ['10.1000/a'], ['PMC5438064'], ['17101234'], ['30000001'], ['11111111'], ['10.1000/b'], ['22222222'],
    ]); // prettier-ignore
    expect(identifiers.recognise(text)).toBe(0.8);
  });

  test('a number alone is one, also with a full stop or in brackets', async () => {
    expect(await idsOf('12.\n(13)\n[14]\n')).toEqual([['12'], ['13'], ['14']]);
  });
});

describe('a table', () => {
  test('PubMed’s CSV', async () => {
    const items = await read(
      '"PMID","Title","Authors","Citation","First Author","Journal/Book","Publication Year","Create Date","PMCID","NIHMS ID","DOI"\n' +
        '"90000001","A ""quoted"" title.","Lim SM, van den Broeck K.","J. 2022","Lim SM","Behav Ther","2022","2022/03/01","PMC90000001","","10.1000/X"\n',
    );
    expect(recordsOf(items)[0]).toMatchObject({
      ids: { pmid: '90000001', pmcid: 'PMC90000001', doi: '10.1000/x' },
      title: 'A "quoted" title',
      authors: [{ familyName: 'Lim', initials: 'SM' }, { familyName: 'van den Broeck', initials: 'K' }],
      authorsStatus: 'COMPLETE',
      journal: { title: 'Behav Ther' },
      date: { year: 2022, precision: 'YEAR' },
    }); // prettier-ignore
    expect(warningsOf(items)).toEqual(['columns that are not read: "citation", "first author", "create date", "nihms id"']);
  });

  test.each([
    ['Joseph Rottman, Erran Carmel', ['Rottman', 'Carmel'], 'COMPLETE'],
    ['Lim, S.M.; Cheng, L.J.', ['Lim', 'Cheng'], 'COMPLETE'],
    ['Lim, Sarah', ['Lim'], 'COMPLETE'],
    ['Lim SM, et al.', ['Lim'], 'POSSIBLY_TRUNCATED'],
    ['', [], 'NOT_LISTED'],
  ])('authors: %j', async (authors, families, status) => {
    const [record] = recordsOf(await read(`doi,authors\n10.1000/1,"${authors}"\n`));
    expect(record!.authors.map(({ familyName }) => familyName)).toEqual(families);
    expect(record!.authorsStatus).toBe(status);
  });

  test('ids alone, with columns of others; a row without any is refused', async () => {
    const items = await read(
      'doi,openalex_id,label_included,pmid\nhttps://doi.org/10.1000/1,https://openalex.org/W1,1,\n,,0,\n,,1,https://pubmed.ncbi.nlm.nih.gov/2\n',
    );
    expect(recordsOf(items).map(({ ids }) => [ids.doi, ids.openalex, ids.pmid])).toEqual([['10.1000/1', 'W1', null], [null, null, '2']]); // prettier-ignore
    expect(refusalsOf(items)).toEqual(['line 3, record 2: the record has neither an identifier nor a title']);
  });

  test('text that a spreadsheet would run is text', async () => {
    expect(recordsOf(await read('pmid,title\n1,"=HYPERLINK(""http://x"")"\n2,+1+1\n')).map(({ title }) => title)).toEqual(['=HYPERLINK("http://x")', '+1+1']); // prettier-ignore
  });

  test.each([
    ['1,10.1000/1,t\n', /line 1: the first line names no column/],
    ['pmid;title\n1;t\n', /not separated by commas/],
    ['pmid,pmid,title\n1,2,t\n', /occurs twice/],
    [`pmid,title\n1,"never closed\n${'2,b\n'.repeat(100)}`, /never closed/],
    ['name,address\nA,B\n', /names no column/],
  ])('%j is refused as a whole', async (text, reason) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'BAD_SOURCE', message: expect.stringMatching(reason) });
  });
});

describe('recognition', () => {
  test.each([
    ['pmid,doi,title\n1,,x\n', 0.8],
    ['# list\n1\n10.1000/1\nPMC', 0.8],
    ['pmid\n1\n', 0.8],
    ['doi,label\n', 0.5],
    ['1\n2\nnot an id\n4\n', 0.4],
    ['name,address\n', 0],
    ['TY  - JOUR\n', 0],
    ['{"pmid": 1}\n', 0],
  ])('%j', (head, sure) => {
    expect(identifiers.recognise(head)).toBe(sure);
  });

  test('a table with tabs between its columns', async () => {
    const items = await read('PMID\tDOI\tArticle title\n800001\t10.1000/tsv\tOne, two\n\t10.1000/b\t\n');
    expect(recordsOf(items).map(({ ids, title }) => [ids.pmid, ids.doi, title])).toEqual([
      ['800001', '10.1000/tsv', 'One, two'],
      [null, '10.1000/b', null],
    ]);
  });

  test('several on a line are known, and tables with other separators, of which the reason is told where they are refused', () => {
    expect(identifiers.recognise('17101234, 30000001\n')).toBe(0.8);
    expect(identifiers.recognise('PMID;DOI;Title\n1;10.1000/1;T\n')).toBe(0.5);
    expect(identifiers.recognise('pmid\tdoi\n1\t10.1000/1\n')).toBe(0.5);
  });
});

test('papers of arXiv are named by their id or address', async () => {
  const items = await readText(identifiers, 'arXiv:2101.00001\nhttps://arxiv.org/abs/2101.00001v2\n2101.00001\n');
  expect(recordsOf(items).map(({ ids }) => ids.doi)).toEqual(['10.48550/arxiv.2101.00001', '10.48550/arxiv.2101.00001']);
  expect(refusalsOf(items)).toHaveLength(1);
});

test('a cell with several identifiers: of one kind the first is kept, a bundle with their schemes is of one work', async () => {
  const table = 'pmid,doi,identifiers\n17101234 30000001,10.1000/a;b,\n,,doi:10.1177/0141 pmcid:PMC5438064 x:1\n';
  const items = await readText(identifiers, table);
  expect(identifiers.recognise(table)).toBe(0.8);
  expect(recordsOf(items).map(({ ids }) => [ids.pmid, ids.doi, ids.pmcid])).toEqual([
    ['17101234', '10.1000/a;b', null],
    [null, '10.1177/0141', 'PMC5438064'],
  ]);
  expect(warningsOf(items)).toEqual([
    '"17101234 30000001" are several identifiers of one kind; the first one is kept',
    '"x:1" is no identifier of a work; it is left out',
  ]);
});
