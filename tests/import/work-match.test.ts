import { describe, expect, it } from '@jest/globals';
import { compareWorks, type Verdict } from '../../src/import/work-match.js';
import { bibRecord, type RecordFields } from './bib-record.js';
import { ABSTRACT, ARTICLE, OTHER_ABSTRACT } from './work-example.js';

function verdict(a: RecordFields, b: RecordFields): Verdict {
  return compareWorks(bibRecord(a), bibRecord(b)).verdict;
}
/** The verdict on the article and the same with other fields; undefined takes a field away. */
const against = (change: RecordFields, base: RecordFields = ARTICLE): Verdict => verdict(base, { ...base, ...change });

describe('identifiers', () => {
  it.each<[string, RecordFields, RecordFields, Verdict]>([
    ['one PMID', { ids: { pmid: '1' } }, { ids: { pmid: '1' } }, 'SAME'],
    ['one DOI, another PMID', { ids: { doi: '10.1000/a', pmid: '1' } }, { ids: { doi: '10.1000/a', pmid: '2' } }, 'POSSIBLE'],
    ['all else the same, another DOI', { ids: { doi: '10.1000/a' } }, { ids: { doi: '10.1000/b' } }, 'POSSIBLE'],
    ['all else the same, another PMCID', { ids: { pmcid: 'PMC1' } }, { ids: { pmcid: 'PMC2' } }, 'POSSIBLE'],
    ['a DOI on one side, a PMID on the other', { ids: { doi: '10.1000/a' } }, { ids: { pmid: '2' } }, 'SAME'],
  ])('%s', (_, a, b, expected) => {
    expect(verdict({ ...ARTICLE, ...a }, { ...ARTICLE, ...b })).toBe(expected);
  });

  it('makes one of records that share an identifier whatever their title', () => {
    const ids = { doi: '10.1000/a' };
    expect(verdict({ ids, title: 'Bedside teaching' }, { ids, title: 'Unterricht am Krankenbett' })).toBe('SAME');
  });

  it('does not believe one identifier where nothing else agrees', () => {
    const ids = { doi: '10.1000/a' };
    const other = {
      ids,
      title: 'Water quality in alpine lakes',
      authors: 'Brunner, Ueli',
      year: 2003,
      volume: '4',
      pages: '7-9',
    };
    expect(verdict({ ...ARTICLE, ids }, other)).toBe('POSSIBLE');
    expect(verdict({ ...ARTICLE, ids }, { ...other, authors: ARTICLE.authors! })).toBe('SAME');
  });
});

describe('titles, authors and place', () => {
  it.each<[string, RecordFields, Verdict]>([
    ['nothing else known of the authors', { authors: undefined }, 'SAME'],
    ['initials, no diacritics', { authors: 'Marlow J; Ferreira AP; Okafor C' }, 'SAME'],
    ['a lost letter in the first name', { authors: 'Ma?low, J.; Ferreira, A.' }, 'SAME'],
    ['other authors', { authors: 'Zhou, Li; Brandt, Karl' }, 'DIFFERENT'],
    ['abbreviated pages', { pages: '345-52' }, 'SAME'],
    ['the first page alone', { pages: '345' }, 'SAME'],
    ['the journal abbreviated', { journal: 'J Clin Educ' }, 'SAME'],
    ['the journal in another language', { journal: 'Zeitschrift für klinische Lehre' }, 'SAME'],
    ['no journal', { journal: undefined }, 'SAME'],
    ['a volume with its supplement', { volume: '12 Suppl 1' }, 'SAME'],
    ['no volume', { volume: undefined }, 'SAME'],
    ['neither volume nor pages', { volume: undefined, pages: undefined }, 'SAME'],
    ['neither volume nor pages, the year before (online first)', { volume: undefined, pages: undefined, year: 2014 }, 'SAME'],
    ['online first, with pages of its own', { volume: undefined, pages: '1-8', year: 2014 }, 'SAME'],
    ['other pages', { pages: '1401-1409' }, 'POSSIBLE'],
    ['pages that overlap', { pages: '347-354' }, 'SAME'],
    ['pages that a spreadsheet made a date', { pages: '01-Sep', volume: undefined, year: 2014 }, 'POSSIBLE'],
    ['a misprint in the volume', { volume: '21' }, 'SAME'],
    ['another volume, no pages', { volume: '13', pages: undefined }, 'POSSIBLE'],
    ['another year, all else the same', { year: 2011 }, 'SAME'],
    ['another year, no pages', { year: 2011, pages: undefined }, 'DIFFERENT'],
    ['a misprint in the title', { title: 'Beside teaching and the confidence of junior docters: a controlled trial' }, 'SAME'],
    ['the title without its subtitle', { title: 'Bedside teaching and the confidence of junior doctors' }, 'SAME'],
    ['no subtitle, no pages', { title: 'Bedside teaching and the confidence of junior doctors', pages: undefined }, 'POSSIBLE'],
    ['a translated title, the same pages', { title: 'Lehre am Krankenbett und die Sicherheit junger Ärzte' }, 'SAME'],
    [
      'a translated title, one page',
      { title: 'Lehre am Krankenbett und die Sicherheit junger Ärzte', pages: '345' },
      'DIFFERENT',
    ],
    ['another title, another author', { title: 'Water quality in alpine lakes', authors: 'Brunner U' }, 'DIFFERENT'],
    ['no title', { title: undefined }, 'SAME'],
    ['brackets of a translated title', { title: `[${ARTICLE.title}]` }, 'SAME'],
    ['both languages in one field', { title: `Lehre am Krankenbett und Sicherheit; ${ARTICLE.title}` }, 'SAME'],
    ["a database's remark on an erratum", { title: `${ARTICLE.title} [Erratum appears in J Clin Educ. 2016;13(1):9]` }, 'SAME'],
    ['a mark of retraction', { title: `RETRACTED: ${ARTICLE.title}` }, 'SAME'],
  ])('%s', (_, change, expected) => {
    expect(against(change)).toBe(expected);
  });

  it('takes the vernacular title for the title', () => {
    const german = 'Lehre am Krankenbett und die Sicherheit junger Ärzte';
    expect(
      verdict({ ...ARTICLE, vernacularTitle: german, pages: undefined }, { ...ARTICLE, title: german, pages: undefined }),
    ).toBe('SAME');
  });

  it('reads pages of two languages', () => {
    expect(verdict({ ...ARTICLE, pages: '233-8, 230-5' }, { ...ARTICLE, pages: '230-235' })).toBe('SAME');
  });

  it('compares a page by its digits where the titles are equal', () => {
    expect(verdict({ ...ARTICLE, pages: '63' }, { ...ARTICLE, pages: 'P63 [tp 104]' })).toBe('SAME');
    expect(verdict({ ...ARTICLE, pages: 'S63' }, { ...ARTICLE, pages: 'P63' })).toBe('POSSIBLE');
  });

  it('needs the whole place where the titles are not alike', () => {
    const a = { ...ARTICLE, title: 'The first hundred patients of a trial of talc', pages: 'B11' };
    expect(verdict(a, { ...a, title: 'Hypoxaemia after tetracycline: an analysis of clearance' })).toBe('DIFFERENT');
  });

  it('needs the same authors, title and year where nothing is known of the place', () => {
    const bare = { title: ARTICLE.title!, authors: ARTICLE.authors!, year: 2015 };
    expect(verdict(ARTICLE, bare)).toBe('SAME');
    expect(verdict(bare, { ...bare, year: 2014 })).toBe('POSSIBLE');
    expect(verdict(bare, { ...bare, authors: 'Marlow, Jane' })).toBe('POSSIBLE');
  });
});

describe('sister works', () => {
  const series = { ...ARTICLE, title: 'Mentoring in rural practice. Part I: concept and development' };

  it.each<[string, RecordFields, RecordFields]>([
    ['parts', series, { ...series, title: 'Mentoring in rural practice. Part II: concept and development', pages: '353-360' }],
    [
      'parts without pages',
      { ...series, pages: undefined },
      { ...series, title: series.title.replace('Part I', 'Part II'), pages: undefined },
    ],
    [
      'numbers in words',
      { ...ARTICLE, title: 'Five-year follow-up of graduates in rural practice' },
      { ...ARTICLE, title: 'Six-year follow-up of graduates in rural practice', volume: '13', year: 2016, pages: '20-25' },
    ],
    [
      'letters',
      { ...ARTICLE, title: 'Vaccination of students against hepatitis A in schools', pages: undefined },
      { ...ARTICLE, title: 'Vaccination of students against hepatitis B in schools', pages: undefined },
    ],
  ])('%s are different', (_, a, b) => {
    expect(verdict(a, b)).toBe('DIFFERENT');
  });

  it.each<[string, string]>([
    ['subtitles', 'Mentoring in rural practice: curriculum content and delivery'],
    ['opposites', 'Mentoring in urban practice: concept and development'],
  ])('%s do not make one work', (_, title) => {
    const base = { ...ARTICLE, title: 'Mentoring in rural practice: concept and development' };
    expect(verdict(base, { ...base, title, pages: '353-360' })).not.toBe('SAME');
    expect(verdict({ ...base, pages: undefined }, { ...base, title, pages: undefined })).not.toBe('SAME');
  });

  it.each([
    'Erratum: ',
    'Correction to: ',
    'Corrigendum for: ',
    'Retraction notice: ',
    'Reply to: ',
    'Comment on: ',
    'Re: ',
    'Response to ',
  ])('`%s…` is another work than its article', (prefix) => {
    expect(against({ title: prefix + ARTICLE.title, pages: '400', year: 2016 })).toBe('DIFFERENT');
    expect(against({ title: prefix + ARTICLE.title })).toBe('DIFFERENT');
  });

  it.each([' - reply', ': author reply', '. Comment', ' (vol 12, pg 345, 2015)'])(
    '`…%s` is another work than its article',
    (suffix) => {
      expect(against({ title: ARTICLE.title + suffix, pages: undefined })).toBe('DIFFERENT');
    },
  );

  it('an erratum by its type is another work', () => {
    expect(against({ types: ['Published Erratum'], pages: undefined })).toBe('DIFFERENT');
  });

  it('a preprint is another work than the article', () => {
    expect(against({ types: ['Preprint'], journal: 'medRxiv', volume: undefined, pages: undefined })).toBe('POSSIBLE');
    expect(
      against({ ids: { doi: '10.1101/2015.04.10.23288198' }, journal: undefined, volume: undefined, pages: undefined }),
    ).toBe('POSSIBLE');
  });

  it('an abstract of a meeting is another work than the later article', () => {
    expect(against({ title: `${ARTICLE.title} [Abstract]`, pages: 'S27', volume: '10', year: 2013 })).toBe('POSSIBLE');
    expect(against({ journal: 'Annual Congress of Teaching', volume: undefined, pages: undefined })).toBe('POSSIBLE');
    expect(against({ title: `${ARTICLE.title} [Abstract no: 134]` })).toBe('SAME');
  });

  it('abstracts on one page of a supplement are different works', () => {
    const a = { ...ARTICLE, title: 'Effects of night duty on the sleep of female residents', pages: 'S27' };
    expect(verdict(a, { ...a, title: 'Effects of night duty on the sleep of male residents' })).not.toBe('SAME');
  });

  it('reports of a series that share their abstract are different works', () => {
    const a = {
      ...ARTICLE,
      title: 'Assessment of the action plan for teaching hospitals, climate and buildings topic',
      abstract: ABSTRACT,
    };
    const b = {
      ...a,
      title: 'Assessment of the action plan for teaching hospitals, staffing topic',
      volume: undefined,
      pages: undefined,
    };
    expect(verdict({ ...a, volume: undefined, pages: undefined }, b)).not.toBe('SAME');
  });

  it('introductions of each year are different works', () => {
    const a = {
      title: 'Introduction to the session on digital work',
      authors: 'Deng, X.; Taylor, J.',
      bookTitle: 'Annual Conference',
      year: 2021,
    };
    expect(verdict(a, { ...a, year: 2022 })).toBe('POSSIBLE');
  });

  it.each(['Reply', 'Editorial', 'Letter to the editor', 'Book review', 'Journal of Clinical Education 12'])(
    '`%s` names no work by itself',
    (title) => {
      const a = { ...ARTICLE, title };
      expect(verdict(a, { ...a, pages: '360-361' })).not.toBe('SAME');
      expect(verdict(a, { ...a, pages: undefined })).not.toBe('SAME');
      expect(verdict(a, { ...a, authors: 'Okafor, Chidi' })).not.toBe('SAME');
      expect(verdict(a, a)).toBe('SAME');
    },
  );

  it('letters that share pages and title have different authors', () => {
    const a = {
      ...ARTICLE,
      title: 'A trial of intrapleural streptokinase',
      authors: 'Rossi, Ugo',
      pages: '2243-5; author reply 2243-5',
    };
    expect(verdict(a, { ...a, authors: 'Bakker, Dora' })).not.toBe('SAME');
  });

  it('the same title in another journal is another work', () => {
    const a = {
      title: 'Learning-based scheduling for digital platforms',
      authors: 'Smith, John',
      year: 2020,
      journal: 'Journal of Digital Studies',
    };
    expect(verdict(a, { ...a, journal: 'Workshop of Digital Studies' })).toBe('POSSIBLE');
  });
});

describe('abstracts', () => {
  it('part records of one title where nothing is known of the pages', () => {
    const a = { ...ARTICLE, pages: undefined, abstract: ABSTRACT };
    expect(verdict(a, { ...a, abstract: OTHER_ABSTRACT })).toBe('POSSIBLE');
    expect(verdict(a, a)).toBe('SAME');
  });

  it('join a title and its beginning in one journal', () => {
    const a = { ...ARTICLE, volume: undefined, pages: undefined, abstract: ABSTRACT };
    const b = { ...a, title: 'Bedside teaching and the confidence of junior doctors' };
    expect(verdict(a, b)).toBe('SAME');
    expect(verdict(a, { ...b, abstract: undefined })).toBe('POSSIBLE');
  });
});

describe('journals', () => {
  it.each<[string, string, Verdict]>([
    ['New England Journal of Medicine', 'N Engl J Med', 'SAME'],
    ['The New England Journal of Medicine', 'NEJM', 'SAME'],
    ['The Journal of thoracic and cardiovascular surgery', 'Jthoraccardiovascsurg', 'SAME'],
    ['Journal of Clinical Oncology : official journal of the Society', 'Journal of Clinical Oncology', 'SAME'],
    ['Gan to Kagaku Ryoho [Japanese Journal of Cancer and Chemotherapy]', 'Japanese Journal of Cancer & Chemotherapy', 'SAME'],
    ['Ai zheng = Aizheng = Chinese Journal of Cancer', 'Chin J Cancer', 'SAME'],
    ['Journal of Hepatology', 'Hepatology', 'POSSIBLE'],
    ['British Journal of Surgery', 'Brazilian Journal of Surgery', 'POSSIBLE'],
  ])('%s and %s', (a, b, expected) => {
    const base = { ...ARTICLE, pages: undefined };
    expect(verdict({ ...base, journal: a }, { ...base, journal: b })).toBe(expected);
  });

  it('are the same by one ISSN', () => {
    const base = { ...ARTICLE, pages: undefined, issn: '1234-5679' };
    expect(verdict({ ...base, journal: 'Ai Zheng' }, { ...base, journal: 'Chinese Journal of Cancer' })).toBe('SAME');
  });
});
