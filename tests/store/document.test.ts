import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NO_DETAILS } from '../../src/records.js';
import { articleDocument, authorDocument, journalDocument, topicDocument } from '../../src/store/document.js';
import { EVERY_DOCUMENT } from '../../src/store/fold.js';
import { parseText } from '../../src/store/text.js';
import { textHolds } from './oracle-match.js';
import { article, author, authorship, journal, topic } from './records.js';

const doc = articleDocument(
  article('a', { title: 'Qualities of mentors', authorships: [authorship('x', 1, 'Williams J'), authorship('y', 2, 'Boone S')] }),
  {
    abstract: [
      { label: 'Background', text: 'Students study.' },
      { label: null, text: 'Peer mentoring helps.' },
    ],
    otherAbstracts: [{ type: 'Publisher', language: 'spa', sections: [{ label: 'Objetivo', text: 'La tutoría ayuda.' }] }],
  },
  { journal: ['BMC Med Educ'], topics: ['Mentoring', 'Peer Groups'] },
);
const finds = (text: string, fields: (keyof typeof doc)[] = ['label', 'names', 'body']) =>
  textHolds(
    parseText(text),
    fields.map((field) => doc[field]),
  );

describe('the document of an article', () => {
  it('has the title, the names around it, and the abstract in fields of their own', () => {
    expect(finds('qualities', ['label'])).toBe(true);
    expect(finds('williams', ['names'])).toBe(true);
    expect(finds('"bmc med"', ['names'])).toBe(true);
    expect(finds('mentoring', ['names'])).toBe(true);
    expect(finds('student', ['body'])).toBe(true);
    expect(finds('tutoría', ['body'])).toBe(true);
    expect(finds('boone', ['label', 'body'])).toBe(false);
    expect(finds('helps', ['label', 'names'])).toBe(false);
  });

  it('does not hold the labels of the sections', () => {
    for (const label of ['background', 'objetivo', 'publisher']) expect(finds(label)).toBe(false);
  });

  it('lets no phrase run from one name, section or text into the next', () => {
    expect(finds('"williams j"')).toBe(true);
    expect(finds('"j boone"')).toBe(false);
    expect(finds('"boone s bmc"')).toBe(false);
    expect(finds('"educ mentoring"')).toBe(false);
    expect(finds('"study peer"')).toBe(false);
  });

  it('is found by plurals in prose, and by names only as they are', () => {
    expect(finds('quality mentor')).toBe(true);
    expect(finds('William')).toBe(false);
  });

  it('is found by no word that only the marks in it have', () => {
    for (const text of ['q*', 'qe*', EVERY_DOCUMENT, 'qbreakz', 'qb*']) expect(finds(text, ['names', 'body'])).toBe(false);
    expect(finds(`${EVERY_DOCUMENT}*`)).toBe(false);
    expect(finds('q*', ['label'])).toBe(true); // Qualities
  });

  it('of a stub has nothing but the mark', () => {
    expect(articleDocument(article('s', { title: null }), NO_DETAILS, { journal: [], topics: [] }).label.trim()).toBe(
      EVERY_DOCUMENT,
    );
  });
});

describe('documents of other nodes', () => {
  it('hold every name in the label, each apart', () => {
    const { label } = authorDocument(
      author('a', { name: 'Van den Broeck K', names: ['Van den Broeck K', 'Vandenbroeck Kristin'] }),
    );
    expect(textHolds(parseText('vandenbroeck'), [label])).toBe(true);
    expect(textHolds(parseText('"k vandenbroeck"'), [label])).toBe(false);
    const titles = journalDocument(
      journal('j', { title: 'Medical teacher', abbreviation: 'Med Teach', names: ['Med. Teach.'] }),
    ).label;
    expect(textHolds(parseText('"med teach"'), [titles])).toBe(true);
    const names = topicDocument(topic('t', { name: 'Mentoring', synonyms: ['Mentorship'] })).label;
    expect(textHolds(parseText('mentorships'), [names])).toBe(true);
  });
});

describe('any document', () => {
  it('is stored tokens parted by one blank, with the mark of every document once, in the label', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, (title, name, prose) => {
        const { label, names, body } = articleDocument(
          article('a', { title, authorships: [authorship('x', 1, name)] }),
          { abstract: [{ label: null, text: prose }], otherAbstracts: [] },
          { journal: [name], topics: [prose] },
        );
        for (const field of [label, names, body]) expect(field).toMatch(/^[a-z0-9 ]*$/);
        expect(label.split(' ').filter((token) => token === EVERY_DOCUMENT)).toHaveLength(1);
        expect(`${names} ${body}`).not.toContain(EVERY_DOCUMENT);
      }),
    );
  });
});
