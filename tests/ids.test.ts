import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../src/global-id.js';
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

type Normalizer = (text: string) => string | null;
type Table = [spelling: string, normal: string | null][];

function table(name: string, normalize: Normalizer, rows: Table): void {
  describe(name, () => {
    it.each(rows)('%j is %j', (spelling, normal) => {
      expect(normalize(spelling)).toBe(normal);
    });
  });
}

table('PMID', normalizePmid, [
  ['33349761', '33349761'],
  [' 33349761\n', '33349761'],
  ['033349761', '33349761'],
  ['PMID: 33349761', '33349761'],
  ['PMID 33349761', '33349761'],
  ['pmid:33349761', '33349761'],
  ['pmid:0033349761', '33349761'],
  ['PMID33349761', '33349761'],
  ['PubMed ID: 33349761', '33349761'],
  ['PMID: 33349761.', '33349761'],
  ['33349761,', '33349761'],
  ['33349761.1', '33349761'],
  ['pmid:1.2', '1'],
  ['1', '1'],
  ['３３３４９７６１', '33349761'],
  ['\u200b33349761\ufeff', '33349761'],
  ['https://pubmed.ncbi.nlm.nih.gov/33349761/', '33349761'],
  ['https://pubmed.ncbi.nlm.nih.gov/33349761', '33349761'],
  ['https://pubmed.ncbi.nlm.nih.gov/33349761/?from_term=x&page=2#abstract', '33349761'],
  ['https://pubmed.ncbi.nlm.nih.gov/33349761?dopt=Abstract', '33349761'],
  ['pubmed.ncbi.nlm.nih.gov/33349761', '33349761'],
  ['HTTPS://PUBMED.NCBI.NLM.NIH.GOV/33349761/', '33349761'],
  ['http://www.ncbi.nlm.nih.gov/pubmed/33349761', '33349761'],
  ['www.ncbi.nlm.nih.gov/pubmed/?term=33349761', '33349761'],
  ['https://europepmc.org/article/MED/33349761', '33349761'],
  ['https://europepmc.org/abstract/MED/33349761?x=1', '33349761'],
  ['https%3A%2F%2Fpubmed.ncbi.nlm.nih.gov%2F33349761%2F', '33349761'],
  ['pmid%3A33349761', '33349761'],
  ['', null],
  ['0', null],
  ['pmid:', null],
  ['pmid:000', null],
  ['-33349761', null],
  ['3334 9761', null],
  ['33349761a', null],
  ['2101.00001', null],
  ['arXiv:2101.00001', null],
  ['2.5', null],
  ['12345678901', null],
  ['1e7', null],
  ['٣٣٣٤', null],
  ['https://example.org/33349761', null],
]);

table('PMCID', normalizePmcid, [
  ['PMC5438064', 'PMC5438064'],
  ['pmc5438064', 'PMC5438064'],
  ['PMC 5438064', 'PMC5438064'],
  ['PMC: 5438064', 'PMC5438064'],
  ['PMC:PMC5438064', 'PMC5438064'],
  ['PMCID: PMC5438064', 'PMC5438064'],
  ['PMCID:5438064', 'PMC5438064'],
  ['pmcid:PMC 5438064.', 'PMC5438064'],
  ['5438064', 'PMC5438064'],
  ['PMC05438064', 'PMC5438064'],
  ['PMC5438064.1', 'PMC5438064'],
  ['ＰＭＣ５４３８０６４', 'PMC5438064'],
  ['https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5438064/', 'PMC5438064'],
  ['http://ncbi.nlm.nih.gov/pmc/articles/5438064', 'PMC5438064'],
  ['https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5438064/pdf/13643_2017_Article_571.pdf', 'PMC5438064'],
  ['https://www.ncbi.nlm.nih.gov/labs/pmc/articles/PMC5438064/', 'PMC5438064'],
  ['https://pmc.ncbi.nlm.nih.gov/articles/PMC5438064/?report=reader', 'PMC5438064'],
  ['pmc.ncbi.nlm.nih.gov/articles/PMC5438064', 'PMC5438064'],
  ['https://europepmc.org/article/PMC/PMC5438064', 'PMC5438064'],
  ['https://europepmc.org/articles/PMC5438064#abstract', 'PMC5438064'],
  ['https%3A%2F%2Fpmc.ncbi.nlm.nih.gov%2Farticles%2FPMC5438064%2F', 'PMC5438064'],
  ['', null],
  ['PMC', null],
  ['PMC0', null],
  ['PMCX12', null],
  ['PMC5438064/pdf', null],
  ['pmid:5438064', null],
  ['2101.00001', null],
]);

const DOI = '10.1186/s13643-017-0571-y';
table('DOI', normalizeDoi, [
  [DOI, DOI],
  ['10.1186/S13643-017-0571-Y', DOI],
  ['https://doi.org/10.1186/S13643-017-0571-Y', DOI],
  ['http://dx.doi.org/10.1186/s13643-017-0571-y', DOI],
  ['https://www.doi.org/10.1186/s13643-017-0571-y', DOI],
  ['doi.org/10.1186/s13643-017-0571-y', DOI],
  ['doi:10.1186/s13643-017-0571-y', DOI],
  ['DOI: 10.1186/s13643-017-0571-y.', DOI],
  ['doi 10.1186/s13643-017-0571-y', DOI],
  ['doi:https://doi.org/10.1186/s13643-017-0571-y', DOI],
  ['info:doi/10.1186/s13643-017-0571-y', DOI],
  ['urn:doi:10.1186/s13643-017-0571-y', DOI],
  ['https%3A%2F%2Fdoi.org%2F10.1186%2FS13643-017-0571-Y', DOI],
  ['https://doi.org/10.1186%2Fs13643-017-0571-y', DOI],
  ['https://doi.org/10.1186%252Fs13643-017-0571-y', DOI],
  ['https://doi.org/10.1186/s13643-017-0571-y?utm_source=mail', DOI],
  ['https://doi.org/10.1186/s13643-017-0571-y#Sec1', DOI],
  [' 10.1186/s13643-017-0571-y , ', DOI],
  ['10.1186/s13643-017-0571-y)', DOI],
  ['10.1186/s13643-017-0571-y).', DOI],
  ['10.1186/s13643-017-0571-y”', DOI],
  ['１０.1186／s13643-017-0571-y', DOI],
  ['10.1186/\u200bs13643-017-0571-y', DOI],
  ['10.1000.10/123', '10.1000.10/123'],
  [
    '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
    '10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2',
  ],
  [
    'https://doi.org/10.1002/(SICI)1096-8644(199601)99:1%3C1::AID-AJPA1%3E3.0.CO;2-%23',
    '10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-#',
  ],
  [
    'https://doi.org/10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-#',
    '10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-#',
  ],
  ['10.1016/S0140-6736(05)67728-8', '10.1016/s0140-6736(05)67728-8'],
  ['10.1016/S0140-6736(05)', '10.1016/s0140-6736(05)'],
  ['10.9999/nope', '10.9999/nope'],
  ['', null],
  ['10.1186', null],
  ['10.1186/', null],
  ['10.1186/.', null],
  ['10.12/x', null],
  ['11.1186/x', null],
  ['10.1186/a b', null],
  ['10.1186/a\u0000b', null],
  ['10.1186/a\ud800', null],
  [`10.1186/${'a'.repeat(2100)}`, null],
  [`10.1186/${'%25'.repeat(100_000)}41`, null],
  ['https://example.org/10.1186/x', null],
  ['arXiv:2101.00001', null],
]);

table('ORCID', normalizeOrcid, [
  ['0000-0002-1825-0097', '0000-0002-1825-0097'],
  ['0000-0002-1694-233x', '0000-0002-1694-233X'],
  ['000000021694233X', '0000-0002-1694-233X'],
  ['0000 0002 1825 0097', '0000-0002-1825-0097'],
  ['0000‐0002‐1825‐0097', '0000-0002-1825-0097'],
  ['https://orcid.org/0000-0002-1825-0097', '0000-0002-1825-0097'],
  ['http://www.orcid.org/0000-0002-1825-0097/', '0000-0002-1825-0097'],
  ['orcid.org/0000-0002-1825-0097?lang=en', '0000-0002-1825-0097'],
  ['orcid:0000-0002-1825-0097', '0000-0002-1825-0097'],
  ['ORCID iD: https://orcid.org/0000-0002-1825-0097.', '0000-0002-1825-0097'],
  ['0000-0002-1825-0098', null],
  ['0000-0002-1825-009X', null],
  ['0000-0002-1825-009', null],
  ['X000-0002-1825-0097', null],
  ['', null],
]);

table('ISSN', normalizeIssn, [
  ['1472-6920', '1472-6920'],
  ['14726920', '1472-6920'],
  ['1472–6920', '1472-6920'],
  ['1472 6920', '1472-6920'],
  ['2434-561x', '2434-561X'],
  ['ISSN: 1472-6920', '1472-6920'],
  ['eISSN 1472-6920', '1472-6920'],
  ['p-ISSN: 1472-6920', '1472-6920'],
  ['ISSN-L 1472-6920', '1472-6920'],
  ['urn:issn:1472-6920', '1472-6920'],
  ['https://portal.issn.org/resource/ISSN/1472-6920#', '1472-6920'],
  ['1472-6921', null],
  ['2434-5611', null],
  ['147-26920', null],
  ['', null],
]);

table('MeSH UI', normalizeMeshId, [
  ['D008569', 'D008569'],
  ['d008569', 'D008569'],
  ['mesh:D008569', 'D008569'],
  ['MeSH: D000066908', 'D000066908'],
  ['http://id.nlm.nih.gov/mesh/D008569', 'D008569'],
  ['https://id.nlm.nih.gov/mesh/2024/D008569', 'D008569'],
  ['https://meshb.nlm.nih.gov/record/ui?ui=D008569', 'D008569'],
  ['D08569', null],
  ['D0085691', null],
  ['C008569', null],
  ['Q000175', null],
  ['', null],
]);

table('NLM id', normalizeNlmId, [
  ['101088679', '101088679'],
  ['nlm:101088679', '101088679'],
  ['NLM ID: 0370270', '0370270'],
  ['nlmid:9508300r', '9508300R'],
  ['https://www.ncbi.nlm.nih.gov/nlmcatalog/101088679', '101088679'],
  ['nlm:12', null],
  ['nlm:abc', null],
  ['', null],
]);

describe('identify', () => {
  const article = toGlobalId('Article', 'pmid:33349761');
  it.each([
    ['33349761', 'PMID', '33349761'],
    ['pmid:33349761', 'PMID', '33349761'],
    ['14726920', 'PMID', '14726920'],
    ['PMC5438064', 'PMCID', 'PMC5438064'],
    ['PMC 5438064', 'PMCID', 'PMC5438064'],
    ['pmcid:5438064', 'PMCID', 'PMC5438064'],
    ['https://pmc.ncbi.nlm.nih.gov/articles/5438064', 'PMCID', 'PMC5438064'],
    ['https://europepmc.org/article/MED/33349761', 'PMID', '33349761'],
    ['https://doi.org/10.1186/S13643-017-0571-Y', 'DOI', DOI],
    ['0000-0002-1694-233x', 'ORCID', '0000-0002-1694-233X'],
    ['1472-6920', 'ISSN', '1472-6920'],
    ['D008569', 'MESH', 'D008569'],
    ['nlm:101088679', 'NLM', '101088679'],
    ['https://openalex.org/w2741809807', 'OPENALEX', 'W2741809807'],
    ['openalex: W2741809807', 'OPENALEX', 'W2741809807'],
    ['A'.repeat(40), 'SEMANTIC_SCHOLAR', 'a'.repeat(40)],
    ['omid:br/06180334099', 'OMID', 'br/06180334099'],
    ['arXiv:2101.00001v2', 'DOI', '10.48550/arxiv.2101.00001'],
    ['https://arxiv.org/abs/hep-th/9901001', 'DOI', '10.48550/arxiv.hep-th/9901001'],
    [article, 'GLOBAL_ID', article],
    [` ${article}==\n`, 'GLOBAL_ID', article],
  ])('%j is the %s %s', (text, kind, value) => {
    expect(identify(text)).toEqual({ kind, value });
  });

  it.each(['', ' ', '2101.00001', 'hep-th/9901001', 'nope', 'PMC', 'https://example.org/', '1472-6921', 'ISBN 9780306406157'])(
    '%j is nothing',
    (text) => {
      expect(identify(text)).toBeNull();
    },
  );
});
