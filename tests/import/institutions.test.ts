import { expect, test } from '@jest/globals';
import { normalizeRor } from '../../src/database-ids.js';
import { crossref } from '../../src/import/crossref.js';
import { europePmc } from '../../src/import/europe-pmc.js';
import type { ImportFormat, ReadItem } from '../../src/import/format.js';
import { jats } from '../../src/import/jats.js';
import { openalex } from '../../src/import/openalex.js';
import { pubmedXml } from '../../src/import/pubmed-xml.js';
import { readText, recordsOf, warningsOf } from './text-input.js';

/** The institutions that sources name themselves, and their ROR ids. */

const read = async (format: ImportFormat, text: string, name?: string) => {
  const items: ReadItem[] = await readText(format, text, name);
  return { authors: recordsOf(items)[0]!.authors, warnings: warningsOf(items) };
};

test('ROR ids: a link or bare, with a right check', () => {
  const links = ['0161xgx34', '002rjbv21', '0213rcc28', '00cvxb145', '05dxps055', '016zn0y21'];
  expect(links.map((id) => normalizeRor(`https://ror.org/${id}`))).toEqual(links);
  expect(normalizeRor(' ROR.org/0161XGX34/ ')).toBe('0161xgx34');
  expect(['0161xgx35', '0161xgx3', 'I0161xgx34', 'grid.14848.31', ''].map(normalizeRor)).toEqual(Array(5).fill(null));
});

test('OpenAlex names institutions with ROR ids and countries', async () => {
  const authorship = {
    author: { display_name: 'A. Solo' },
    raw_affiliation_strings: ['Dept of Tea, University of Tea, City.'],
    institutions: [
      { display_name: 'University of Tea', ror: 'https://ror.org/0161xgx34', country_code: 'gb' },
      { display_name: 'Tea Lab', ror: 'https://ror.org/0161xgx35', country_code: 'QQ' },
      { id: 'https://openalex.org/I1' },
    ],
  };
  const { authors, warnings } = await read(openalex, `${JSON.stringify({ id: 'https://openalex.org/W9', title: 'T', authorships: [authorship] })}\n`, 'w.jsonl'); // prettier-ignore
  expect(authors[0]!.institutions).toEqual([
    { name: 'University of Tea', ror: '0161xgx34', country: 'GB', affiliation: null },
    { name: 'Tea Lab', ror: null, country: null, affiliation: null },
  ]);
  expect(warnings).toEqual([expect.stringContaining('is no ROR id')]);
});

test('PubMed gives identifiers beside an affiliation; only ROR ids are kept', async () => {
  const { authors } = await read(
    pubmedXml,
    `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article><ArticleTitle>T</ArticleTitle><AuthorList>
     <Author><LastName>Solo</LastName><AffiliationInfo><Affiliation>University of Tea, Leeds, UK. a@example.org</Affiliation>
     <Identifier Source="ROR">https://ror.org/0161xgx34</Identifier><Identifier Source="GRID">grid.14848.31</Identifier></AffiliationInfo>
     <AffiliationInfo><Affiliation>Second.</Affiliation></AffiliationInfo></Author>
     </AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
  );
  expect(authors[0]).toMatchObject({
    affiliations: ['University of Tea, Leeds, UK.', 'Second.'],
    institutions: [{ name: null, ror: '0161xgx34', country: null, affiliation: 'University of Tea, Leeds, UK.' }],
  });
});

test('Crossref gives identifiers and the place of an affiliation', async () => {
  const affiliation = [
    { name: 'University of Tea', id: [{ id: 'https://ror.org/0161xgx34', 'id-type': 'ROR' }, { id: 'x', 'id-type': 'wikidata' }], place: ['Leeds, England'] }, // prettier-ignore
    { name: 'Second' },
  ];
  const work = { DOI: '10.1000/x', title: ['T'], author: [{ given: 'A', family: 'Solo', affiliation }], 'reference-count': 0 };
  const { authors } = await read(crossref, JSON.stringify({ 'message-type': 'work', message: work }));
  expect(authors[0]).toMatchObject({
    affiliations: ['University of Tea', 'Second'],
    institutions: [{ name: null, ror: '0161xgx34', country: 'GB', affiliation: 'University of Tea' }],
  });
});

test('Europe PMC gives one identifier of an affiliation, of several schemes', async () => {
  const details = [
    { affiliation: 'University of Tea', affiliationOrgId: 'https://ror.org/0161xgx34' },
    { affiliation: 'Second', affiliationOrgId: '0000 0001' },
  ];
  const author = { fullName: 'Solo A', lastName: 'Solo', authorAffiliationDetailsList: { authorAffiliation: details } };
  const result = { id: '90000001', source: 'MED', pmid: '90000001', title: 'T', authorList: { author: [author] } };
  const { authors, warnings } = await read(europePmc, JSON.stringify({ resultList: { result: [result] } }));
  expect(authors[0]!.institutions).toEqual([{ name: null, ror: '0161xgx34', country: null, affiliation: 'University of Tea' }]);
  expect(warnings).toEqual([]);
});

test('JATS has the name, the identifier and the country apart', async () => {
  const { authors } = await read(
    jats,
    `<article><front><article-meta><article-id pub-id-type="doi">10.1000/x</article-id>
     <contrib-group><contrib contrib-type="author"><name><surname>Solo</surname></name><xref ref-type="aff" rid="a1"/></contrib></contrib-group>
     <aff id="a1"><label>1</label><institution-wrap><institution-id institution-id-type="ror">https://ror.org/0161xgx34</institution-id>
     <institution content-type="dept">Dept of Cups</institution><institution>University of Tea</institution></institution-wrap>, <country country="GB">UK</country></aff>
     </article-meta></front></article>`,
  );
  const [institution] = authors[0]!.institutions;
  expect(institution).toMatchObject({ name: 'University of Tea', ror: '0161xgx34', country: 'GB' });
  expect(authors[0]!.affiliations).toEqual([institution!.affiliation]);
});
