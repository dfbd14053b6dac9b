import { describe, expect, it } from '@jest/globals';
import { compareWorks, type Verdict } from '../../src/import/work-match.js';
import { bibRecord, type RecordFields } from './bib-record.js';
import { ARTICLE } from './work-example.js';

/** Works that share title, author or place and are other works all the same. */
function against(change: RecordFields, base: RecordFields = ARTICLE): Verdict {
  return compareWorks(bibRecord(base), bibRecord({ ...base, ...change })).verdict;
}

const online: RecordFields = { ...ARTICLE, volume: undefined, pages: undefined };
const withoutPages: RecordFields = { ...ARTICLE, pages: undefined };

describe('what an editor writes each year under one title', () => {
  const thanks: RecordFields = {
    ...ARTICLE,
    title: 'Acknowledgment of reviewers and editorial board members',
    authors: 'Marlow, J',
  };

  it.each<[string, RecordFields, RecordFields]>([
    ['the next volume', { pages: '1-3' }, { year: 2016, volume: '13' }],
    ['journals without volumes', { pages: '1-3', volume: undefined }, { year: 2016 }],
    ['one page', { pages: '1', volume: undefined }, { year: 2016 }],
    ['pages of a supplement', { pages: 'S1-S2' }, { year: 2016, volume: '13' }],
    ['no volume in one record', { pages: '2-4', volume: undefined }, { year: 2016, volume: '13' }],
    ['versions of a Cochrane review', { pages: 'CD003774', volume: undefined }, { year: 2016 }],
  ])('is another work: %s', (_, base, next) => {
    expect(against(next, { ...thanks, ...base })).toBe('POSSIBLE');
  });

  it('but a misprint in the volume, or online a year ahead, is none', () => {
    expect(against({ volume: '21' })).toBe('SAME');
    expect(against({ year: 2014, volume: undefined })).toBe('SAME');
  });
});

describe('pages that many works have', () => {
  it.each<[string, RecordFields, RecordFields]>([
    ['another article of as many pages', { pages: '1-8' }, { title: 'What patients think of examinations by students' }],
    [
      'parts of as many pages',
      { pages: '1-8', title: 'Mentoring in rural practice. Part I: concept and development' },
      { title: 'Mentoring in rural practice. Part II: concept and development' },
    ],
    [
      'titles that are alike',
      { pages: '1-8', title: 'Burnout and peer support among female residents of surgery' },
      { title: 'Burnout and peer support among male residents of surgery' },
    ],
    [
      'abstracts with the pages of the whole supplement',
      { pages: 'S45-S551', title: 'Burnout and peer support among female residents of surgery' },
      { title: 'Burnout and peer support among male residents of surgery' },
    ],
    [
      'two abstracts of one author with the pages of the whole supplement',
      { pages: 'S45-S551' },
      { title: 'What patients think of examinations by students' },
    ],
  ])('do not make one work: %s', (_, base, other) => {
    expect(against(other, { ...ARTICLE, ...base })).not.toBe('SAME');
  });

  it('hold nobody up where the titles are the same', () => {
    expect(against({}, { ...ARTICLE, pages: '1-8' })).toBe('SAME');
    expect(against({ title: 'Bedside teaching and the confidence of junior doctors' }, { ...ARTICLE, pages: '1-8' })).toBe(
      'SAME',
    );
  });
});

describe('notices', () => {
  it.each([
    ': erratum',
    ' [Erratum]',
    ' - Corrigendum',
    ' – CORRIGENDUM',
    ' (Correction)',
    ' (Retraction)',
    ': Retraction notice',
    ' (Fe de erratas)',
  ])('`…%s` is another work than its article', (suffix) => {
    expect(against({ title: ARTICLE.title + suffix }, withoutPages)).toBe('DIFFERENT');
    expect(against({ title: ARTICLE.title + suffix })).toBe('DIFFERENT');
  });

  it.each(['Retraction Note: ', 'Retraction and republication: ', 'Notice of Retraction and Replacement: ', 'Withdrawal: ', 'Fe de erratas: ', 'Erratum zu: ', 'Erratum à : '])(
    '`%s…` is another work than its article',
    (prefix) => {
      expect(against({ title: prefix + ARTICLE.title })).toBe('DIFFERENT');
    },
  ); // prettier-ignore

  it('`Withdrawal of …` is a subject', () => {
    const title = 'Withdrawal of life support: what residents learn from it';
    expect(against({ title: 'Withdrawal of life support' }, { ...ARTICLE, title })).toBe('SAME');
  });
});

describe('other forms of a work', () => {
  const bare: RecordFields = { title: ARTICLE.title!, authors: 'Marlow, Jane', year: 2015 };

  it.each(['Thesis', 'Dataset', 'Trial Registry Record'])('%s and article', (type) => {
    const article = { types: ['Journal Article'], journal: 'Journal of Clinical Education' };
    expect(against(article, { ...bare, types: [type] })).toBe('POSSIBLE');
    expect(against({ types: undefined }, { ...bare, types: [type] })).toBe('SAME');
  });

  it.each([': study protocol', ': protocol for a systematic review', ' (Protocol)', '. A study protocol'])(
    'protocol and article: `…%s`',
    (suffix) => {
      const title = ARTICLE.title + suffix;
      expect(against({ title }, { ...online, pages: 'CD003774' })).toBe('POSSIBLE');
      expect(against({ title }, withoutPages)).toBe('POSSIBLE');
      expect(against({ title })).toBe('SAME');
    },
  );
});

describe('first authors of one family name', () => {
  const letter: RecordFields = { ...withoutPages, title: 'Medical education during the pandemic', authors: 'Lee, Jin' };

  it('with other given names write other letters of one title', () => {
    expect(against({ authors: 'Lee, Karl' }, letter)).toBe('POSSIBLE');
    expect(against({ authors: 'Wong, Karl' }, { ...letter, authors: 'Wang, Jin' })).toBe('POSSIBLE');
    expect(against({ authors: 'Lee, Karl' }, { ...letter, pages: '12' })).toBe('POSSIBLE');
    expect(against({ authors: 'Lee K' }, { title: letter.title!, authors: 'Lee J', year: 2020 })).toBe('POSSIBLE');
  });

  it('with initials in common, names in the other order, or the same coauthors are one', () => {
    expect(against({ authors: 'Lee J' }, letter)).toBe('SAME');
    expect(against({ authors: 'Lee, Karl Jin' }, letter)).toBe('SAME');
    expect(against({ authors: 'Jin, Lee' }, letter)).toBe('SAME');
    expect(against({ authors: 'Lee, Karl; Okafor, Chidi' }, { ...letter, authors: 'Lee, Jin; Okafor, Chidi' })).toBe('SAME');
  });
});

describe('titles in other letters than Latin', () => {
  it.each([
    ['住院医师规范化培训中同伴指导的现状与思考', '医学生临床技能考核中标准化病人的应用研究', '王伟; 李娜'],
    ['전공의 교육에서 동료 멘토링의 효과에 관한 연구', '의과대학생 임상 수행 평가의 타당도에 관한 분석', '김영희'],
    ['التوجيه بين الأقران في برامج الإقامة الطبية', 'تقييم المهارات السريرية لطلاب كلية الطب', 'أحمد علي'],
    ['Наставничество равных в клинической ординатуре', 'Оценка практических навыков студентов университета', 'Иванов, Иван'],
  ])('are titles: %s', (title, other, authors) => {
    const base = { ...ARTICLE, title, authors };
    expect(against({ pages: undefined }, { ...base })).toBe('SAME');
    expect(against({ title: other, pages: undefined }, base)).toBe('DIFFERENT');
    expect(against({ title: other, pages: '1-8' }, { ...base, pages: '1-8' })).not.toBe('SAME');
  });

  it('meet the record in English by the title of the original', () => {
    const title = '住院医师规范化培训中同伴指导的现状与思考';
    const base = { ...ARTICLE, title, authors: '王伟; 李娜', journal: '中华医学教育杂志' };
    const english = { title: 'Peer mentoring of residents', authors: 'Wang, Wei; Li, Na', journal: 'Chin J Med Educ' };
    expect(against({ ...english, vernacularTitle: title }, base)).toBe('SAME');
    expect(against(english, base)).toBe('DIFFERENT');
    expect(against({ ...english, issn: '1234-5679' }, { ...base, issn: '1234-5679' })).toBe('POSSIBLE');
  });

  it('with other numbers are other parts', () => {
    const title = 'التوجيه بين الأقران في الإقامة الطبية الجزء ١';
    expect(against({ title: title.replace('١', '٢') }, { ...withoutPages, title })).toBe('DIFFERENT');
  });
});
