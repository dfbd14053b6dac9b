import { describe, expect, test } from '@jest/globals';
import { elementText } from '../../src/import/markup.js';
import { readXml } from '../../src/import/xml.js';
import { collect, textInput } from './text-input.js';

const SHAPE = { label: 'a test file', roots: ['set'], records: ['r'], skip: ['body'] };
const read = (text: string, piece = 5) => collect(readXml(textInput(text, 'a.xml', piece), SHAPE));
const texts = async (text: string) =>
  (await read(text)).map((item) =>
    item.kind === 'element' ? elementText(item.element) : item.kind === 'refused' ? item.reason : item.message,
  );

describe('XML', () => {
  test('gives each record as a tree, with its line and number', async () => {
    const items = await read('<?xml version="1.0"?>\n<set x="1">\n<r id="a"><t>one &amp; <m:i>two</m:i></t></r>\n\n<r/></set>');
    expect(items).toMatchObject([
      { kind: 'element', place: { line: 3, record: 1 }, element: { name: 'r', attributes: { id: 'a' } } },
      { kind: 'element', place: { line: 5, record: 2 }, element: { name: 'r', children: [] } },
    ]);
  });

  test('turns markup to text, reads CDATA and character references, drops control characters', async () => {
    expect(await texts('<set><r>H<sub>2</sub>O M&#252;ller <![CDATA[a < b]]>\u0001 <p>x</p><p>y</p></r></set>')).toEqual([
      'H2O Müller a < b x y',
    ]);
  });

  test('leaves out elements that are not read', async () => {
    expect(await texts('<set><r><t>title</t><body>long<body>er</body></body></r></set>')).toEqual(['title']);
  });

  test('refuses a record above the limit and goes on', async () => {
    const long = `<set><r>${'<t>xxxxxxxxxxxxxxxxxx</t>'.repeat(400_000)}</r><r>b</r></set>`;
    const items = await collect(readXml(textInput(long, 'a.xml', 65_536), SHAPE));
    expect(items.map((item) => item.kind)).toEqual(['refused', 'element']);
    expect(items[0]).toMatchObject({ reason: 'the record has more than 8,388,608 characters' });
  });

  test('refuses the record in which the file ends, and warns where it ends between records', async () => {
    expect(await texts('<set><r>a</r><r>b')).toEqual(['a', 'the file ends inside this record']);
    expect(await texts('<set><r>a</r>')).toEqual([
      'a',
      'the file ends before its last element is closed; records may be missing',
    ]);
  });

  test('documents one behind another are read as one, with the lines of the file', async () => {
    const first = '<?xml version="1.0"?>\r\n<!DOCTYPE set>\n<set><r>a</r>\n<r>b</r></set>';
    const text = `${first}\n\n\ufeff${first}<set/> <!-- and --> <?x y?>\n<set>\n<r x="1">c</r></set>\n<!-- end -->\n`;
    for (const piece of [1, 2, 3, 5, 7, 64, 1000]) {
      const items = await collect(readXml(textInput(text, 'a.xml', piece), SHAPE));
      expect(items.map(({ place }) => place)).toEqual([3, 4, 8, 9, 11].map((line, i) => ({ line, record: i + 1 })));
      expect(items.map(({ kind }) => kind)).toEqual(Array(5).fill('element'));
    }
    expect(await texts('<set><r>a</r></set>\n<?xml version="1.0"?>\n<!DOCTYPE set>')).toEqual([
      'a',
      'the file ends before the last XML document in it has begun; records may be missing',
    ]);
  });

  test.each([
    ['another root', '<html><body>Service unavailable</body></html>', /begins with <html>, which is not a test file/],
    ['no XML', 'nothing', /not well-formed/],
    ['nothing', '', /holds no XML/],
    [
      'a closing tag of another element',
      '<set>\n<r><t></r></set>',
      /line 2: the file is not well-formed XML \(unexpected close tag\)/,
    ],
    ['a page of another kind behind its document', '<set><r>a</r></set>\n<html/>', /line 2: the file goes on with <html>/],
    ['text behind its document', '<set><r>a</r></set>\n\nmore', /line 3: the file is not well-formed XML \(text data outside/],
    ['a document behind one that is cut', '<set><r>a</r>\n<?xml version="1.0"?>\n<set/>', /line 2: the file is not well-formed/],
    ['an undefined entity', '<set><r>M&uuml;ller</r></set>', /undefined entity/],
    ['a name of JavaScript as entity', '<set><r>&constructor;</r></set>', /undefined entity/],
    ['entities of its own', '<!DOCTYPE set [<!ENTITY a "b">]><set><r>&a;</r></set>', /declares entities of its own/],
    [
      'an external entity',
      '<!DOCTYPE set [<!ENTITY x SYSTEM "file:///etc/hostname">]><set><r>&x;</r></set>',
      /declares entities/,
    ],
    ['deep elements', `<set>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</set>`, /more than 200 deep/],
    ['an endless text', `<set><r>${'x'.repeat(9_000_000)}`, /one text, tag or comment of more than 8,388,608/],
    ['an endless comment', `<set><!--${'x'.repeat(9_000_000)}`, /one text, tag or comment of more than 8,388,608/],
  ])('refuses a file with %s', async (_what, text, message) => {
    await expect(collect(readXml(textInput(text, 'a.xml', text.length > 1e6 ? 65_536 : 5), SHAPE))).rejects.toThrow(message);
  });

  test('takes 50,000 attributes on the root, and an external DTD that is not fetched', async () => {
    const attributes = Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(' ');
    const text = `<!DOCTYPE set PUBLIC "-//X//EN" "https://example.org/x.dtd"><set ${attributes}><r>a</r></set>`;
    expect(await collect(readXml(textInput(text, 'a.xml', 65_536), SHAPE))).toHaveLength(1);
  });
});
