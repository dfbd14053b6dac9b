import { describe, expect, test } from '@jest/globals';
import { chooseSources, SOURCES } from '../../src/harvest/sources/index.js';
import { SOURCE_IDS, type SourceId } from '../../src/harvest/settings.js';
import type { Ask, Question } from '../../src/harvest/source.js';
import { inBatches } from '../../src/harvest/exchange.js';
import { FORMATS } from '../../src/import/index.js';
import { NO_IDS } from '../../src/import/record.js';
import { collect, recordsOf, textInput } from '../import/text-input.js';

const BASE = 'https://service.example/api';
const ask = (source: SourceId, question: Question): Ask => SOURCES.find(({ id }) => id === source)!.asks[question]!;
const call = (ids: string[], page: string | null = null) => ({ base: BASE, ids, page });
const path = (source: SourceId, question: Question, ids: string[], page: string | null = null): string =>
  ask(source, question).request(call(ids, page)).url.slice(BASE.length);

describe('the list', () => {
  test('has every source once; each names formats that there are', () => {
    expect(SOURCES.map(({ id }) => id).sort()).toEqual([...SOURCE_IDS].sort());
    const formats = FORMATS.map(({ id }) => id);
    for (const { asks } of SOURCES) for (const one of Object.values(asks)) expect(formats).toContain(one.says);
  });

  test('is chosen from by name, in its own order', () => {
    expect(chooseSources(['ICITE', 'pubmed ', 'icite']).map(({ id }) => id)).toEqual(['pubmed', 'icite']);
    expect(chooseSources([])).toEqual(SOURCES);
  });

  test('no source is called faster than it asks', () => {
    const spacing = (key: string | null) =>
      Object.fromEntries(SOURCES.map((source) => [source.id, source.spacingMs({ url: BASE, key })]));
    // E-utilities: 3 a second, 10 with a key. Semantic Scholar: 1 a second with one.
    expect(spacing(null)['pubmed']).toBeGreaterThanOrEqual(334);
    expect(spacing('k')['pubmed']).toBeGreaterThanOrEqual(100);
    expect(spacing('k')['semantic-scholar']).toBeGreaterThanOrEqual(1_000);
    expect(spacing(null)['europe-pmc']).toBeGreaterThanOrEqual(100);
    expect(spacing(null)['opencitations']).toBeGreaterThanOrEqual(334);
  });

  test('batches are as large as is allowed, and no larger', () => {
    const sizes = Object.fromEntries(
      SOURCES.map(({ id, asks }) => [id, Object.fromEntries(Object.values(asks).map(({ name, batch }) => [name, batch]))]),
    );
    expect(sizes).toEqual({
      pubmed: { efetch: 200, pubmed_pubmed_refs: 100, pubmed_pubmed_citedin: 100 },
      icite: { pubs: 200 },
      'europe-pmc': { search: 25, references: 1, citations: 1 },
      openalex: { works: 100, cites: 1, identifiers: 100 },
      crossref: { works: 40 },
      opencitations: { references: 1, citations: 1 },
      'semantic-scholar': { batch: 500, references: 1, citations: 1 },
    });
  });
});

describe('calls', () => {
  test.each<[SourceId, Question, string[], string]>([
    ['pubmed', 'RECORDS', ['pmid:1', 'pmid:2'], '/efetch.fcgi?db=pubmed&retmode=xml&id=1,2'],
    ['pubmed', 'CITED_BY', ['pmid:1', 'pmid:2'], '/elink.fcgi?dbfrom=pubmed&db=pubmed&linkname=pubmed_pubmed_citedin&retmode=json&id=1&id=2'],
    ['pubmed', 'REFERENCES', ['pmid:1'], '/elink.fcgi?dbfrom=pubmed&db=pubmed&linkname=pubmed_pubmed_refs&retmode=json&id=1'],
    ['icite', 'REFERENCES', ['pmid:1', 'pmid:2'], '/pubs?pmids=1,2'],
    ['europe-pmc', 'RECORDS', ['pmid:1', 'pmid:2'], '/search?query=(EXT_ID%3A1%20AND%20SRC%3AMED)%20OR%20(EXT_ID%3A2%20AND%20SRC%3AMED)&resultType=core&format=json&pageSize=100&cursorMark=*'],
    ['europe-pmc', 'RECORDS', ['doi:10.1/a(b)"c'], '/search?query=DOI%3A%2210.1%2Fa(b)%5C%22c%22&resultType=core&format=json&pageSize=100&cursorMark=*'],
    ['europe-pmc', 'REFERENCES', ['pmid:1'], '/MED/1/references?page=1&pageSize=1000&format=json'],
    ['europe-pmc', 'CITED_BY', ['pmcid:PMC9'], '/PMC/PMC9/citations?page=1&pageSize=1000&format=json'],
    ['openalex', 'RECORDS', ['doi:10.1/a', 'doi:10.1/<b>;#'], '/works?filter=doi:10.1%2Fa|10.1%2F%3Cb%3E%3B%23&per_page=100'],
    ['openalex', 'RECORDS', ['doi:10.1/a,b'], '/works/doi:10.1%2Fa%2Cb'],
    ['openalex', 'REFERENCES', ['openalex:W1'], '/works/W1'],
    ['openalex', 'IDENTIFIERS', ['openalex:W1', 'openalex:W2'], '/works?filter=openalex:W1|W2&per_page=100&select=id,doi,ids'],
    ['openalex', 'CITED_BY', ['openalex:W1'], '/works?filter=cites:W1&per_page=100&cursor=*'],
    ['crossref', 'RECORDS', ['doi:10.1/a', 'doi:10.1/(sici)1<2:3>'], '/works?filter=doi:10.1%2Fa,doi:10.1%2F(sici)1%3C2%3A3%3E&rows=40'],
    ['crossref', 'REFERENCES', ['doi:10.1/a'], '/works/10.1%2Fa'],
    ['opencitations', 'CITED_BY', ['doi:10.1/a#b'], '/citations/doi:10.1/a%23b'],
    ['opencitations', 'REFERENCES', ['pmid:1'], '/references/pmid:1'],
    ['semantic-scholar', 'CITED_BY', ['pmid:1'], '/paper/PMID:1/citations?fields=paperId,externalIds,title,year,venue,publicationVenue,journal,publicationDate,publicationTypes,authors&offset=0&limit=1000'],
  ])('%s %s %j', (source, question, ids, expected) => {
    expect(path(source, question, ids)).toBe(expected);
  }); // prettier-ignore

  test('Semantic Scholar is asked for many papers at once, by its prefixes', () => {
    const { url, body } = ask('semantic-scholar', 'RECORDS').request(call(['doi:10.1/a', 'doi:10.1/b']));
    expect(url).toMatch(/\/paper\/batch\?fields=paperId,externalIds,/);
    expect(JSON.parse(body!)).toEqual({ ids: ['DOI:10.1/a', 'DOI:10.1/b'] });
  });

  test('pages after the first', () => {
    expect(path('europe-pmc', 'CITED_BY', ['pmid:1'], '3')).toContain('?page=3&');
    expect(path('openalex', 'CITED_BY', ['openalex:W1'], 'Ab=+/')).toContain('&cursor=Ab%3D%2B%2F');
    // The list ends at 9,999, and asking beyond it would be refused.
    expect(path('semantic-scholar', 'CITED_BY', ['pmid:1'], '9000')).toContain('&offset=9000&limit=999');
  });

  test('works are put together by scheme, in a fixed order, and those that must be alone are', () => {
    const crossref = { ...ask('crossref', 'RECORDS'), batch: 2 };
    expect(inBatches(['doi:10.1/c', 'pmid:2', 'doi:10.1/a,b', 'doi:10.1/b', 'doi:10.1/a', 'pmid:2'], crossref)).toEqual(
      [['doi:10.1/a', 'doi:10.1/b'], ['doi:10.1/a,b'], ['doi:10.1/c'], ['pmid:2']].sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
    );
  });
});

describe('pages', () => {
  const facts = (source: SourceId, question: Question, answer: unknown, page: string | null = null) => {
    const { entries, ...rest } = ask(source, question).page!(answer, call(['pmid:1'], page));
    return { rows: entries.length, ...rest };
  };
  test('of Europe PMC: a page that is not full is the last', () => {
    const answer = { hitCount: 1003, citationList: { citation: Array(1000).fill({}) } };
    expect(facts('europe-pmc', 'CITED_BY', answer)).toEqual({ rows: 1000, stated: 1003, next: '2' });
    expect(facts('europe-pmc', 'CITED_BY', { hitCount: 1003, citationList: { citation: [{}, {}, {}] } }, '2')).toEqual({
      rows: 3,
      stated: 1003,
      next: null,
    });
    expect(facts('europe-pmc', 'RECORDS', { hitCount: 1, nextCursorMark: 'x', resultList: { result: { id: '1' } } })).toEqual({
      rows: 1,
      stated: 1,
      next: 'x',
    });
  });
  test('of OpenAlex', () => {
    expect(facts('openalex', 'CITED_BY', { meta: { count: 150, next_cursor: 'x' }, results: Array(100).fill({}) })).toEqual({
      rows: 100,
      stated: 150,
      next: 'x',
    });
    expect(facts('openalex', 'CITED_BY', { meta: { count: 150, next_cursor: 'y' }, results: [] })).toEqual({
      rows: 0,
      stated: 150,
      next: 'y',
    });
    expect(facts('openalex', 'RECORDS', { id: 'https://openalex.org/W1' })).toEqual({ rows: 1, stated: null, next: null });
  });
  test('of Semantic Scholar: what lies beyond the end of its lists is missing', () => {
    expect(facts('semantic-scholar', 'CITED_BY', { offset: 0, next: 1000, data: Array(1000).fill({}) })).toEqual({
      rows: 1000,
      stated: null,
      next: '1000',
    });
    expect(facts('semantic-scholar', 'CITED_BY', { offset: 9000, next: 9999, data: Array(999).fill({}) }, '9000')).toEqual({
      rows: 999,
      stated: 10_000,
      next: null,
    });
    expect(facts('semantic-scholar', 'CITED_BY', { offset: 0, data: [{}] })).toEqual({ rows: 1, stated: null, next: null });
  });
});

describe('by which identifiers a source is asked: those first that will not change', () => {
  const ids = { pmid: '1', pmcid: 'PMC2', doi: '10.3/x', openalex: 'W4', s2: 'a'.repeat(40), omid: 'br/5' };
  test.each<[SourceId, Question, string[]]>([
    ['pubmed', 'RECORDS', ['pmid:1']],
    ['europe-pmc', 'RECORDS', ['pmid:1', 'doi:10.3/x', 'pmcid:PMC2']],
    ['europe-pmc', 'CITED_BY', ['pmid:1', 'pmcid:PMC2']],
    ['openalex', 'RECORDS', ['pmid:1', 'doi:10.3/x', 'openalex:W4']],
    ['openalex', 'CITED_BY', ['openalex:W4']],
    ['crossref', 'RECORDS', ['doi:10.3/x']],
    ['opencitations', 'CITED_BY', ['doi:10.3/x', 'pmid:1', 'omid:br/5']],
    ['semantic-scholar', 'CITED_BY', ['pmid:1', 'doi:10.3/x', `s2:${'a'.repeat(40)}`]],
  ])('%s %s', (source, question, expected) => {
    expect(ask(source, question).idsOf(ids)).toEqual(expected);
    expect(ask(source, question).idsOf(NO_IDS)).toEqual([]);
  });
});

describe('answers that do not say whose they are', () => {
  test('a list of Europe PMC without its request', async () => {
    const text = JSON.stringify({ hitCount: 1, citationList: { citation: [{ id: '2', source: 'MED', title: 'T' }] } });
    const items = await collect(ask('europe-pmc', 'CITED_BY').read(textInput(text), call(['pmid:1'])));
    expect(recordsOf(items)[0]).toMatchObject({ ids: { pmid: '1' }, citedBy: [{ ids: { pmid: '2' } }] });
  });
  test('a list of Semantic Scholar', async () => {
    const text = JSON.stringify({ offset: 0, data: [{ citedPaper: { paperId: 'b'.repeat(40), title: 'T' } }] });
    const items = await collect(ask('semantic-scholar', 'REFERENCES').read(textInput(text), call(['doi:10.1000/a'])));
    expect(recordsOf(items)[0]).toMatchObject({ ids: { doi: '10.1000/a' }, references: [{ ids: { s2: 'b'.repeat(40) } }] });
  });
});
