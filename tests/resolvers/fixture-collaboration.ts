import { about, article, author, authorship, date, topic, write } from '../store/records.js';

/**
 * Five people and their works, worked out by hand. Names with diacritics, a particle and CJK.
 *
 *   w1 2010 Müller, van der Berg          cited by w2, w3, w4, x (no year)
 *   w2 2012 van der Berg, Müller, 王      cited by w3, w4
 *   w3 2012 Müller                        cited by w4
 *   w4 2015 王, Ñandú (list may be cut), Müller
 *   w5      Müller, Ó Briain              never cited, no year
 */
const PEOPLE = { mueller: 'Müller Ä', berg: 'van der Berg J', wang: '王 明', nandu: 'Ñandú É', briain: 'Ó Briain S' };

const byline = (...keys: string[]) =>
  keys.map((key, i) => ({
    ...authorship(key, i + 1),
    affiliations: key === 'mueller' ? (keys.length > 2 ? ['Zürich', 'Bern'] : ['Zürich']) : [],
  }));
const reported = (count: number) => [{ source: 'test', count, readAt: '2024-01-02T03:04:05.000Z' }];

export const byHand = {
  authors: Object.entries(PEOPLE).map(([key, name]) => author(key, { name })),
  topics: [topic('t1', { name: 'Mentoring' }), topic('t2', { name: 'Burnout' })],
  articles: [
    write(article('w1', { date: date(2010), authorships: byline('mueller', 'berg'), topics: [about('t1')], reportedCitations: reported(40) })), // prettier-ignore
    write(article('w2', { date: date(2012), authorships: byline('berg', 'mueller', 'wang'), topics: [about('t1')] }), ['w1']),
    write(article('w3', { date: date(2012), authorships: byline('mueller'), reportedCitations: reported(2) }), ['w1', 'w2']),
    write(
      article('w4', { date: date(2015), authorships: byline('wang', 'nandu', 'mueller'), authorsStatus: 'POSSIBLY_TRUNCATED', topics: [about('t1'), about('t2')] }), // prettier-ignore
      ['w1', 'w2', 'w3'],
    ),
    write(article('w5', { authorships: byline('mueller', 'briain') })),
    write(article('x', { authorships: byline('nandu') }), ['w1']),
  ],
};
