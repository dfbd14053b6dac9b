import { describe, expect, test } from '@jest/globals';
import { elink } from '../../src/import/elink.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const json = (linksets: unknown[]): string => JSON.stringify({ header: { type: 'elink', version: '0.3' }, linksets });
const links = (linkname: string, ...to: unknown[]) => ({ dbto: 'pubmed', linkname, links: to });
const pmids = (list: { ids: { pmid: string | null } }[] | null) => list?.map(({ ids }) => ids.pmid) ?? null;

const XML = `<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE eLinkResult PUBLIC "-//NLM//DTD elink 20101123//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20101123/elink.dtd">
<eLinkResult>
  <LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>111</Id></IdList>
    <LinkSetDb><DbTo>pubmed</DbTo><LinkName>pubmed_pubmed_refs</LinkName><Link><Id>1</Id></Link><Link><Id>2</Id><Score>9</Score></Link></LinkSetDb>
  </LinkSet>
  <LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>222</Id></IdList></LinkSet>
  <LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>333</Id></IdList><ERROR>Backend timeout</ERROR></LinkSet>
</eLinkResult>`;

describe('elink', () => {
  test('JSON: one record for each work that was asked about, with what cites it and what it cites', async () => {
    const sets = [
      {
        dbfrom: 'pubmed',
        ids: ['111'],
        linksetdbs: [links('pubmed_pubmed_citedin', '7', '8'), links('pubmed_pubmed_refs', '9')],
      },
      // Objects and numbers occur in the place of texts.
      {
        dbfrom: 'pubmed',
        ids: [{ value: '222' }],
        linksetdbs: [links('pubmed_pubmed_refs', { id: '3', score: 12 }, 4, { value: '5' })],
      },
      { dbfrom: 'pubmed', ids: ['333'] },
    ];
    const items = await readText(elink, json(sets));
    const [first, second, third] = recordsOf(items);
    expect(items).toHaveLength(3);
    expect(first).toMatchObject({ source: 'elink', sourceId: '111', ids: { pmid: '111', doi: null }, title: null });
    expect([pmids(first!.citedBy), pmids(first!.references)]).toEqual([['7', '8'], ['9']]); // prettier-ignore
    expect(first!.references![0]).toMatchObject({ position: null, text: null, year: null });
    expect([second!.ids.pmid, pmids(second!.references)]).toEqual(['222', ['3', '4', '5']]);
    // No links: nothing is said of the list.
    expect(third).toMatchObject({ ids: { pmid: '333' }, references: null, citedBy: [] });
  });

  test('XML says the same; an error of one set is its refusal', async () => {
    const items = await readText(elink, XML, 'links.xml');
    expect(recordsOf(items).map(({ ids, references }) => [ids.pmid, pmids(references)])).toEqual([['111', ['1', '2']], ['222', null]]); // prettier-ignore
    expect(refusalsOf(items)).toEqual(['line 8, record 3: E-utilities answered with an error: "Backend timeout"']);
  });

  test('links of several works in one heap are nobody’s', async () => {
    const items = await readText(elink, json([{ ids: ['1', '2'], linksetdbs: [links('pubmed_pubmed_refs', '3')] }]));
    expect(refusalsOf(items)[0]).toMatch(/the links of 2 works are given together.*ask with one id= for each work/);
  });

  test('what is no citation is left out with a warning: links of likeness, ids that are none, the work itself', async () => {
    const items = await readText(
      elink,
      json([{ ids: ['1'], linksetdbs: [links('pubmed_pubmed', '3', '4'), links('pubmed_pubmed_citedin', 'x', '1', '5', '5')] }]),
    );
    expect(pmids(recordsOf(items)[0]!.citedBy)).toEqual(['5']);
    expect(warningsOf(items)).toEqual([
      'links named "pubmed_pubmed" are no citations; 2 are left out',
      'links that are no PMIDs are left out (1)',
      '1 citing work is listed more than once; the first place counts',
      'the work is listed as its own citing work; that entry is left out',
    ]);
  });

  test('sets that are none, and an answer that is an error', async () => {
    expect(refusalsOf(await readText(elink, json([5, {}, { ids: ['1'], ERROR: 'x' }])))).toEqual([
      'line 1, record 1: the set of links is no object but 5',
      'line 1, record 2: the set of links does not say of which work they are',
      'line 1, record 3: E-utilities answered with an error: "x"',
    ]);
    await expect(readText(elink, '{"error":"API rate limit exceeded"}')).rejects.toThrow(/error answer of a service/);
  });

  test('knows its own beginning', () => {
    expect([json([]), XML].map((text) => elink.recognise(text))).toEqual([1, 1]);
    expect(['{"links":[]}', '<PubmedArticleSet>', '111\n'].map((text) => elink.recognise(text))).toEqual([0, 0, 0]);
  });
});
