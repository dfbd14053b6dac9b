import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ReadItem } from '../../src/import/format.js';
import { jats } from '../../src/import/jats.js';
import { NO_IDS, type BibRecord } from '../../src/import/record.js';
import { fixture } from './fixture.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const article = (meta: string, rest = ''): string =>
  `<article><front><article-meta>${meta}</article-meta></front>${rest}</article>`;
const one = async (meta: string): Promise<BibRecord> =>
  recordsOf(await readText(jats, article(`<article-id pub-id-type="doi">10.1000/x</article-id>${meta}`)))[0]!;

describe('JATS', () => {
  let items: ReadItem[];
  let record: BibRecord;
  beforeAll(async () => {
    items = await readText(jats, fixture('article.nxml'));
    record = recordsOf(items)[0]!;
  });

  test('metadata of the article, not of an article inside it', () => {
    expect(record).toMatchObject({
      source: 'jats', sourceId: 'PMC9000001', ids: { ...NO_IDS, pmid: '90000001', pmcid: 'PMC9000001', doi: '10.1000/made.1' },
      title: 'Tea and mentoring', vernacularTitle: 'Tee und Mentoring: eine Studie', languages: ['de'], publicationTypes: ['Review'],
      date: { year: 2019, month: 11, day: 5, precision: 'DAY' }, volume: '12', issue: '6', pages: { asWritten: '234-5', first: '234', last: '235' },
      abstract: [{ label: null, text: 'Before.' }, { label: 'Methods', text: 'Tea x.' }],
      otherAbstracts: [
        { type: 'graphical', language: null, sections: [{ label: null, text: 'Picture' }] },
        { type: null, language: 'en', sections: [{ label: null, text: 'Before, in English.' }] },
        { type: 'plain-language-summary', language: 'de', sections: [{ label: 'Worum es geht', text: 'Tee hilft.' }] },
      ],
      keywords: [{ text: 'Tea', owner: null, isMajor: false }, { text: 'Mentors', owner: null, isMajor: false }],
      grants: [{ id: 'G 1', agency: 'Tea Board', country: null }], isRetracted: true, statedReferences: 7,
      corrections: [{ type: 'RetractionIn', ids: { ...NO_IDS, doi: '10.1000/notice' }, text: 'Notice' }],
    }); // prettier-ignore
    expect(record.journal).toEqual({
      title: 'Made Up Education', abbreviation: 'Made Up Educ', nlmId: '0012345',
      issns: [{ value: '0028-0836', type: 'PRINT' }, { value: '1472-6920', type: 'ELECTRONIC' }],
    }); // prettier-ignore
  });

  test('sections within sections keep their order', async () => {
    const { abstract } = await one(
      '<abstract><sec><title>Methods</title><p>A.</p><sec><title>Design.</title><p>B.</p></sec><p>C.</p></sec><p>D.</p></abstract>',
    );
    expect(abstract.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Methods: A.',
      'Design: B.',
      'Methods: C.',
      'null: D.',
    ]);
  });

  test('authors with the affiliations that they point at', () => {
    expect(record.authors).toMatchObject([
      {
        nameAsWritten: 'van den Made AL Jr', familyName: 'van den Made', givenName: 'Anna-Lena', suffix: 'Jr', orcid: '0000-0002-1825-0097',
        isCorresponding: true, equalContribution: true, affiliations: ['Dept of Tea, Teeland', 'Second Institute, Town.'],
      },
      { nameAsWritten: 'Solo B', isCorresponding: null, affiliations: [] },
      { kind: 'GROUP', nameAsWritten: 'Made Up Study Group' },
    ]); // prettier-ignore
    expect(warningsOf(items)).toContain('there is no affiliation with the id "a9"');
  });

  test('an affiliation in two languages is one; keywords that are made of parts', async () => {
    const one = await readText(
      jats,
      article(
        `<article-id pub-id-type="doi">10.1000/x</article-id><contrib-group><contrib contrib-type="author"><name><surname>García</surname><given-names>J</given-names></name>
        <xref ref-type="aff" rid="a2"/></contrib></contrib-group><aff-alternatives id="a2"><aff xml:lang="es">Universidad B, España</aff><aff xml:lang="en">University B, Spain</aff></aff-alternatives>
        <kwd-group><kwd>Tea</kwd><compound-kwd><compound-kwd-part>Cups</compound-kwd-part><compound-kwd-part>Saucers</compound-kwd-part></compound-kwd></kwd-group>`,
      ),
    );
    expect(recordsOf(one)[0]).toMatchObject({
      authors: [{ affiliations: ['University B, Spain'] }],
      keywords: [{ text: 'Tea' }, { text: 'Cups, Saucers' }],
    });
    expect(warningsOf(one)).toEqual([]);
  });

  test('a citation in two forms: the text of the first, the identifiers of either', async () => {
    const refs = `<back><ref-list><ref><citation-alternatives><element-citation><article-title>Alt</article-title><pub-id pub-id-type="pmid">71</pub-id></element-citation>
      <mixed-citation>Alternative J. Partly marked up. <year>2003</year>. <ext-link xlink:href="https://doi.org/10.1000/alt">link</ext-link></mixed-citation></citation-alternatives></ref></ref-list></back>`;
    const xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
    for (const [i, text] of [
      refs,
      refs.replace(/(<element.*<\/element-citation>)\s*(<mixed.*<\/mixed-citation>)/s, '$2$1'),
    ].entries()) {
      const items = await readText(jats, article('<article-id pub-id-type="doi">10.1000/x</article-id>', text).replace('<article>', `<article ${xlink}>`)); // prettier-ignore
      expect(recordsOf(items)[0]!.references).toMatchObject([
        {
          position: 1,
          ids: { pmid: '71', doi: '10.1000/alt' },
          year: 2003,
          text: i === 0 ? 'Alt.' : 'Alternative J. Partly marked up. 2003. link',
        },
      ]);
    }
  });

  test('a printed list of authors that is cut says so', async () => {
    const ref = `<mixed-citation><person-group><name><surname>Smith</surname><given-names>J</given-names></name>, <etal/></person-group>. <article-title>A title</article-title>. <source>J Tea</source>. <year>2001</year>;<volume>1</volume>:<fpage>1</fpage>.</mixed-citation>`;
    const [record] = recordsOf(await readText(jats, article('<article-id pub-id-type="doi">10.1000/x</article-id>', `<back><ref-list><ref>${ref}</ref></ref-list></back>`))); // prettier-ignore
    expect(record!.references![0]!.text).toBe('Smith J, et al. A title. J Tea. 2001;1:1.');
  });

  test('references: printed or put together, several in one ref, nested lists', () => {
    expect(record.references!.map(({ position, ids, text, year }) => [position, ids.pmid, ids.doi, text, year])).toEqual([
      [1, '90000011', '10.1000/ref.1', 'Two C, Tea Group, et al. A title. J Tea. 2001a;4(2):1-9.', 2001],
      [2, null, null, 'Three D, Four E. A book. Town: Press; 1999.', 1999],
      [3, null, null, 'Alternative.', null],
      [4, null, null, '(a) First, 2000.', null],
      [5, null, '10.1000/ref.2', '(b) Second, see link, 2001.', null],
    ]);
    expect(warningsOf(items)).toContain('1 reference is listed more than once; the first place counts');
  });

  test.each([
    ['<pub-date pub-type="ppub"><month>Mar</month><year>2011</year></pub-date><pub-date pub-type="epub"><day>1</day><month>1</month><year>2011</year></pub-date>', [2011, 3, 'MONTH']],
    ['<pub-date date-type="pub" publication-format="electronic"><season>Spring</season><year>2020</year></pub-date>', [2020, null, 'SEASON']],
    ['<pub-date pub-type="collection"><year>2012</year></pub-date><pub-date pub-type="epub"><month>12</month><year>2011</year></pub-date>', [2012, null, 'YEAR']],
    ['<pub-date><year>2015</year></pub-date>', [2015, null, 'YEAR']],
  ])('the date of the issue: %s', async (dates, expected) => {
    const { date } = await one(dates);
    expect([date!.year, date!.month, date!.precision]).toEqual(expected);
  }); // prettier-ignore

  test('one affiliation that nobody points at is that of all authors; no list of references is not an empty one', async () => {
    const names = ['A', 'B']
      .map((name) => `<contrib contrib-type="author"><name><surname>${name}</surname></name></contrib>`)
      .join('');
    const plain = await one(`<contrib-group>${names}</contrib-group><aff>Dept of Tea</aff>`);
    expect(plain.authors.map((author) => author.affiliations)).toEqual([['Dept of Tea'], ['Dept of Tea']]);
    expect([plain.references, plain.isRetracted]).toEqual([null, null]);
  });

  test('several articles in one file; one without metadata is refused', async () => {
    const ok = article('<article-id pub-id-type="pmid">1</article-id>', `<body><p>${'long '.repeat(50)}</p></body>`);
    const read = await readText(jats, `<pmc-articleset>${ok}<article><front/></article>${ok}</pmc-articleset>`);
    expect(recordsOf(read)).toHaveLength(2);
    expect(refusalsOf(read)).toEqual(['line 1, record 2: the article has no article-meta']);
  });

  test('knows its own beginning', () => {
    expect(jats.recognise(fixture('article.nxml').slice(0, 500))).toBe(1);
    expect(jats.recognise('<PubmedArticleSet><PubmedArticle>')).toBe(0);
  });

  test('groups on whose behalf the authors write are authors, as in PubMed', async () => {
    const { authors } = await one(
      '<contrib-group><contrib contrib-type="author"><name><surname>Made</surname><given-names>Anna</given-names></name></contrib>' +
        '<contrib contrib-type="author"><collab>Tea Group</collab><on-behalf-of>for the Network;</on-behalf-of></contrib>' +
        '<on-behalf-of>on behalf of the TRIAL Investigators</on-behalf-of><on-behalf-of>for the Tea Group</on-behalf-of></contrib-group>',
    );
    expect(authors.map(({ kind, nameAsWritten }) => [kind, nameAsWritten])).toEqual([
      ['PERSON', 'Made A'], ['GROUP', 'Tea Group'], ['GROUP', 'Network'], ['GROUP', 'TRIAL Investigators'],
    ]); // prettier-ignore
  });
});

test('a reference that gives its identifiers as links', async () => {
  const link = (type: string, href: string) => `<ext-link ext-link-type="${type}" xlink:href="${href}">here</ext-link>`;
  const ref = `<ref><mixed-citation>One ${link('pmid', '22222')} ${link('pmcid', 'PMC55')} ${link('uri', 'https://doi.org/10.1000/one')}</mixed-citation></ref>`;
  const back = `<back><ref-list>${ref}</ref-list></back>`;
  const [record] = recordsOf(await readText(jats, article('<article-id pub-id-type="doi">10.1000/x</article-id>', back)));
  expect(record!.references![0]!.ids).toEqual({ ...NO_IDS, pmid: '22222', pmcid: 'PMC55', doi: '10.1000/one' });
});
