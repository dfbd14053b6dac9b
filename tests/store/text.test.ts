import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { words } from '../../src/store/fold.js';
import { leadingTexts } from '../../src/store/suggest.js';
import { countTerms, MAX_TEXT_LENGTH, nameQuery, parseText, prefixQuery, type TextQuery } from '../../src/store/text.js';

const t = (...tokens: string[]): TextQuery => ({ tokens });

describe('parseText', () => {
  it.each<[string, TextQuery]>([
    ['peer', t('peer')],
    ['Mentors', t('mentors', 'mentor')],
    ['peer mentoring', { all: [t('peer'), t('mentoring')] }],
    ['peer AND mentoring', { all: [t('peer'), t('mentoring')] }],
    ['peer and mentoring', { all: [t('peer'), t('and'), t('mentoring')] }],
    ['a OR b c', { any: [t('a'), { all: [t('b'), t('c')] }] }],
    ['(a OR b) c', { all: [{ any: [t('a'), t('b')] }, t('c')] }],
    ['NOT a', { not: t('a') }],
    ['a NOT b c', { all: [t('a'), { not: t('b') }, t('c')] }],
    ['NOT (a OR b)', { not: { any: [t('a'), t('b')] } }],
    ['NOT NOT a', { not: { not: t('a') } }],
    ['"peer mentoring"', { phrases: [['peer', 'mentoring']] }],
    [
      '“peer mentors”',
      {
        phrases: [
          ['peer', 'mentors'],
          ['peer', 'mentor'],
        ],
      },
    ],
    ['"peer', t('peer')],
    ['"Mentors"', t('mentors', 'mentor')],
    ['peer-mentoring', { phrases: [['peer', 'mentoring']] }],
    ['医学', { phrases: [['医', '学']] }],
    ["O'Brien", t('obrien')],
    ['ment*', { prefix: 'ment', tokens: [] }],
    ['studies*', { prefix: 'studies', tokens: ['study'] }],
    ['peer-ment*', { all: [t('peer'), { prefix: 'ment', tokens: [] }] }],
    ['me*nt', { phrases: [['me', 'nt']] }],
    ['"ment*"', t('ment')],
    ['title:peer^4 ~2', { all: [{ phrases: [['title', 'peer', '4']] }, t('2')] }],
    ['a OR', t('a')],
    ['OR a', t('a')],
    ['AND', { nothing: true }],
    ['NOT', { nothing: true }],
    ['a NOT', t('a')],
    ['a AND OR b', { any: [t('a'), t('b')] }],
    ['NOT AND a', { not: t('a') }],
    ['((a)', t('a')],
    ['a) b', { all: [t('a'), t('b')] }],
    ['()', { nothing: true }],
    ['a () b', { all: [t('a'), t('b')] }],
    ['""', { nothing: true }],
    ['', { nothing: true }],
    [' * ? \' " ; -- \\ ', { nothing: true }],
    ['\ud800\0', { nothing: true }],
  ])('%j', (text, query) => {
    expect(parseText(text)).toEqual(query);
  });

  const pieces = fc
    .array(
      fc.constantFrom(
        '(',
        ')',
        '"',
        ' AND ',
        ' OR ',
        ' NOT ',
        '*',
        ' ',
        'a',
        'studies',
        '医学',
        "'",
        '\0',
        '\ud800',
        ':',
        '-',
        '“',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('').slice(0, MAX_TEXT_LENGTH));

  it('reads any text, holds only words of the text, and counts no more terms than words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: MAX_TEXT_LENGTH }), pieces), (text) => {
        const query = parseText(text);
        expect(countTerms(query)).toBeLessThanOrEqual(words(text).length);
        expect(countTerms(query) === 0).toBe('nothing' in query);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the deepest nesting that fits into a query', () => {
    for (const part of ['(', 'NOT ', 'NOT (', 'a OR (', ')']) {
      expect(() => countTerms(parseText(part.repeat(MAX_TEXT_LENGTH)))).not.toThrow();
      expect(() => parseText(`${part.repeat(MAX_TEXT_LENGTH / part.length - 1)}a`)).not.toThrow();
    }
  });
});

describe('nameQuery', () => {
  it.each<[string, TextQuery]>([
    ['Pethrick H', { all: [t('pethrick'), { prefix: 'h', tokens: [] }] }],
    ['Williams', t('williams')],
    ["O'Brien", t('obrien')],
    ['Núñez-Pérez', { all: [t('nunez'), t('perez')] }],
    ['...', { nothing: true }],
  ])('%j', (name, query) => {
    expect(nameQuery(name)).toEqual(query);
  });
});

describe('prefixQuery', () => {
  it.each([
    ['studies', ['study']],
    ['studie', ['study']],
    ['studi', ['study']],
    ['mentors', ['mentor']],
    ['mentor', []],
    ['s', []],
    ['i', []],
    ['is', []],
  ])('%s', (prefix, tokens) => {
    expect(prefixQuery(prefix)).toEqual({ prefix, tokens });
  });

  it('finds a plural by each of its beginnings, although the singular is stored', () => {
    for (const [plural, stored] of [
      ['studies', 'study'],
      ['mentors', 'mentor'],
      ['courses', 'course'],
      ['analysis', 'analysis'],
      ['analyses', 'analysis'],
      ['classes', 'class'],
      ['headaches', 'headach'],
      ['trainees', 'trainee'],
    ] as const)
      for (let length = 1; length <= plural.length; length++) {
        const { prefix, tokens } = prefixQuery(plural.slice(0, length)) as { prefix: string; tokens: string[] };
        expect(stored.startsWith(prefix) || tokens.includes(stored)).toBe(true);
      }
  });
});

describe('leadingTexts', () => {
  it.each<[TextQuery, string[]]>([
    [prefixQuery('ment'), ['ment']],
    [{ all: [t('peer'), prefixQuery('ment')] }, ['peer ment']],
    [{ all: [t('the', 'the'), prefixQuery('clin')] }, ['the clin', 'clin']],
    [{ all: [t('students', 'student'), { phrases: [['in', 'class']] }] }, ['students in class']],
    [parseText('a OR b'), []],
    [parseText('NOT a'), []],
    [{ nothing: true }, []],
  ])('%j', (query, expected) => {
    expect(leadingTexts(query)).toEqual(expected);
  });
});
