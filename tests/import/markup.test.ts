import { describe, expect, test } from '@jest/globals';
import { abstractFromMarkup, markupToText, titleText } from '../../src/import/markup.js';

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
