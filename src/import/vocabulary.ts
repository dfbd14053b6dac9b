import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../errors.js';
import { PACKAGE_ROOT } from '../root.js';
import { readVocabulary, type Vocabulary } from './topics.js';

const FOLDER = join(PACKAGE_ROOT, 'seed');
const VOCABULARY_FILE = 'medical-education-topics.json';

/** The program cannot work without what comes with it; the message must not hold the folder. */
export async function fromSeedFolder<T>(name: string, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    const message = `seed/${name} cannot be read; expected it in the folder of the program. Get a whole copy of the program.`;
    throw new CodedError('BAD_SOURCE', message, { cause });
  }
}

export const readSeedFile = (name: string): Promise<string> => fromSeedFolder(name, readFile(join(FOLDER, name), 'utf8'));

/** The curated topics that come with the program. */
export async function loadVocabulary(): Promise<Vocabulary> {
  return readVocabulary(await readSeedFile(VOCABULARY_FILE), `seed/${VOCABULARY_FILE}`);
}
