import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RecordBuilder } from '../../src/import/xml-builder.js';
import { Names } from '../../src/import/xml-names.js';
import { RecordCutter } from '../../src/import/xml-records.js';
import type { XmlItem, XmlShape } from '../../src/import/xml.js';

const SHAPE: XmlShape = {
  label: 'a test file',
  roots: ['set'],
  records: ['r', 'rec'],
  skip: ['body'],
  only: { d: { attribute: 'x', value: '1' } },
  containers: ['list'],
};

interface Outcome {
  items: unknown[];
  error: string | null;
}

/** What a test can compare: saxes gives attributes in another kind of object, and is more careful about what is sound. */
const seen = (item: XmlItem): unknown => JSON.parse(JSON.stringify({ ...item, isSound: undefined }));

function outcome(read: (hand: (item: XmlItem) => void) => void): Outcome {
  const items: unknown[] = [];
  try {
    read((item) => items.push(seen(item)));
    return { items, error: null };
  } catch (error) {
    // Of text outside of the root saxes tells at its end, which may be that of a piece.
    return { items, error: (error as Error).message.replace(/line \d+(?=.*outside of root)/, 'a line') };
  }
}

/** By saxes alone. */
const bySaxes = (text: string): Outcome =>
  outcome((hand) => {
    const builder = new RecordBuilder('a.xml', SHAPE, new Names(SHAPE), hand);
    builder.write(text, false);
    builder.end();
  });

/** As files are read, in pieces of some size. */
const inPieces = (text: string, size: number): Outcome =>
  outcome((hand) => {
    const records = new RecordCutter('a.xml', SHAPE, (item) => {
      hand(item);
      return [];
    });
    for (let at = 0; at < text.length; at += size) records.write(text.slice(at, at + size));
    records.end();
  });

const agree = (text: string, size: number): void => expect(inPieces(text, size)).toEqual(bySaxes(text));

/** What may stand in a text, the odd ones seldom. */
const words = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('a', 'Müller', ' ', '\n', '\n  ', '&amp;', '&lt;i&gt;', '&quot;', '>', '"', '😀', ']', '#') },
  { weight: 1, arbitrary: fc.constantFrom('&#65;', '&amp;#65;', '&bad;', '& ', ']]>', '<!-- <r>c</r> -->', '<![CDATA[<r>]]>', '\r\n', '\r', '<?p i?>') },
); // prettier-ignore
const texts = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(''));
const tags = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'b x="1"', 'list', 'd x="1"', 'd x="2"', 'body', 'long.name-1 y="p > q" z=""', 'b\n x="1" ') },
  { weight: 1, arbitrary: fc.constantFrom('r', 'm:i', 'b x="&amp;"', "b x='1'", 'b x="1" x="2"', 'b x="1"y="2"', 'b x', 'é', 'b x="a\nb"', 'b x="<"') },
); // prettier-ignore

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.tuple(tags, tie('content'), fc.nat({ max: 40 })).map(([tag, content, fate]) => {
    const name = /^\S+/.exec(tag)![0];
    if (fate === 0) return `<${tag}>${content}`;
    if (fate === 1) return `<${tag}>${content}</${name} >`;
    return fate < 8 ? `<${tag}/>` : `<${tag}>${content}</${name}>`;
  }),
  content: fc.oneof({ maxDepth: 4 }, texts, fc.array(fc.oneof(texts, tie('element')), { maxLength: 4 }).map((parts) => parts.join(''))), // prettier-ignore
}));

const records = fc
  .tuple(fc.constantFrom('r', 'r', 'rec', 'other'), fc.array(fc.oneof(element, texts), { maxLength: 4 }))
  .map(([name, parts]) => `<${name}>${parts.join('')}</${name}>`);
const gaps = fc.oneof({ weight: 8, arbitrary: fc.constantFrom('', '\n', '\n \n') }, { weight: 1, arbitrary: texts });
const files = fc
  .array(fc.tuple(records, gaps), { maxLength: 6 })
  .map((list) => `<?xml version="1.0"?>\n<set>${list.map(([record, gap]) => record + gap).join('')}</set>`);
/** A character taken out or put in anywhere. */
const broken = fc
  .tuple(files, fc.nat(), fc.constantFrom('', '<', '>', '"', '&', '/', ' '))
  .map(([text, at, put]) => (text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1)).toWellFormed());
const sizes = fc.constantFrom(1, 2, 3, 7, 20, 33, 50, 100, 10_000);

describe('plain records are read as saxes reads them', () => {
  test('in files of every kind, cut anywhere', () => {
    fc.assert(fc.property(files, sizes, agree), { numRuns: 1_500 });
  });

  test('in files that are broken somewhere', () => {
    fc.assert(fc.property(broken, sizes, agree), { numRuns: 1_500 });
  });

  test.each([
    ['a record in a comment is none', '<set><!-- <r>a</r> --><r>b</r></set>', ['b']],
    ['a record in CDATA is none', '<set><![CDATA[<r>a</r>]]><r>b</r></set>', ['b']],
    ['records below other elements', '<set><part><r>a</r>\n<r>b</r></part><r>c</r></set>', ['a', 'b', 'c']],
    ['a record within one of the same name', '<set><r>a<r>b</r>c</r><r>d</r></set>', ['a,b,c', 'd']],
    ['entities', '<set><r>a &amp; b &lt;i&gt; &#65;</r><r>&quot;&apos;</r></set>', ['a & b <i> A', `"'`]],
  ])('%s', (_what, text, expected) => {
    const flat = (node: unknown): string =>
      typeof node === 'string' ? node : (node as { children: unknown[] }).children.map(flat).join(',');
    for (const size of [1, 4, 1_000]) {
      const { items, error } = inPieces(text, size);
      expect(error).toBeNull();
      expect(items.map((item) => flat((item as { element: unknown }).element))).toEqual(expected);
    }
  });

  test('a name that is cut in two is one name', () => {
    const text = '<set><rec><a><r>b</r></a></rec><r>c</r><rec>d</rec></set>';
    for (let size = 1; size < text.length; size++) agree(text, size);
  });

  test('lines are counted through plain and other records', () => {
    const text = '<set>\n<r>\n\n</r>\n<r><!-- \n --></r>\n\n<r>\n</r><r\n x="1"\n/>\n<r>a</r></set>';
    for (const size of [1, 5, 1_000]) {
      const lines = inPieces(text, size).items.map((item) => (item as { place: { line: number } }).place.line);
      expect(lines).toEqual([2, 5, 8, 11, 12]);
    }
  });

  test('what may hold a broken character is not called sound', () => {
    const sound = (text: string): boolean[] => {
      const found: boolean[] = [];
      const cutter = new RecordCutter('a.xml', SHAPE, (item) => {
        if (item.kind === 'element') found.push(item.isSound);
        return [];
      });
      cutter.write(`<set><r>${text}</r></set>`);
      return found;
    };
    expect(sound('a &amp; b')).toEqual([true]);
    for (const text of ['a\ufffd', '&#xfffd;', '&amp;#xfffd;', '&amp;amp;#65533;']) expect(sound(text)).toEqual([false]);
  });
});
