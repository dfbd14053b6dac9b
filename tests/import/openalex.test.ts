import { describe, expect, test } from '@jest/globals';
import { openalex } from '../../src/import/openalex.js';
import { NO_IDS } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const W = (id: string): string => `https://openalex.org/${id}`;
const WORK = {
  id: W('W1'),
  doi: 'https://doi.org/10.1000/MADE.1',
  title: 'Peer <i>mentoring</i> &amp; tea.',
  publication_year: 2019,
  publication_date: '2019-11-01',
  ids: {
    openalex: W('W1'), doi: 'https://doi.org/10.1000/made.1', mag: 12, pmid: 'https://pubmed.ncbi.nlm.nih.gov/90000001',
    pmcid: 'https://www.ncbi.nlm.nih.gov/pmc/articles/9000001',
  }, // prettier-ignore
  language: 'en',
  type: 'article',
  primary_location: {
    source: {
      display_name: 'Made Up Education',
      issn_l: '1472-6920',
      issn: ['1472-6920', '0028-0836', '1234-5678'],
      type: 'journal',
    },
  },
  authorships: [
    {
      author: { display_name: 'Anna-Lena van den Made', orcid: 'https://orcid.org/0000-0002-1825-0097' },
      raw_author_name: 'van den Made, Anna-Lena',
      raw_affiliation_strings: ['Dept of Tea, City. anna@example.org', 'Second Institute'],
      institutions: [{ display_name: 'University of Tea' }],
      is_corresponding: true,
    },
    { author: { display_name: 'B. Solo', orcid: null }, institutions: [{ display_name: 'University of Tea' }] },
    { author: {} },
  ],
  biblio: { volume: '12', issue: '6', first_page: '234', last_page: '5' },
  is_retracted: false,
  cited_by_count: 7,
  mesh: [
    { descriptor_ui: 'D008569', descriptor_name: 'Mentors', qualifier_ui: '', qualifier_name: null, is_major_topic: false },
    {
      descriptor_ui: 'D008569',
      descriptor_name: 'Mentors',
      qualifier_ui: 'Q000379',
      qualifier_name: 'methods',
      is_major_topic: true,
    },
    {
      descriptor_ui: 'D008569',
      descriptor_name: 'Mentors',
      qualifier_ui: 'Q000379',
      qualifier_name: 'methods',
      is_major_topic: false,
    },
  ],
  keywords: [{ display_name: 'Tea', score: 0.9 }],
  awards: [{ funder_award_id: 'G 1', funder_display_name: 'Tea Board' }],
  funders: [{ display_name: 'Tea Board' }, { display_name: 'Cup Fund' }],
  referenced_works: [W('W2'), W('W3'), W('W2'), W('W1'), null, 5],
  abstract_inverted_index: { Abstract: [0], tea: [3], is: [9], Hot: [2], 'warm.': [4294967295] },
  updated_date: '2024-02-03T10:00:00',
};
const line = (changes: object): string => `${JSON.stringify({ id: W('W9'), title: 'T', ...changes })}\n`;
const read = (text: string, name = 'works.jsonl') => readText(openalex, text, name);

describe('OpenAlex works', () => {
  test('a work of the current schema, all its fields', async () => {
    const items = await read(JSON.stringify({ meta: { count: 1 }, results: [WORK] }), 'page.json');
    const [record] = recordsOf(items);
    expect(record).toMatchObject({
      source: 'openalex', sourceId: 'W1', title: 'Peer mentoring & tea', authorsStatus: 'POSSIBLY_TRUNCATED',
      ids: { ...NO_IDS, openalex: 'W1', doi: '10.1000/made.1', pmid: '90000001', pmcid: 'PMC9000001' },
      date: { year: 2019, month: 11, day: null, precision: 'MONTH' },
      volume: '12', issue: '6', pages: { asWritten: '234-5', first: '234', last: '235' },
      abstract: [{ label: null, text: 'Hot tea is warm.' }],
      languages: ['en'], publicationTypes: ['Journal Article'], isRetracted: false, reportedCitations: 7, revisedAt: '2024-02-03',
      keywords: [{ text: 'Tea', owner: 'openalex', isMajor: false }],
      grants: [{ id: 'G 1', agency: 'Tea Board', country: null }, { id: null, agency: 'Cup Fund', country: null }],
    }); // prettier-ignore
    expect(record!.journal).toEqual({
      title: 'Made Up Education', abbreviation: null, nlmId: null,
      issns: [{ value: '1472-6920', type: 'UNKNOWN' }, { value: '0028-0836', type: 'UNKNOWN' }, { value: '1472-6920', type: 'LINKING' }],
    }); // prettier-ignore
    expect(record!.authors).toMatchObject([
      {
        nameAsWritten: 'van den Made, Anna-Lena', familyName: 'van den Made', givenName: 'Anna-Lena', initials: 'AL',
        orcid: '0000-0002-1825-0097', isCorresponding: true, affiliations: ['Dept of Tea, City.', 'Second Institute'],
      },
      { nameAsWritten: 'B. Solo', familyName: 'Solo', initials: 'B', isCorresponding: null, affiliations: ['University of Tea'] },
    ]); // prettier-ignore
    expect(record!.mesh).toEqual([
      {
        descriptorId: 'D008569',
        descriptor: 'Mentors',
        isMajor: true,
        qualifiers: [{ id: 'Q000379', name: 'methods', isMajor: true }],
      },
    ]);
    expect(record!.references!.map((reference) => [reference.position, reference.ids.openalex])).toEqual([
      [null, 'W2'],
      [null, 'W3'],
    ]);
    expect(warningsOf(items)).toEqual([
      'an author without a name is left out',
      '"1234-5678" is no ISSN; it is left out',
      'the field referenced_works: entries that are no OpenAlex ids are left out (2)',
      '1 reference is listed more than once; the first place counts',
      'the work is listed as its own reference; that entry is left out',
    ]);
  });

  test.each([
    ['Abstract Hot tea', 'Hot tea'],
    ['ABSTRACT: hot tea', 'hot tea'],
    ['Abstract 12 teas', '12 teas'],
    ['Abstract thinking is hot.', 'Abstract thinking is hot.'],
    ['Abstracts are hot.', 'Abstracts are hot.'],
  ])('the heading of an abstract is left out, its first word is not: %s', async (text, expected) => {
    const index = Object.fromEntries(text.split(' ').map((word, i) => [word, [i]]));
    const [record] = recordsOf(await readText(openalex, JSON.stringify({ ...WORK, abstract_inverted_index: index })));
    expect(record!.abstract).toEqual([{ label: null, text: expected }]);
  });

  test('a bare list, one work, and lines', async () => {
    for (const text of [JSON.stringify([WORK]), JSON.stringify(WORK, null, 2)]) {
      expect(recordsOf(await read(text, 'x.json'))).toHaveLength(1);
    }
    expect(
      recordsOf(await read(`${line({})}${line({ id: W('W8') })}`, 'standard input')).map((record) => record.sourceId),
    ).toEqual(['W9', 'W8']);
  });

  test('dates: the missing parts that OpenAlex fills with 01 are not taken for known', async () => {
    const dates = ['2015-01-01', '2015-03-01', '2015-03-05', null].map((date) =>
      line({ publication_date: date, publication_year: 2015 }),
    );
    expect(recordsOf(await read(dates.join(''))).map((record) => record.date!.precision)).toEqual([
      'YEAR',
      'MONTH',
      'DAY',
      'YEAR',
    ]);
  });

  test('numbers that are no year or no exact count are left out with a warning', async () => {
    const years = ['"nineteen"', '1e20', '-5', '2147483648', '1e400'].map(
      (year) => `{"id":"${W('W1')}","title":"t","publication_year":${year}}\n`,
    );
    const counts = ['9007199254740993', '9223372036854775808', '-1', '1.5'].map(
      (count) => `{"id":"${W('W1')}","cited_by_count":${count}}\n`,
    );
    const items = await read([...years, ...counts].join(''));
    expect(recordsOf(items).map((record) => [record.date, record.reportedCitations])).toEqual(Array(9).fill([null, null]));
    expect(warningsOf(items)).toHaveLength(9);
    expect(warningsOf(items)[4]).toBe('the field publication_year is no year but Infinity; it is left out');
  });

  test('fields of a wrong type are left out with a warning; without an id the work is refused', async () => {
    const items = await read(
      [
        line({ title: { a: 1 } }),
        line({ authorships: 'x' }),
        line({ id: 7 }),
        line({ id: null }),
        '{"title":"no id"}\n',
        'null\n',
      ].join(''),
    );
    expect(warningsOf(items)).toEqual([
      'the field title is no text but {"a":1}; it is left out',
      'the field authorships is no list but "x"; it is left out',
    ]);
    expect(refusalsOf(items)).toEqual([
      'line 3, record 3: 7 is given as id; an OpenAlex work has one like W2741809807',
      'line 4, record 4: null is given as id; an OpenAlex work has one like W2741809807',
      'line 5, record 5: nothing is given as id; an OpenAlex work has one like W2741809807',
      'line 6, record 6: the record is no object but null',
    ]);
  });

  test('text: NUL and lone surrogates go, broken bytes refuse the record', async () => {
    const items = await read(
      `${line({ title: 'a\u0000b' })}{"id":"${W('W1')}","title":"x\\ud800y"}\n${line({ title: 'x\ufffdy' })}`,
    );
    expect(recordsOf(items).map((record) => record.title)).toEqual(['ab', 'xy']);
    expect(refusalsOf(items)).toEqual(['line 3, record 3: the field title holds bytes that are no UTF-8: "x\ufffdy"']);
  });

  test('a list of 100 authors may have been cut; a repository is no journal; an empty list of references is none', async () => {
    const authorships = Array.from({ length: 100 }, (_, i) => ({ author: { display_name: `A. Author${i}` } }));
    const [record] = recordsOf(
      await read(
        line({ authorships, referenced_works: [], primary_location: { source: { display_name: 'PubMed', type: 'repository' } } }),
      ),
    );
    expect([record!.authorsStatus, record!.journal, record!.references]).toEqual(['POSSIBLY_TRUNCATED', null, null]);
    const [whole] = recordsOf(await read(line({ authorships, authors_count: 100 })));
    expect(whole!.authorsStatus).toBe('COMPLETE');
  });

  test('limits: references and long fields are refused with the figure', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => W(`W${i + 10}`));
    const items = await read(line({ referenced_works: many }) + line({ title: 'x'.repeat(500_001) }) + line({}));
    expect(refusalsOf(items)).toEqual([
      'line 1, record 1: the record has 10,001 references, the limit is 10,000',
      'line 2, record 2: the field title has 500,001 characters, the limit is 500,000',
    ]);
    expect(recordsOf(items)).toHaveLength(1);
  });

  test('knows its own beginning', () => {
    expect(openalex.recognise(JSON.stringify({ results: [WORK] }))).toBe(1);
    expect(openalex.recognise('[{"id":"item-1","type":"article-journal"}]')).toBe(0);
    expect(openalex.recognise('{"meta":{"count":0,"page":1},"results":[],"group_by":[]}')).toBe(0.8);
  });

  test('an answer that counts groups lists no works, and that is said', async () => {
    const answer = { meta: { count: 3 }, results: [], group_by: [{ key: '2020', key_display_name: '2020', count: 3 }] };
    expect(warningsOf(await readText(openalex, JSON.stringify(answer)))).toEqual([expect.stringMatching(/group_by/)]);
    expect(await readText(openalex, JSON.stringify({ ...answer, group_by: [] }))).toEqual([]);
  });

  test('"Deleted Work", which stands for all that was deleted, is neither a record nor a reference', async () => {
    const items = await read(
      `${line({ id: W('W4285719527'), title: 'Deleted Work' })}\n${line({ referenced_works: [W('W4285719527'), W('W7')] })}`,
    );
    expect(refusalsOf(items)).toEqual(['line 1, record 1: W4285719527 stands for all works that OpenAlex has deleted']);
    expect(recordsOf(items)[0]!.references!.map(({ ids }) => ids.openalex)).toEqual(['W7']);
    expect(warningsOf(items)).toContainEqual(expect.stringMatching(/works that OpenAlex has deleted/));
  });
});

test('what the profile shows to be a degree is none of the name; affiliations in their newer place', async () => {
  const by = (raw_author_name: string, display_name: string) => ({ raw_author_name, author: { display_name } });
  const authorships = [
    { ...by('Mary Jones MD', 'Mary Jones'), raw_affiliation_strings: null, affiliations: [{ raw_affiliation_string: 'University of Oslo, Norway' }] },
    by('Jones, Mary, RN, MA', 'Mary Jones'),
    by('García Pérez, MD', 'María Dolores García Pérez'),
    by('Anh Do', 'Anh Do'),
  ]; // prettier-ignore
  const [record] = recordsOf(await read(JSON.stringify({ id: 'https://openalex.org/W1', title: 'T', authorships })));
  expect(record!.authors).toMatchObject([
    { nameAsWritten: 'Mary Jones MD', familyName: 'Jones', givenName: 'Mary', affiliations: ['University of Oslo, Norway'] },
    { nameAsWritten: 'Jones, Mary, RN, MA', familyName: 'Jones', givenName: 'Mary' },
    { familyName: 'García Pérez', initials: 'MD' },
    { familyName: 'Do', givenName: 'Anh' },
  ]);
});
