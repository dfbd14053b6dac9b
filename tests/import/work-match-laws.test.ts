import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blockKeys } from '../../src/import/block-keys.js';
import { compareWorks } from '../../src/import/work-match.js';
import { bibRecord, type RecordFields } from './bib-record.js';
import { ABSTRACT, ARTICLE, OTHER_ABSTRACT } from './work-example.js';

describe('laws of the comparison', () => {
  const text = (...options: (string | undefined)[]): fc.Arbitrary<string | undefined> => fc.constantFrom(...options);
  const ids = fc.record({ pmid: fc.constantFrom(null, '1', '2'), doi: fc.constantFrom(null, '10.1000/a', '10.1000/b') });
  const fields = fc.record({
    title: text(
      ARTICLE.title,
      `Erratum: ${ARTICLE.title}`,
      'Reply',
      'Bedside teaching and the confidence of junior doctors',
      'Water in alpine lakes and rivers',
      undefined,
    ),
    authors: text(ARTICLE.authors, 'Marlow J', 'Zhou, Li; Okafor C', 'Okafor C', undefined),
    journal: text(ARTICLE.journal, 'J Clin Educ', 'NEJM', undefined),
    year: fc.constantFrom(2014, 2015, 2018, undefined),
    volume: text('12', '12 Suppl', '13', undefined),
    pages: text('345-352', '345', '01-Sep', 'S345', '1-8', '347-9', undefined),
    abstract: text(ABSTRACT, OTHER_ABSTRACT, undefined),
    ids,
  }) as fc.Arbitrary<RecordFields>;

  it('is symmetric and the same each time', () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const found = compareWorks(bibRecord(a), bibRecord(b));
        expect(compareWorks(bibRecord(b), bibRecord(a))).toEqual(found);
        expect(compareWorks(bibRecord(a), bibRecord(b))).toEqual(found);
        expect(found.score).toBeGreaterThanOrEqual(0);
        expect(found.score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });

  it('never joins conflicting identifiers', () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const isConflict = (['pmid', 'doi'] as const).some(
          (kind) => a.ids?.[kind] && b.ids?.[kind] && a.ids[kind] !== b.ids[kind],
        );
        fc.pre(isConflict);
        expect(compareWorks(bibRecord(a), bibRecord(b)).verdict).not.toBe('SAME');
      }),
    );
  });

  it('is reflexive for a whole record', () => {
    expect(compareWorks(bibRecord(ARTICLE), bibRecord(ARTICLE)).verdict).toBe('SAME');
    expect(compareWorks(bibRecord({}), bibRecord({})).verdict).toBe('DIFFERENT');
  });

  it('finds the candidates of every pair of spellings', () => {
    const changes: RecordFields[] = [
      { title: 'Beside teaching and the confidence of junior docters: a controlled trial' },
      { title: 'Bedside teaching and the confidence of junior doctors' },
      { title: 'Lehre am Krankenbett und die Sicherheit junger Ärzte' },
      { authors: 'Ma?low, J.' },
      { authors: undefined, journal: 'J Clin Educ' },
      { volume: undefined, pages: undefined, year: 2014 },
      { year: 2016, pages: '345' },
    ];
    const keys = new Set(blockKeys(bibRecord(ARTICLE)));
    for (const change of changes) {
      expect(blockKeys(bibRecord({ ...ARTICLE, ...change })).filter((key) => keys.has(key))).not.toEqual([]);
    }
  });

  it('takes no longer for hostile text', () => {
    const long = {
      title: `[erratum ${'[a] '.repeat(50_000)}${'x; '.repeat(50_000)}`,
      journal: '[= '.repeat(50_000),
      authors: 'A; '.repeat(5_000) + 'B',
      pages: '1,'.repeat(50_000),
      abstract: 'word '.repeat(50_000),
    };
    const start = process.cpuUsage();
    compareWorks(bibRecord(long), bibRecord({ ...long, year: 2015 }));
    expect(blockKeys(bibRecord(long)).length).toBeLessThanOrEqual(15);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });

  it('gives few and short keys, the same each time', () => {
    fc.assert(
      fc.property(fields, (a) => {
        const keys = blockKeys(bibRecord(a));
        expect(keys.length).toBeLessThanOrEqual(15);
        expect(new Set(keys).size).toBe(keys.length);
        expect(blockKeys(bibRecord(a))).toEqual(keys);
        for (const key of keys) expect(key.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
