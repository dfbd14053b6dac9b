import { describe, expect, test } from '@jest/globals';
import { abstractFromMarkup, elementText, markupToText, titleText } from '../../src/import/markup.js';
import { child, readXml } from '../../src/import/xml.js';
import { textInput } from './text-input.js';

describe('markup to text', () => {
  test.each([
    ['<i>E. coli</i> &amp; H<sub>2</sub>O', 'E. coli & H2O'],
    ['p < 0.05 and n > 3', 'p < 0.05 and n > 3'],
    ['p &lt; 0.05', 'p < 0.05'],
    ['<script>alert(1)</script><img src=x onerror=alert(1)>', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['<jats:p>One</jats:p><jats:p>two</jats:p>', 'One two'],
    ['twice &amp;amp; escaped &lt;i&gt;in vitro&lt;/i&gt;', 'twice & escaped in vitro'],
    ['<mml:math><mml:semantics><mml:mi>x</mml:mi><mml:annotation>\\x</mml:annotation></mml:semantics></mml:math> ray', 'x ray'],
    ['10<sup>&minus;3</sup> &beta;-blockers &#xe9;&#233; &unknown;', '10−3 β-blockers éé &unknown;'],
    ['<span class="a b" id=x>styled</span><br/>text', 'styled text'],
    ['a <b and c> d', 'a <b and c> d'],
    ['&#0;&#xd800;x', '&#0;&#xd800;x'],
  ])('%s', (markup, text) => expect(markupToText(markup)).toBe(text));

  const m = (formula: string): string => `<mml:math>${formula}</mml:math>`;
  const x = '<mml:mi>x</mml:mi>';
  const sum = '<mml:mrow><mml:mi>b</mml:mi><mml:mo>+</mml:mo><mml:mi>c</mml:mi></mml:mrow>';
  const v = '<mml:mover accent="true"><mml:mrow><mml:mi>V</mml:mi></mml:mrow>\n  <mml:mo>˙</mml:mo></mml:mover>';
  const tex = '<tex-math id="M1">\\documentclass[12pt]{minimal}\\usepackage{amsmath}\\begin{document}$$\\frac{a}{b+c} &lt; \\alpha^{2}$$\\end{document}</tex-math>'; // prettier-ignore
  const FORMULAS: [string, string][] = [
    [`the ratio ${m(`<mml:mfrac>${x}<mml:mi>y</mml:mi></mml:mfrac>`)} of`, 'the ratio x/y of'],
    [m(`<mml:mfrac>${sum}<mml:msqrt>${sum}</mml:msqrt></mml:mfrac>`), '(b+c)/(√(b+c))'],
    [m(`<mml:mroot>${x}<mml:mn>3</mml:mn></mml:mroot><mml:mo>=</mml:mo><mml:mroot>${x}<mml:mi>n</mml:mi></mml:mroot>`), '∛x=n√x'],
    [`with ${m('<mml:msup><mml:mi>R</mml:mi><mml:mn>2</mml:mn></mml:msup>')} = 0.9`, 'with R2 = 0.9'],
    [m(`<mml:msub><mml:mrow>\n ${v}\n <mml:mi>O</mml:mi></mml:mrow>\n <mml:mrow><mml:mn>2</mml:mn> <mml:mi>max</mml:mi></mml:mrow></mml:msub>`), 'V̇O2max'],
    [m(`<mml:mover>${x}<mml:mo>&#xaf;</mml:mo></mml:mover>`), 'x̄'],
    [m('<mml:mmultiscripts><mml:mi>Xe</mml:mi><mml:mprescripts/><mml:none/><mml:mn>129</mml:mn></mml:mmultiscripts><mml:mtext> </mml:mtext><mml:mi>MRI</mml:mi>'), '129Xe MRI'],
    [m('<mml:mtable><mml:mtr><mml:mtd><mml:mn>1</mml:mn></mml:mtd><mml:mtd><mml:mn>2</mml:mn></mml:mtd></mml:mtr><mml:mtr><mml:mtd><mml:mn>3</mml:mn></mml:mtd></mml:mtr></mml:mtable>'), '1 2; 3'],
    [m(`<mml:mi>f</mml:mi><mml:mfenced open="[" close="]">${x}<mml:mn>5</mml:mn></mml:mfenced><mml:mphantom>${x}</mml:mphantom>`), 'f[x, 5]'],
    [m(`<mml:mi>sin</mml:mi><mml:mo>&#x2061;</mml:mo>${x}<mml:mo>&#x2062;</mml:mo><mml:mi>y</mml:mi>`), 'sin xy'],
    [`<inline-formula><alternatives>${tex}${m(`${x}<mml:mo>&lt;</mml:mo><mml:mn>5</mml:mn>`)}</alternatives></inline-formula> and <i>p</i>`, 'x<5 and p'],
    [`one <inline-formula>${tex}<inline-graphic/></inline-formula> two ${m(x)}`, 'one a/(b+c) < α2 two x'],
  ]; // prettier-ignore

  test.each(FORMULAS)('the formula %s', (markup, text) => expect(markupToText(markup)).toBe(text));

  test.each(FORMULAS)('the formula as XML %s', async (markup, text) => {
    const xml = `<article><title>${markup}</title></article>`;
    for await (const item of readXml(textInput(xml), { label: 'X', roots: ['article'], records: ['article'] })) {
      expect(item.kind === 'element' && elementText(child(item.element, 'title'))).toBe(text);
    }
    expect.assertions(1);
  });

  test('a formula that is never closed, or closed too often, loses no text', () => {
    expect(markupToText('Teaching <math> to <i>residents</i> now')).toBe('Teaching to residents now');
    expect(markupToText('Teaching </math> to <math>a</mi></math> b')).toBe('Teaching to a b');
    const deep = `<math>${'<mrow>'.repeat(50_000)}x${'</mrow>'.repeat(50_000)}</math> end`;
    expect(markupToText(deep)).toContain('x');
  });

  test('attributes of a formula may stand without quotes, and cost no more for that', () => {
    expect(markupToText('<math><mfenced open=[ close=]><mi>a</mi><mi>b</mi></mfenced></math>')).toBe('[a, b]');
    const { user } = process.cpuUsage();
    expect(markupToText(`<math id=${'a'.repeat(100_000)}><mi>x</mi></math>`)).toBe('x');
    expect(process.cpuUsage().user - user).toBeLessThan(2_000_000);
  });

  test('a title loses its closing full stop, not an ellipsis', () => {
    expect(titleText('Mentoring.')).toBe('Mentoring');
    expect(titleText('And then...')).toBe('And then...');
    expect(titleText('<i> </i>')).toBeNull();
    expect(titleText(null)).toBeNull();
  });

  test('sections of abstracts', () => {
    expect(abstractFromMarkup('<h4>Background</h4>Why.<h4>Methods: </h4>How.')).toEqual([
      { label: 'Background', text: 'Why.' },
      { label: 'Methods', text: 'How.' },
    ]);
    expect(
      abstractFromMarkup(
        '<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>A <jats:italic>b</jats:italic>.</jats:p></jats:sec>',
      ),
    ).toEqual([{ label: 'Aim', text: 'A b.' }]);
    expect(abstractFromMarkup('Plain text')).toEqual([{ label: null, text: 'Plain text' }]);
    expect(abstractFromMarkup('')).toEqual([]);
  });
});
