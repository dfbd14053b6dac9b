import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Text of a file of tests/fixtures/import. Jest runs from the project's folder. */
export function fixture(name: string): string {
  return readFileSync(resolve('tests/fixtures/import', name), 'utf8');
}
