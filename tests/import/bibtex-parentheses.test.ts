import { expect, test } from '@jest/globals';
import { bibtex } from '../../src/import/bibtex.js';
import { readText, recordsOf } from './text-input.js';

test('a parenthesis within quotes does not close an entry that stands in parentheses', async () => {
  const text = '@book(b, title = "Tea (second edition)", year = "1999")\n@comment(5" of tea)\n@misc{m, title={Next}}';
  const items = await readText(bibtex, text);
  expect(recordsOf(items).map(({ title }) => title)).toEqual(['Tea (second edition)', 'Next']);
  expect(items).toHaveLength(2);
});
