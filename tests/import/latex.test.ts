import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { latexToText, verbatimText } from '../../src/import/latex.js';

describe('LaTeX as text', () => {
  test.each([
    ['{\\"U}ber', 'Über'],
    ['\\"{U}ber', 'Über'],
    ['\\"Uber', 'Über'],
    ["Jos{\\'e} Nu{\\~n}ez", 'José Nuñez'],
    ["\\'\\i", 'í'],
    ["{\\'{\\i}}", 'í'],
    ['\\v{s} \\c{c} \\k a \\H{o} \\r{a} \\u{g}', 'š ç ą ő å ğ'],
    ['{\\ss} {\\o} {\\L}odz {\\ae} \\aa', 'ß ø Łodz æ å'],
    ['A {B} {{C}} D', 'A B C D'],
    ['$\\alpha$-blockers, $\\beta_2$, H$_2$O, 10$^{3}$', 'α-blockers, β2, H2O, 103'],
    ['$\\frac{a}{b}$ and $\\dfrac{\\alpha}{1+\\frac12}$', 'a/b and α/(1+1/2)'],
    ['\\textmu g and $\\mu$', 'µg and μ'],
    ['$p \\leq 0.05$, 5 \\pm 1', 'p ≤0.05, 5 ±1'],
    ['Taylor \\& Francis, 5\\%, a\\_b, \\$3, \\#1, \\{x\\}', 'Taylor & Francis, 5%, a_b, $3, #1, {x}'],
    ["``quoted'' -- and --- dashes~here", '“quoted” – and — dashes here'],
    ['\\emph{E. coli} \\textit{in vitro} {\\it x}', 'E. coli in vitro x'],
    ["O'Brien, p < 0.05 & <i>x</i>", "O'Brien, p < 0.05 & <i>x</i>"],
    ['no markup at all', 'no markup at all'],
  ])('%s', (latex, text) => {
    expect(latexToText(latex)).toBe(text);
  });

  test('an unknown command stays as text and is told; nothing is run', () => {
    const unknown: string[] = [];
    expect(latexToText('\\input{/etc/hostname} \\write18{ls}', (command) => unknown.push(command))).toBe(
      '\\input/etc/hostname \\write18ls',
    );
    expect(unknown).toEqual(['\\input', '\\write']);
  });

  test('no text makes it fail, and text without its signs is unchanged', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\\', '{', '}', '"', "'", 'a', 'ü', ' ', '$', '~', '-', 'i', '😀'), maxLength: 60 }),
        (text) => {
          expect(typeof latexToText(text)).toBe('string');
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string(), (text) => /[\\{}$~`'-]/.test(text) || latexToText(text) === text));
  });

  test('accents nested a thousand deep end', () => {
    expect(latexToText(`${"\\'{".repeat(1000)}a${'}'.repeat(1000)}`)).toContain('a');
  });

  test('of a link what is shown counts; a line end is a blank', () => {
    expect(latexToText('a \\href{https://x.org/{y}}{link} b')).toBe('a link b');
    expect(latexToText('one\\newline two')).toBe('one two');
    expect(latexToText('\\href{unclosed')).toBe('');
  });

  test('links and DOIs lose their escapes only', () => {
    expect(verbatimText(' {10.1007/978-3\\_3--x~y} ')).toBe('10.1007/978-3_3--x~y');
  });
});
