import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from '../../src/import/json-input.js';
import { collect, textInput } from './text-input.js';

const LISTS = ['results', 'message.items', 'papers.*', ''];
const read = (text: string, name = 'a.json', piece = 3) => collect(readJson(textInput(text, name, piece), LISTS));
const values = async (text: string, name?: string, piece?: number) =>
  (await read(text, name, piece)).map((item) => (item.kind === 'refused' ? item.reason : item.value));

describe('JSON documents', () => {
  test('records of a list, with lines and numbers, and the envelope after them', async () => {
    expect(
      await read('\n{"meta": {"results": [9]},\n"results": [\n  {"a": "]}\\"["},\n\n  {"b": [1, {"c": 2}]} ], "end": true}'),
    ).toEqual([
      { kind: 'value', place: { line: 4, record: 1 }, list: 'results', value: { a: ']}"[' } },
      { kind: 'value', place: { line: 6, record: 2 }, list: 'results', value: { b: [1, { c: 2 }] } },
      { kind: 'envelope', place: { line: 6, record: 2 }, value: { meta: { results: [9] }, results: [], end: true } },
    ]);
  });

  test('a bare list, a nested list, an object of records, a single value', async () => {
    expect(await values('[null, 5, {"a":1}, []]')).toEqual([null, 5, { a: 1 }, [], []]);
    expect(await values('{"message":{"items":[{"a":1}]}}')).toEqual([{ a: 1 }, { message: { items: [] } }]);
    expect(await values('{"papers":{"x":{"a":1},"y":{"a":2}}}')).toEqual([{ a: 1 }, { a: 2 }, { papers: {} }]);
    expect(await values('{"results":{"a":1}}')).toEqual([{ results: { a: 1 } }]);
    expect(await values('{"a":{"results":[1]}}')).toEqual([{ a: { results: [1] } }]);
    expect(await values('[]')).toEqual([[]]);
  });

  test('pages in a list, as a script keeps them: each gives the records in its own list', async () => {
    const items = await read(
      '[{"results":[{"a":1},{"a":2}],"n":1},\n{"results":[]},\n[{"a":3},{"a":4}], {"message":{"items":[{"a":5}]}},{"a":6}]',
    );
    const seen = items.map((item) => [item.kind, item.place.line, item.place.record, item.kind === 'value' ? item.list : null]);
    expect(seen).toEqual([
      ['value', 1, 1, 'results'], ['value', 1, 2, 'results'], ['envelope', 1, 2, null], ['envelope', 2, 2, null],
      ['value', 3, 3, ''], ['value', 3, 4, ''], ['envelope', 3, 4, null], ['value', 3, 5, 'message.items'], ['envelope', 3, 5, null],
      ['value', 3, 6, ''], ['envelope', 3, 6, null],
    ]); // prettier-ignore
    expect(items.flatMap((item) => (item.kind === 'value' ? [item.value] : []))).toEqual([1, 2, 3, 4, 5, 6].map((a) => ({ a })));
  });

  test.each([1, 3, 997])(
    'objects one behind the other, as jq writes them or as files put together (pieces of %i)',
    async (piece) => {
      const text =
        '{\n "a": 1\n}\n{\n "a": {"results": 0}\n}{"n": "}{",\n "results": [{"a": 3},\n {"a": 4}]}\n\n{"results": []}\n{"a":\n 5}\n';
      const items = await read(text, 'a.json', piece);
      expect(items.map((item) => [item.kind, item.place.line, item.place.record, item.kind === 'refused' ? null : item.value])).toEqual([
      ['value', 1, 1, { a: 1 }], ['value', 4, 2, { a: { results: 0 } }], ['value', 7, 3, { a: 3 }], ['value', 8, 4, { a: 4 }],
      ['envelope', 8, 4, { n: '}{', results: [] }], ['envelope', 8, 4, { results: [] }], ['value', 11, 5, { a: 5 }],
    ]); // prettier-ignore
      await expect(read('{\n"a": 1}\nx {"b": 2}', 'a.json', piece)).rejects.toThrow(/not JSON/);
      await expect(read('{\n"a": 1}\n{"b": 2', 'a.json', piece)).rejects.toThrow(/has been cut/);
    },
  );

  test('gives what JSON.parse gives, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 4 })),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (list, piece, pretty) => {
          const plain = JSON.parse(JSON.stringify(list)) as unknown[];
          const text = JSON.stringify({ a: 'x', results: plain }, null, pretty ? 2 : undefined);
          expect(await values(text, 'a.json', piece)).toEqual([...plain, { a: 'x', results: [] }]);
        },
      ),
    );
  });

  test.each([
    ['nothing', '', /the file is empty/],
    ['a document that is cut', '[{"a":1},{"b":', /line 1: the file ends inside its JSON document/],
    ['a document that is cut in a string', '[{"a":"x', /has been cut/],
    ['a broken record', '[{"a":1},\n{a:1}]', /line 2: the file is not JSON/],
    ['a broken envelope', '{"results":[] "x":1}', /not JSON/],
    ['a comma too many', '[{"a":1},]', /a value is missing/],
    ['brackets that do not match', '[{"a":1}}', /not JSON/],
    ['two documents', '[1][2]', /not JSON/],
    ['HTML', '<html></html>', /not JSON/],
    ['a deep envelope', `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`, /more than 200 deep/],
  ])('refuses a file with %s', async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('refuses one record that is too long or too deep, and goes on', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = `[{"a":"${'x'.repeat(9_000_000)}"},{"b":${deep}},{"c":1}]`;
    expect((await values(text, 'a.json', 65_536)).slice(0, 3)).toEqual([
      'the record has more than 8,388,608 characters',
      'the record has brackets more than 200 deep',
      { c: 1 },
    ]);
  });

  test('a document without a list is not held beyond the limit', async () => {
    await expect(read(`{"a":"${'x'.repeat(9_000_000)}"}`, 'a.json', 65_536)).rejects.toThrow(
      /more than 8,388,608 characters outside/,
    );
  });
});

describe('JSON Lines', () => {
  test('by its name: each line for itself, broken ones refused, blank ones passed over', async () => {
    const items = await read('{"a":1}\r\n\n{not json}\nnull\n{"results":[{"b":1},{"b":2}],"x":1}\n{"c":', 'a.jsonl');
    expect(items.map((item) => [item.kind, item.place.line, item.place.record])).toEqual([
      ['value', 1, 1],
      ['refused', 3, 2],
      ['value', 4, 3],
      ['value', 5, 4],
      ['value', 5, 5],
      ['envelope', 5, 5],
      ['refused', 6, 6],
    ]);
  });

  test('by its first lines, whatever its name', async () => {
    expect(await values('{"a":1}\n{"a":2}\n', 'export.txt')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await values('{"a":1}\n', 'export.txt')).toEqual([{ a: 1 }]);
    expect(await values('', 'empty.jsonl')).toEqual([]);
  });

  test('refuses lines that are too long or too deep, and goes on', async () => {
    const text = `{"a":"${'z'.repeat(9_000_000)}"}\n{"x":${'['.repeat(300)}${']'.repeat(300)}}\n{"a":1}\n`;
    expect(await values(text, 'a.jsonl', 65_536)).toEqual([
      'the line has 9,000,008 characters, the limit is 8,388,608',
      'the record has brackets more than 200 deep',
      { a: 1 },
    ]);
  });

  test('an own key __proto__ changes no other object', async () => {
    await values('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\n', 'a.jsonl');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
