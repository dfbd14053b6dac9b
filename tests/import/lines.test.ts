import { expect, test } from '@jest/globals';
import { LineSplitter, type Line } from '../../src/import/lines.js';

function split(text: string, piece: number): Line[] {
  const splitter = new LineSplitter();
  const lines: Line[] = [];
  for (let at = 0; at < text.length; at += piece) lines.push(...splitter.push(text.slice(at, at + piece)));
  return [...lines, ...splitter.end()];
}

test.each(['\n', '\r\n', '\r'])('lines keep their numbers behind thousands of blank ones (%j)', (end) => {
  const text = `a${end}${end.repeat(5000)}b${end}${end}c`;
  for (const piece of [1, 7, 4096, text.length]) {
    const lines = split(text, piece);
    expect(lines.filter(({ text: own }) => own !== '')).toEqual([
      { number: 1, text: 'a', tooLong: null },
      { number: 5002, text: 'b', tooLong: null },
      { number: 5004, text: 'c', tooLong: null },
    ]);
    expect(lines[4]).toEqual({ number: 5, text: '', tooLong: null });
  }
});

test('a file of blank lines costs little', () => {
  const lines = split('\n'.repeat(5_000_000), 65_536);
  expect(lines.length).toBeLessThan(10_000);
});
