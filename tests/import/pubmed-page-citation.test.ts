import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCitingWork, readReference } from '../../src/import/pubmed-page-citation.js';
import type { SourceLine } from '../../src/import/source-line.js';

const line = (text: string): SourceLine => ({ file: 'page.txt', number: 7, text });
const citing = (citation: string) => readCitingWork(line('A title.'), line(citation), null);

describe('the last author and the journal, parted by a blank alone', () => {
  test.each([
    ['Roex A BMC Med Educ. 2025; 25(1):230.', 'Roex A', 'BMC Med Educ'],
    ['Baykan Z Inquiry. 2024; 61:1.', 'Baykan Z', 'Inquiry'],
    ['Smith J JAMA. 2024; 1:1.', 'Smith J', 'JAMA'],
    ['Smith J J R Soc Med. 2024; 1:1.', 'Smith J', 'J R Soc Med'],
    ['Smith JA N Engl J Med. 2024; 1:1.', 'Smith JA', 'N Engl J Med'],
    ['Smith ABC PLoS ONE. 2024; 1:1.', 'Smith ABC', 'PLoS ONE'],
    ['Smith J Jr J Am Coll Surg. 2024; 1:1.', 'Smith J Jr', 'J Am Coll Surg'],
    ['de la Cruz MA 3rd Acad Med. 2024; 1:1.', 'de la Cruz MA 3rd', 'Acad Med'],
    ["O'Brien-Lee K 3D Print Med. 2024; 1:1.", "O'Brien-Lee K", '3D Print Med'],
    ['St. Onge J eLife. 2024; 1:1.', 'St. Onge J', 'eLife'],
    ['Öztürk Ş npj Digit Med. 2024; 1:1.', 'Öztürk Ş', 'npj Digit Med'],
    ['Board J Med Educ. 2024; 1:1.', 'Board J', 'Med Educ'],
    ['CanMEDS Working Group Can Med Educ J. 2024; 1:1.', 'CanMEDS Working Group', 'Can Med Educ J'],
    ['COVID-19 Research Group BMC Med Educ. 2024; 1:1.', 'COVID-19 Research Group', 'BMC Med Educ'],
  ])('%s', (citation, name, journal) => {
    const work = citing(citation);
    expect(work.authors.map(({ nameAsWritten }) => nameAsWritten)).toEqual([name]);
    expect(work.journal!.abbreviation).toBe(journal);
  });

  test.each([
    'Wu BMJ. 2024; 1:1.',
    'Wu Acad Med. 2024; 1:1.',
    'Committee of the Royal College Med Teach. 2024; 1:1.',
    'Steering Committee of Surgeons Ann Surg. 2024; 1:1.',
    'Roex A and others. 2024; 1:1.',
  ])('%s is refused', (citation) => {
    expect(() => citing(citation)).toThrow(/^page\.txt, line 7: cannot tell the last author from the journal/);
  });

  test('"et al" says that the list is cut', () => {
    expect(citing('Roe A, Doe B, et al Acad Med. 2020; 1:2.')).toMatchObject({
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: { abbreviation: 'Acad Med' },
    });
  });
});

describe('imprints', () => {
  test.each([
    ['2024.', '2024', null, null, null],
    ['2024; 15.', '2024', '15', null, null],
    ['2024; (12):CD000123.', '2024', null, '12', 'CD000123'],
    ['2024; 38 Suppl 1:S12-8.', '2024', '38 Suppl 1', null, 'S12-8'],
    ['2024; 5(Pt 2):12; quiz 14.', '2024', '5', 'Pt 2', '12; quiz 14'],
    ['2015 Jul; 90(9):1246-50. Epub 2015 Jul 1.', '2015 Jul Epub 2015 Jul 1', '90', '9', '1246-50'],
    ['2024 Jan 5 [Epub ahead of print].', '2024 Jan 5 [Epub ahead of print]', null, null, null],
    ['2023; 9:e4. eCollection 2023.', '2023 eCollection 2023', '9', null, 'e4'],
  ])('%s', (imprint, raw, volume, issue, pages) => {
    const work = citing(`Roe A Acad Med. ${imprint}`);
    expect([work.date!.raw, work.volume, work.issue, work.pages?.asWritten ?? null]).toEqual([raw, volume, issue, pages]);
    expect(work.journal!.abbreviation).toBe('Acad Med');
  });
});

describe('what is rendered as the page renders it is read back', () => {
  const pick = (...values: string[]) => fc.constantFrom(...values);
  const families = pick('Boone', 'Van den Broeck', 'Oddone Paolucci', 'OBrien', "O'Neill", 'de la Cruz', 'Öztürk-Şahin', 'Li', 'St. Onge'); // prettier-ignore
  const initials = fc.string({ minLength: 1, maxLength: 3, unit: pick('A', 'B', 'J', 'R', 'Z', 'É') });
  const person = fc.tuple(families, initials, fc.option(pick('Jr', 'Sr', '2nd', '3rd'))).map(([family, given, suffix]) => ({
    kind: 'PERSON',
    name: [family, given, suffix].filter((part) => part !== null).join(' '),
    parts: [family, given, suffix],
  }));
  const group = pick('CanMEDS Working Group', 'RECOVERY Collaborative', 'COVID-19 Study Consortium').map((name) => ({
    kind: 'GROUP',
    name,
    parts: [null, null, null] as (string | null)[],
  }));
  const authors = fc.array(fc.oneof({ weight: 5, arbitrary: person }, { weight: 1, arbitrary: group }), { minLength: 1, maxLength: 9 }); // prettier-ignore
  const journals = pick('BMC Med Educ', 'JAMA', 'PLoS ONE', 'J R Soc Med', 'N Engl J Med', 'Acad Med', 'A A Pract', 'Inquiry', 'eLife', 'BMJ (Clin Res Ed)', 'Proc Natl Acad Sci U S A', '3 Biotech'); // prettier-ignore
  const dates = pick('2025', '2020 Dec', '2020 Dec 22', '2006 Nov-Dec', '2000 Spring');
  const places = fc.record({
    volume: fc.option(pick('25', '110', '38 Suppl 1')),
    issue: fc.option(pick('1', '4 Suppl', '1-2', 'Pt 2')),
    pages: fc.option(pick('230', '234-5', 'e12-e19', 'S1-12', '1246-50, 1251')),
  });
  const titles = pick(
    'Peer coaching',
    'What is burnout?',
    'It works!',
    'A trial (ISRCTN 12). The end',
    'Teaching in 2006: a "new" way',
  );

  const imprint = (journal: string, date: string, { volume, issue, pages }: { volume: string | null; issue: string | null; pages: string | null }) =>
    `${journal}. ${date}; ${volume ?? ''}${issue === null ? '' : `(${issue})`}${pages === null ? '' : `:${pages}`}.`; // prettier-ignore
  const ended = (title: string) => (/[?!]$/.test(title) ? title : `${title}.`);

  test('citing works', () => {
    fc.assert(
      fc.property(authors, journals, dates, places, (people, journal, date, place) => {
        const work = citing(`${people.map(({ name }) => name).join(', ')} ${imprint(journal, date, place)}`);
        expect(work.authors.map((author) => [author.kind, author.nameAsWritten])).toEqual(
          people.map(({ kind, name }) => [kind, name]),
        );
        expect(work.authors.map((author) => [author.familyName, author.initials, author.suffix])).toEqual(
          people.map(({ parts }) => parts),
        );
        expect([work.journal!.abbreviation, work.date!.raw]).toEqual([journal, date]);
        expect([work.volume, work.issue, work.pages?.asWritten ?? null]).toEqual([place.volume, place.issue, place.pages]);
        expect(work.authorsStatus).toBe(people.length === 6 ? 'POSSIBLY_TRUNCATED' : 'COMPLETE');
      }),
      { numRuns: 500 },
    );
  });

  test('references', () => {
    const ids = fc.record({ pmc: fc.option(pick('5438064')), doi: fc.option(pick('10.1/x', '10.1186/s13643-017-0571-Y')) });
    fc.assert(
      fc.property(authors, titles, journals, dates, places, ids, (people, title, journal, date, place, { doi }) => {
        const end = doi === null ? '' : ` DOI: 10.1234/${doi}.`;
        const work = readReference(line(`${people.map(({ name }) => name).join(', ')} . ${ended(title)} ${imprint(journal, date, place)}${end} View`)); // prettier-ignore
        expect(work.authors.map(({ nameAsWritten }) => nameAsWritten)).toEqual(people.map(({ name }) => name));
        expect([work.title, work.journal!.abbreviation, work.date!.raw]).toEqual([title, journal, date]);
        expect([work.volume, work.issue, work.pages?.asWritten ?? null]).toEqual([place.volume, place.issue, place.pages]);
        expect(work.ids.doi).toBe(doi === null ? null : `10.1234/${doi.toLowerCase()}`);
      }),
      { numRuns: 500 },
    );
  });
});
