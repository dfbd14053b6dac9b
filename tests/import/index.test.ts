import { describe, expect, test } from '@jest/globals';
import { headLooks } from '../../src/import/head-looks.js';
import { detectFormat, formatById, FORMATS, recogniseFormat } from '../../src/import/index.js';
import { HEAD_LENGTH } from '../../src/import/peek.js';
import { fixture } from './fixture.js';
import { collect, recordsOf, textInput } from './text-input.js';

const RIS = 'TY  - JOUR\nTI  - T\nER  - \n';
const NBIB = 'PMID- 1\nTI  - This is MEDLINE text\n';

describe('the registry', () => {
  test('names and labels are unique; a name finds its format, in any case', () => {
    for (const key of ['id', 'label'] as const) expect(new Set(FORMATS.map((format) => format[key])).size).toBe(FORMATS.length);
    for (const format of FORMATS) expect(formatById(format.id.toUpperCase())).toBe(format);
  });

  test('every ending begins with a full stop and is in small letters', () => {
    for (const extension of FORMATS.flatMap(({ extensions }) => extensions)) expect(extension).toMatch(/^\.[a-z]+$/);
  });

  test('an unknown name is an error with the list', () => {
    expect(() => formatById('word')).toThrow(/no format "word".*nbib, ris, bibtex/);
  });
});

describe('recognition', () => {
  test.each([
    ['dialects.ris', 'ris'],
    ['medline.nbib', 'nbib'],
    ['library.bib', 'bibtex'],
    ['pubmed.xml', 'pubmed-xml'],
  ])('%s by its content alone, whatever its name says that no format has', (name, id) => {
    for (const fileName of [name, `${name}.gz`, 'standard input', 'export', 'download.dat']) {
      expect(recogniseFormat(fixture(name).slice(0, HEAD_LENGTH), fileName).id).toBe(id);
    }
  });

  test('an ending that several formats share is no claim', () => {
    expect(recogniseFormat(RIS, 'export.txt').id).toBe('ris');
    expect(recogniseFormat(NBIB, 'pubmed-set.TXT').id).toBe('nbib');
    expect(recogniseFormat('33349761\n10.1000/1\n', 'list.txt').id).toBe('identifiers');
    expect(recogniseFormat('@article{key,\n  title = {T}\n}\n', 'scholar.txt').id).toBe('bibtex');
    expect(recogniseFormat(fixture('pubmed.xml').slice(0, HEAD_LENGTH), 'efetch.txt').id).toBe('pubmed-xml');
  });

  test('a name that claims another format is refused with the one that was found', () => {
    expect(() => recogniseFormat(NBIB, 'not-ris.ris')).toThrow(
      /^not-ris\.ris: the name ends in \.ris, which is RIS, but the content is MEDLINE.*--format nbib/,
    );
    expect(() => recogniseFormat(RIS, 'x.nbib.gz')).toThrow(/the content is RIS/);
  });

  test('a guess gives way to nothing, but does not refuse a name', () => {
    expect(recogniseFormat('TI  - T\nAU  - A, B\nER  - \n', 'no-type.ris').id).toBe('ris');
    expect(recogniseFormat('OWN - ERIC\nTI  - x\n', 'eric.nbib').id).toBe('nbib');
  });

  test.each([
    ['<!DOCTYPE html><html><body>Service unavailable', 'an HTML page'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<feed xmlns="x">', 'XML with the root element <feed>'],
    ['<1>\nTitle\n  Tea\n', 'text that begins with "<1>"'],
    ['{"status":"failed","message":"rate limit"}', 'JSON with the keys "status", "message"'],
    ['%PDF-1.4\n', 'a PDF'],
    ['FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n', 'plain text of Web of Science'],
    ['%T A title\n%0 Journal Article\n%A Guo, W\n', 'a tagged EndNote file'],
    [
      '1: Smith J, Doe A. A title. Med Educ. 2020 Jan;54(1):1-9. PMID: 840001; PMCID: PMC84.\n',
      'save the search in the format PubMed',
    ],
    [
      '\n1. Med Educ. 2020.\n\nA title.\n\nSmith J(1).\n\nPMID: 840001  [Indexed for MEDLINE]\n',
      'abstracts of PubMed as plain text',
    ],
    ['RT Journal Article\nSR Electronic(1)\nA1 Smith,J.\n', 'a tagged RefWorks file'],
    [[...'TY  - JOUR\r\n'].join('\u0000') + '\u0000', 'text in UTF-16'],
    ['\ufffdPNG\r\n\u001a\n', 'a picture'],
    ['\u0000\u0001\u0002\ufffd'.repeat(20), 'binary data'],
    ['Dear colleagues,\nhere is the list', 'text that begins with "Dear colleagues,"'],
  ])('%j: the message says what it looks like, and which formats there are', (head, words) => {
    expect(() => recogniseFormat(head, 'export')).toThrow(
      expect.objectContaining({ code: 'BAD_SOURCE', message: expect.stringContaining(words) }),
    );
    expect(() => recogniseFormat(head, 'export')).toThrow(/Formats: pubmed-xml, .*--format NAME/);
  });

  test('XML of which only a long DOCTYPE is seen is told as XML, not as text', () => {
    const head = `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "${'x'.repeat(HEAD_LENGTH)}`;
    expect(headLooks(head)).toBe('XML that has no element near its beginning');
  });
});

test('a beginning of blanks or of one piece again and again is looked at in little time', () => {
  for (const before of ['', '[', '@article{', '<?xml version="1.0"?>']) {
    for (const piece of ['\n', ' ', '\r\n', '\ufeff', '{"meta":{', '@a', 'TY', '<!--', '1. ', '"id":']) {
      const head = `${before}${piece.repeat(HEAD_LENGTH)}`.slice(0, HEAD_LENGTH);
      const { user } = process.cpuUsage();
      for (const format of FORMATS) format.recognise(head);
      headLooks(head);
      // What went back and forth took seven seconds.
      expect(process.cpuUsage().user - user).toBeLessThan(2_000_000);
    }
  }
});

describe('files without content', () => {
  test.each(['a.ris', 'a.nbib', 'a.bib', 'a.jsonl', 'a.txt.gz'])('%s: an empty file has no records', async (name) => {
    const { format, input } = await detectFormat(textInput('\n \n', name));
    expect(await collect(format.read(input))).toEqual([]);
  });

  test.each(['a.json', 'a.xml', 'a.csv', 'standard input', 'a.dat'])('%s: an empty one is refused', (name) => {
    expect(() => recogniseFormat('', name)).toThrow(
      expect.objectContaining({ code: 'BAD_SOURCE', message: expect.stringContaining('the file is empty') }),
    );
  });

  test('a beginning of blanks alone is no file to read on', () => {
    expect(() => recogniseFormat(' '.repeat(HEAD_LENGTH), 'bomb.jsonl.gz')).toThrow(/first 65536 characters are blank/);
  });
});

describe('the text after its beginning was looked at', () => {
  test('is whole, however long and however cut', async () => {
    const text = RIS.repeat(5000);
    for (const piece of [10, 1000, 1 << 20]) {
      const { format, input } = await detectFormat(textInput(text, 'x', piece));
      expect(recordsOf(await collect(format.read(input)))).toHaveLength(5000);
    }
  });

  test('a format that was asked for is taken unseen', async () => {
    expect((await detectFormat(textInput(NBIB, 'x.ris'), 'nbib')).format.id).toBe('nbib');
    await expect(detectFormat(textInput(NBIB, 'x.ris'), 'doc')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('the source is closed where reading stops early', async () => {
    let isClosed = false;
    async function* chunks(): AsyncIterable<string> {
      try {
        for (;;) yield RIS.repeat(100);
      } finally {
        isClosed = true;
      }
    }
    const { format, input } = await detectFormat({ name: 'x', chunks: chunks() });
    for await (const item of format.read(input)) if (item.kind === 'record' && item.place.record > 10) break;
    expect(isClosed).toBe(true);
  });
});
