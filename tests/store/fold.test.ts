import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  EVERY_DOCUMENT,
  foldName,
  foldText,
  indexPersonName,
  indexProse,
  nameSortKey,
  singular,
  sortKey,
  storedToken,
  words,
} from '../../src/store/fold.js';
import { compareCodePoints } from '../../src/store/sort-values.js';

/** Any characters, halves of surrogate pairs among them, and those that the rules speak of. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'q',
        's',
        'ies',
        'es',
        "'",
        '’',
        '´',
        'É',
        'ß',
        'İ',
        'Σ',
        '中',
        '\u{1f600}',
        '\u{10400}',
        '\ud800',
        '\0',
        '\u00ad',
        ' ',
        'a',
        'ŉ',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('foldText', () => {
  it.each([
    ['Éric Müller', 'eric muller'],
    ['ŁÓDŹ', 'lodz'],
    ['Straße STRASSE', 'strasse strasse'],
    ['Ærøskøbing', 'aeroskobing'],
    ['İstanbul ISPARTA ısparta', 'istanbul isparta isparta'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['ﬁnal ½ ™', 'final 1⁄2 tm'],
    ['Ｆｕｌｌ', 'full'],
    ['men\u00adtoring\ufeff', 'mentoring'],
    ['O’Brien O‘Brien O´Brien OʼBrien', "o'brien o'brien o'brien o'brien"],
  ])('%j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('changes nothing the second time, for every character that Unicode folds', () => {
    const unstable: string[] = [];
    // Beyond U+1FFFF only the compatibility ideographs fold.
    const codes = [...Array(0x20000).keys(), ...[...Array(0x220).keys()].map((code) => 0x2f800 + code)];
    for (const code of codes) {
      const once = foldText(String.fromCodePoint(code));
      if (foldText(once) !== once) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  it('changes nothing the second time, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(foldText(foldText(text))).toBe(foldText(text))),
      { numRuns: 1000 },
    );
  });
});

describe('words', () => {
  it.each([
    ['Peer-mentoring: a (systematic) review!', ['peer', 'mentoring', 'a', 'systematic', 'review']],
    ["O'Brien's doctors' 'quoted'", ['obriens', 'doctors', 'quoted']],
    ['COVID-19 β-blockers', ['covid', '19', 'β', 'blockers']],
    ['医学教育 in Japan', ['医', '学', '教', '育', 'in', 'japan']],
    ['x中y', ['x', '中', 'y']],
    ['\u{10400}\u{10401}', ['\u{10428}\u{10429}']],
    ['e\u0301tude', ['etude']],
    ['a\0b', ['a', 'b']],
    ['\ud800', []],
    ["'", []],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('are cut at 64 units and never inside a character', () => {
    expect(words('a'.repeat(100))).toEqual(['a'.repeat(64)]);
    expect(words('a' + '\u{10428}'.repeat(60))).toEqual(['a' + '\u{10428}'.repeat(31)]);
  });

  it('change nothing when they are read again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const list = words(text);
        expect(words(list.join(' '))).toEqual(list);
        for (const word of list) expect(word.isWellFormed() && word.length > 0 && word.length <= 64).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('singular', () => {
  it.each([
    ['students', 'student'],
    ['studies', 'study'],
    ['courses', 'course'],
    ['curricula', 'curriculum'],
    ['class', 'class'],
    ['status', 'status'],
    ['analysis', 'analysis'],
    ['bus', 'bus'],
    ['gas', 'gas'],
    ['trees', 'tree'],
    ['s', 's'],
  ])('of %s is %s', (word, expected) => {
    expect(singular(word)).toBe(expected);
  });

  it.each([
    ['trainee', 'trainees'],
    ['mentee', 'mentees'],
    ['coach', 'coaches'],
    ['headache', 'headaches'],
    ['class', 'classes'],
    ['nurse', 'nurses'],
    ['disease', 'diseases'],
    ['box', 'boxes'],
    ['shoe', 'shoes'],
    ['hero', 'heroes'],
    ['calorie', 'calories'],
    ['study', 'studies'],
    ['analysis', 'analyses'],
    ['diagnosis', 'diagnoses'],
    ['synthesis', 'syntheses'],
    ['woman', 'women'],
    ['criterion', 'criteria'],
    ['series', 'series'],
  ])('%s and %s are one', (one, many) => {
    expect(singular(many)).toBe(singular(one));
  });

  it.each([
    ['thesis', 'these'],
    ['status', 'state'],
    ['mentor', 'mentoring'],
  ])('%s and %s are two', (one, other) => {
    expect(singular(other)).not.toBe(singular(one));
  });

  it('is never empty, hardly longer, and its own singular', () => {
    const word = fc.oneof(
      anyText.map((text) => words(text)[0] ?? 'x'),
      fc.string({ unit: fc.constantFrom('a', 'e', 'i', 'o', 'u', 's', 'y'), minLength: 1, maxLength: 8 }),
    );
    fc.assert(
      fc.property(word, (text) => {
        const one = singular(text);
        expect(one.length).toBeGreaterThan(0);
        expect(one.length).toBeLessThanOrEqual(text.length + 1);
        expect(singular(one)).toBe(one);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('storedToken', () => {
  const word = anyText.map((text) => words(text)[0] ?? 'q').filter((text) => text.length <= 30);

  it.each([
    ['mentoring', 'mentoring'],
    ['quality', 'q71zuality'],
    ['中', 'q4e2dz'],
    ['\u{10428}x', 'q10428zx'],
  ])('of %j is %j', (text, stored) => {
    expect(storedToken(text)).toBe(stored);
  });

  it('is made of a to z and digits, is short enough for every engine, and is not empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), (text) =>
        expect(storedToken(text)).toMatch(/^[a-z0-9]{1,240}$/),
      ),
    );
    expect(storedToken('\u{10428}'.repeat(64))).toHaveLength(238);
  });

  it('differs for different words, and begins with another exactly when the word does', () => {
    fc.assert(
      fc.property(word, word, fc.nat(30), (a, b, length) => {
        expect(storedToken(a) === storedToken(b)).toBe(a === b);
        const beginning = [...a].slice(0, length).join('') || 'q';
        expect(storedToken(b).startsWith(storedToken(beginning))).toBe(b.startsWith(beginning));
        expect(storedToken(a).startsWith(storedToken(beginning))).toBe(a.startsWith(beginning));
      }),
      { numRuns: 1000 },
    );
  });

  it('of a word cut short is a beginning of that of the word', () => {
    const long = '\u{10428}'.repeat(32);
    for (let length = 1; length <= 32; length++)
      expect(storedToken(long).startsWith(storedToken('\u{10428}'.repeat(length)))).toBe(true);
  });

  it('is never the mark of every document nor a beginning of it', () => {
    fc.assert(
      fc.property(fc.oneof(word, fc.constantFrom('q', 'qe', 'qeverydocumentz', 'qbreakz')), (text) => {
        expect(EVERY_DOCUMENT.startsWith(storedToken(text))).toBe(false);
      }),
    );
  });
});

describe('index texts', () => {
  it('hold prose in the singular and names as they are', () => {
    expect(indexProse("Students' studies")).toBe('student study');
    expect(indexPersonName('Williams J')).toBe('williams j');
    expect(indexPersonName('王')).toBe('q738bz');
  });
});

describe('keys of names and titles', () => {
  it.each([
    ['The Clinical Teacher', 'the clinical teacher', 'clinical teacher'],
    ['BMC medical education.', 'bmc medical education', 'bmc medical education'],
    ['A', 'a', 'a'],
    ['An', 'an', 'an'],
    ['“Theory” & practice', 'theory practice', 'theory practice'],
    ['???', '', ''],
  ])('of %j are %j and %j', (text, name, order) => {
    expect(foldName(text)).toBe(name);
    expect(sortKey(text)).toBe(order);
  });

  it('of people keep what looks like an article', () => {
    expect(nameSortKey('An J')).toBe('an j');
    expect(nameSortKey('A Ram')).toBe('a ram');
  });

  it('compare names without regard to case, accents, plural and punctuation', () => {
    expect(foldName('Médical Teachers')).toBe(foldName('medical teacher'));
    expect(foldName('Peer-Mentoring')).toBe(foldName('peer mentoring'));
  });

  it('are at most 200 units long, whole characters, and change nothing the second time', () => {
    expect(sortKey('word '.repeat(100)).length).toBeLessThanOrEqual(200);
    expect(sortKey('\u{10428}\u{10429} '.repeat(100)).isWellFormed()).toBe(true);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
        expect(nameSortKey(nameSortKey(text))).toBe(nameSortKey(text));
        expect(sortKey(text).isWellFormed()).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('compareCodePoints', () => {
  it('puts astral characters behind all others, which comparing units does not', () => {
    expect(compareCodePoints('\u{10400}', '\uffee')).toBeGreaterThan(0);
    expect('\u{10400}' < '\uffee').toBe(true);
    expect(compareCodePoints('a', 'ab')).toBeLessThan(0);
    expect(compareCodePoints('', '')).toBe(0);
  });
});
