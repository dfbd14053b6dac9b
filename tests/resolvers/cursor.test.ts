import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../../src/errors.js';
import { fromCursor, toCursor, type CursorScope } from '../../src/resolvers/cursor.js';

const numbers: CursorScope = { name: 'citedBy:date:DESC', valueType: 'number' };
const strings: CursorScope = { name: 'allAuthors:name:ASC', valueType: 'string' };
const cleanText = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\0'));

describe('cursors', () => {
  test('give back the place that they were made of', () => {
    const value = fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), { nil: null });
    fc.assert(
      fc.property(value, cleanText, (number, key) => {
        // JSON has no -0, and no store orders by it.
        const place = { value: number === null ? null : number + 0, key };
        expect(fromCursor(numbers, 'after', toCursor(numbers, place))).toEqual(place);
      }),
    );
    fc.assert(
      fc.property(cleanText, cleanText, (text, key) => {
        expect(fromCursor(strings, 'before', toCursor(strings, { value: text, key }))).toEqual({ value: text, key });
      }),
    );
  });

  test('are refused, never stumbled over, when somebody made them up', () => {
    const parts = fc.array(fc.anything({ withNullPrototype: false }));
    const made = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.oneof(parts, fc.tuple(fc.constant(numbers.name), fc.anything(), fc.anything())).map((list) => {
        return Buffer.from(JSON.stringify(list) ?? '').toString('base64url');
      }),
    );
    fc.assert(
      fc.property(made, (cursor) => {
        try {
          const place = fromCursor(numbers, 'after', cursor);
          expect(place.value === null || Number.isFinite(place.value)).toBe(true);
          expect(typeof place.key).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(CodedError);
          expect((error as CodedError).code).toBe('BAD_USER_INPUT');
        }
      }),
    );
  });

  test('refuse half a surrogate pair, which engines store differently', () => {
    const cursor = Buffer.from(`["${strings.name}","\\ud800","k"]`).toString('base64url');
    expect(() => fromCursor(strings, 'after', cursor)).toThrow('`after` is not a cursor.');
  });
});
