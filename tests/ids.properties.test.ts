import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromGlobalId, toGlobalId } from '../src/global-id.js';
import {
  identify,
  normalizeDoi,
  normalizeIssn,
  normalizeMeshId,
  normalizeNlmId,
  normalizeOrcid,
  normalizePmcid,
  normalizePmid,
} from '../src/ids.js';
import { KINDS } from '../src/records.js';

type Normalizer = (text: string) => string | null;

/** A digit string that has the check digit which the reader wants. */
function withCheckDigit(digits: string, normalize: Normalizer): string {
  for (const check of '0123456789X') if (normalize(digits + check)) return digits + check;
  throw new Error(`No check digit fits ${digits}.`);
}

const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const NORMAL: Record<string, { normalize: Normalizer; prefix: string; values: fc.Arbitrary<string> }> = {
  PMID: { normalize: normalizePmid, prefix: 'pmid:', values: fc.integer({ min: 1, max: 4_000_000_000 }).map(String) },
  PMCID: {
    normalize: normalizePmcid,
    prefix: 'pmcid:',
    values: fc.integer({ min: 1, max: 4_000_000_000 }).map((n) => `PMC${n}`),
  },
  DOI: {
    normalize: normalizeDoi,
    prefix: 'doi:',
    values: fc
      .tuple(digits(5), fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }))
      .map(([registrant, suffix]) => normalizeDoi(`10.${registrant}/${suffix}`))
      .filter((doi): doi is string => doi !== null),
  },
  ORCID: {
    normalize: normalizeOrcid,
    prefix: 'orcid:',
    values: digits(15).map((d) => normalizeOrcid(withCheckDigit(d, normalizeOrcid))!),
  },
  ISSN: {
    normalize: normalizeIssn,
    prefix: 'issn:',
    values: digits(7).map((d) => normalizeIssn(withCheckDigit(d, normalizeIssn))!),
  },
  MESH: { normalize: normalizeMeshId, prefix: 'mesh:', values: digits(6).map((d) => `D${d}`) },
  NLM: {
    normalize: normalizeNlmId,
    prefix: 'nlm:',
    values: fc.tuple(digits(7), fc.constantFrom('', 'R')).map((parts) => parts.join('')),
  },
};

/** Text with the pieces that the readers look for, so that junk comes near to being an identifier. */
const nearlyAnIdentifier = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'pmid',
        'pmc',
        'doi',
        'https://',
        'doi.org/',
        '10.1186/',
        ':',
        ' ',
        '%2F',
        '%',
        '%25',
        '.',
        ')',
        '(',
        '#',
        '?',
        '-',
        'orcid.org/',
        'nlm',
        'D008569',
        '\ud800',
      ),
      digits(4),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe.each(Object.entries(NORMAL))('%s in its normal form', (kind, { normalize, prefix, values }) => {
  it('is its own normal form, with its prefix and without, and is known for what it is', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(normalize(value)).toBe(value);
        expect(normalize(prefix + value)).toBe(value);
        expect(identify(prefix + value)).toEqual({ kind, value });
      }),
    );
  });

  it('is what every reading gives: reading it again changes nothing', () => {
    fc.assert(
      fc.property(nearlyAnIdentifier, (text) => {
        const once = normalize(text);
        if (once !== null) expect(normalize(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('global ids', () => {
  const key = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => text.isWellFormed() && !/\p{Cc}/u.test(text));

  it('come back as the kind and key that they were made of', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), key, (kind, text) => {
        expect(fromGlobalId(toGlobalId(kind, text))).toEqual({ kind, key: text });
      }),
    );
  });

  it('may have been broken into lines, padded, or written in the other alphabet of base64', () => {
    const id = toGlobalId('Author', 'orcid:0000-0002-1825-0097?>~');
    const padded = Buffer.from('Author:orcid:0000-0002-1825-0097?>~').toString('base64');
    expect(padded).toMatch(/[+/=]/);
    expect(fromGlobalId(padded)).toEqual(fromGlobalId(id));
    expect(fromGlobalId(`${id.slice(0, 9)}\r\n ${id.slice(9)}`)).toEqual(fromGlobalId(id));
  });

  it('are refused when they are not what this graph gives out', () => {
    const made = (text: string | Buffer) => Buffer.from(text).toString('base64url');
    for (const junk of [
      '',
      '=',
      'x',
      'nonsense',
      made('Article:'),
      made('article:1'),
      made('Journal'),
      made('Thing:1'),
      made('Topic:a\nb'),
      made('Topic:a\0'),
      made(Buffer.from([...Buffer.from('Topic:'), 0xff])),
      made(`Topic:${'x'.repeat(4000)}`),
    ])
      expect(fromGlobalId(junk)).toBeNull();
  });

  it('of any text at all end in an answer, never in an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), nearlyAnIdentifier), (text) => {
        const named = fromGlobalId(text);
        if (named !== null) expect(fromGlobalId(toGlobalId(named.kind, named.key))).toEqual(named);
        const identified = identify(text);
        if (identified !== null) expect(identified.value).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
