import { expect, test } from '@jest/globals';
import { FORMATS } from '../../src/import/index.js';
import { readText } from './text-input.js';

/** Files of each kind, as whoever names the wrong `--format` gives them. */
const FILES: Record<string, string> = {
  ris: 'TY  - JOUR\nTI  - A title\nER  - \n',
  bibtex: '@article{a, title={A title}}\n',
  nbib: 'PMID- 1\nTI  - A title\nSO  - x\n',
  json: '[{"type":"book","title":"A title"}]\n',
  xml: '<html><p>A title</p></html>\n',
  csv: 'name,place\n"A title",1\n',
  text: 'Dear reader,\n\nthis is a letter.\n',
};
/** Those of its own kind; an object with a title is a result of Europe PMC, too. */
const OWN: Record<string, string[]> = { ris: ['ris'], bibtex: ['bibtex'], nbib: ['nbib'], 'csl-json': ['json'], 'europe-pmc': ['json'] }; // prettier-ignore

test.each(FORMATS.map((format) => [format.id, format] as const))('a file of another format is not passed over as an empty one: %s', async (id, format) => {
  for (const [kind, text] of Object.entries(FILES)) {
    if (OWN[id]?.includes(kind)) continue;
    const told = await readText(format, text).then(
      (items) => items.filter(({ kind: one }) => one === 'refused').length,
      (error: unknown) => (error as { code?: string }).code,
    );
    expect([kind, told === 'BAD_SOURCE' || Number(told) > 0]).toEqual([kind, true]);
  }
}); // prettier-ignore
