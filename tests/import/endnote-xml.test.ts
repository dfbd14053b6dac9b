import { describe, expect, test } from '@jest/globals';
import { endnoteXml } from '../../src/import/endnote-xml.js';
import { NO_IDS } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const style = (text: string): string => `<style face="normal" font="default" size="100%">${text}</style>`;
const el = (name: string, ...texts: string[]): string => texts.map((text) => `<${name}>${style(text)}</${name}>`).join('');
const record = (fields: string, type = 'name="Journal Article">17'): string =>
  `<record><database name="x.enl">x.enl</database><source-app name="EndNote" version="20.0">EndNote</source-app><rec-number>19</rec-number>` +
  `<foreign-keys><key app="EN" db-id="lib1">19</key></foreign-keys><ref-type ${type}</ref-type>${fields}</record>`;
const file = (...records: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8" ?><xml><records>${records.join('')}</records></xml>`;

describe('EndNote XML', () => {
  test('a record, all its fields', async () => {
    const fields =
      `<contributors><authors>${el('author', 'van den Made, Anna-Lena', 'Solo, B.', 'Made Up Study Group,', 'et al.,')}</authors><secondary-authors>${el('author', 'Editor, E.')}</secondary-authors></contributors>` +
      `<titles>${el('title', `Peer </style><style face="italic" font="default" size="100%">mentoring</style><style face="normal" font="default" size="100%"> &amp; tea.`)}${el('secondary-title', 'Made Up Education')}</titles>` +
      `<periodical>${el('full-title', 'Made Up Education')}${el('abbr-1', 'Made Up Educ')}</periodical>${el('pages', '234-5')}${el('volume', '12')}${el('number', '6')}` +
      `<keywords>${el('keyword', 'Tea', '*Mentors')}</keywords><dates>${el('year', '2019')}<pub-dates>${el('date', 'Nov 5')}</pub-dates></dates>` +
      `${el('isbn', '0028-0836 (Print)&#xD;1472-6920 (Electronic)')}${el('accession-num', '90000001')}${el('abstract', 'BACKGROUND: Tea. RESULTS: Yes.')}` +
      `${el('custom2', 'PMC9000001')}${el('electronic-resource-num', '10.1000/MADE.1')}${el('remote-database-provider', 'NLM')}${el('language', 'eng')}`;
    const [read] = recordsOf(await readText(endnoteXml, file(record(fields))));
    expect(read).toMatchObject({
      source: 'endnote-xml', sourceId: 'lib1/19', ids: { ...NO_IDS, pmid: '90000001', pmcid: 'PMC9000001', doi: '10.1000/made.1' },
      title: 'Peer mentoring & tea', authorsStatus: 'POSSIBLY_TRUNCATED', volume: '12', issue: '6', pages: { first: '234', last: '235' },
      date: { year: 2019, month: 11, day: 5, precision: 'DAY' }, languages: ['eng'], publicationTypes: ['Journal Article'],
      abstract: [{ label: 'BACKGROUND', text: 'Tea.' }, { label: 'RESULTS', text: 'Yes.' }],
      journal: { title: 'Made Up Education', abbreviation: 'Made Up Educ', issns: [{ value: '0028-0836', type: 'PRINT' }, { value: '1472-6920', type: 'ELECTRONIC' }] },
      keywords: [{ text: 'Tea', isMajor: false }, { text: 'Mentors', isMajor: true }],
      authors: [
        { familyName: 'van den Made', givenName: 'Anna-Lena' }, { familyName: 'Solo', initials: 'B' }, { kind: 'GROUP', nameAsWritten: 'Made Up Study Group' },
      ],
    }); // prettier-ignore
  });

  test.each([
    [
      'from PubMed',
      ['Med Educ'],
      el('alt-title', 'Medical education'),
      el('full-title', 'Med Educ'),
      'Medical education',
      'Med Educ',
    ],
    [
      'from Ovid',
      ['Medical Education'],
      '',
      el('full-title', 'Medical Education') + el('abbr-1', 'Med. Educ.'),
      'Medical Education',
      'Med. Educ.',
    ],
    [
      'with the abbreviation in two spellings',
      ['Med Educ'],
      el('alt-title', 'Medical education : a journal'),
      el('full-title', 'Medical education : a journal') + el('abbr-1', 'Med. Educ.'),
      'Medical education : a journal',
      'Med Educ',
    ],
    ['whose names are alike', ['Med Educ'], el('alt-title', 'Med Educ'), el('abbr-1', 'Med Educ'), 'Med Educ', null],
    ['with another name', ['Z Teekunde'], el('alt-title', 'Journal of Tea'), '', 'Z Teekunde', 'Journal of Tea'],
  ])('the journal of a record %s', async (_what, [secondary], alternate, periodical, title, abbreviation) => {
    const titles = `<titles>${el('title', 'T')}${el('secondary-title', secondary!)}${alternate}</titles>`;
    const [read] = recordsOf(await readText(endnoteXml, file(record(`${titles}<periodical>${periodical}</periodical>`))));
    expect(read!.journal).toMatchObject({ title, abbreviation });
  });

  test('an accession number is a PMID only where the record is from PubMed', async () => {
    const [read] = recordsOf(
      await readText(endnoteXml, file(record(`<titles>${el('title', 'T')}</titles>${el('accession-num', '123')}`))),
    );
    expect(read!.ids).toEqual(NO_IDS);
  });

  test('the whole name of a journal that the reference itself has as abbreviation', async () => {
    const titles = `<titles>${el('title', 'T')}${el('secondary-title', 'Med Educ')}</titles>`;
    const periodical = `<periodical>${el('full-title', 'Medical Education')}${el('abbr-1', 'Med Educ')}</periodical>`;
    const [read] = recordsOf(await readText(endnoteXml, file(record(titles + periodical))));
    expect(read!.journal).toMatchObject({ title: 'Medical Education', abbreviation: 'Med Educ' });
  });

  test('kinds of references by name, by number, and unknown ones', async () => {
    const title = `<titles>${el('title', 'T')}${el('secondary-title', 'The Book of Tea')}</titles>`;
    const kinds = ['name="Book Section">5', 'name="Buchkapitel">5', 'name="Something">99'].map((type) => record(title, type));
    const [named, numbered, unknown] = recordsOf(await readText(endnoteXml, file(...kinds)));
    expect([named!.publicationTypes, named!.bookTitle, named!.journal]).toEqual([['Book Chapter'], 'The Book of Tea', null]);
    expect(numbered!.bookTitle).toBe('The Book of Tea');
    expect(unknown!.publicationTypes).toEqual([]);
  });

  test('an address in the issue is left out, a record without title or identifier refused', async () => {
    const address = '(Waters N.) Department of Tea, Gallipoli Barracks, Weary Drive, Town, QLD 4051, Australia';
    const items = await readText(
      endnoteXml,
      file(record(`<titles>${el('title', 'T')}</titles>${el('number', address)}`), record(el('volume', '1'))),
    );
    expect(recordsOf(items)[0]!.issue).toBeNull();
    expect(warningsOf(items)).toEqual([expect.stringMatching(/^the issue "\(Waters N\.\).*" is none; it is left out$/)]);
    expect(refusalsOf(items)).toEqual(['line 1, record 2: the record has neither an identifier nor a title']);
  });

  test('knows its own beginning', () => {
    expect(endnoteXml.recognise(file(record('')))).toBe(1);
    expect(endnoteXml.recognise('<PubmedArticleSet>')).toBe(0);
  });
});
