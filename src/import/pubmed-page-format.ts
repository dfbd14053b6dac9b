import type { ImportFormat, ReadItem } from './format.js';
import type { TextInput } from './input.js';
import { parsePubmedPage } from './pubmed-page.js';
import { READ_LIMITS } from './format.js';
import { badSource } from '../errors.js';

/** A page is read whole, for its parts refer to each other; no page of one article comes near this. */
async function wholeText({ name, chunks }: TextInput): Promise<string> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > READ_LIMITS.record) {
      throw badSource(
        `${name}: the page has more than ${READ_LIMITS.record.toLocaleString('en')} characters, which is the limit.`,
      );
    }
  }
  return text;
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  const records = parsePubmedPage(await wholeText(input), input.name);
  for (const [i, record] of records.entries()) yield { kind: 'record', place: { line: null, record: i + 1 }, record };
}

/** The text of a page of a PubMed mirror about one article, with the works that cite it and its references. */
export const pubmedPage: ImportFormat = {
  id: 'pubmed-page',
  label: 'PubMed mirror page (text)',
  extensions: ['.txt'],
  recognise: (head) => (/^\uFEFF?\s*» Articles » PMID: \d+/.test(head) ? 1 : 0),
  read,
};
