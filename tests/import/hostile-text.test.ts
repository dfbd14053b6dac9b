import { describe, expect, test } from '@jest/globals';
import { crossref } from '../../src/import/crossref.js';
import { cslJson } from '../../src/import/csl-json.js';
import { europePmc } from '../../src/import/europe-pmc.js';
import { icite } from '../../src/import/icite.js';
import { jats } from '../../src/import/jats.js';
import { openalex } from '../../src/import/openalex.js';
import { opencitations } from '../../src/import/opencitations.js';
import { pubmedXml } from '../../src/import/pubmed-xml.js';
import { semanticScholar } from '../../src/import/semantic-scholar.js';
import { readText } from './text-input.js';

/** Texts that make careless patterns go back and forth; each must be read in linear time. */
const LENGTH = 50_000;
const PIECES = [
  '<', '<a ', '<a a=a ', '<!--', '<tex-math ', '<math><tex-math ', '<h4>', '</', '&', '&amp;', '&lt;', '[', ']', '[[;', ';', '; ', ',', ', ', '(',
  ' ', '\n', '\n\nPMID', '.', '-', '1-', '10.', '10.1000/', '@', 'a@b ', 'a', 'Aa ', 'A. ', 'van ', '2020 ', 'Jan ', '\\', '"', "d'", 'Ä', '\u0301',
]; // prettier-ignore
const texts = PIECES.map((piece) => piece.repeat(Math.floor(LENGTH / piece.length)));
const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

describe('texts made to be slow', () => {
  test.each([
    ['Crossref', crossref, (text: string) => ({ DOI: '10.1000/x', title: [text], abstract: text, page: text, author: [{ family: text, given: text, affiliation: [{ name: text }] }], reference: [{ unstructured: text, DOI: text, year: text }] })],
    ['OpenAlex', openalex, (text: string) => ({ id: 'https://openalex.org/W1', title: text, publication_date: text, authorships: [{ raw_author_name: text, raw_affiliation_strings: [text] }], biblio: { first_page: text, last_page: text }, doi: text })],
    ['CSL-JSON', cslJson, (text: string) => ({ type: 'book', title: text, note: text, keyword: text, issued: { raw: text }, author: [{ literal: text }], ISSN: text, URL: text })],
    ['Europe PMC', europePmc, (text: string) => ({ id: '1', source: 'MED', title: text, authorString: text, abstractText: text, pageInfo: text, pubYear: text, affiliation: text, journalIssn: text, pubType: text })],
    ['iCite', icite, (text: string) => ({ pmid: 1, title: text, authors: text, doi: text, cited_by: text })],
    ['Semantic Scholar', semanticScholar, (text: string) => ({ paperId: 'a'.repeat(40), title: text, abstract: text, authors: [{ name: text }], publicationDate: text, journal: { name: text, pages: text } })],
    ['OpenCitations', opencitations, (text: string) => ({ id: 'pmid:1', title: text, author: text, venue: text, page: text, pub_date: text, type: text })],
  ])('%s', async (_name, format, make) => {
    for (const text of texts) {
      const items = await readText(format, JSON.stringify([make(text)]), 'x.json', 65_536);
      expect(items[0]!.kind).toMatch(/^(?:record|refused)$/);
    }
  }); // prettier-ignore

  test('PubMed XML and JATS', async () => {
    for (const text of texts.map(xml)) {
      const article =
        `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>${text}</MedlineDate></PubDate></JournalIssue></Journal>` +
        `<ArticleTitle>${text}</ArticleTitle><Pagination><MedlinePgn>${text}</MedlinePgn></Pagination><AuthorList><Author><LastName>${text}</LastName><ForeName>${text}</ForeName>` +
        `<AffiliationInfo><Affiliation>${text} a@b</Affiliation></AffiliationInfo></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
      expect((await readText(pubmedXml, article, 'x.xml', 65_536))[0]!.kind).toMatch(/^(?:record|refused)$/);
      const full =
        `<article><front><article-meta><title-group><article-title>${text}</article-title></title-group><contrib-group><contrib contrib-type="author"><string-name>${text}</string-name></contrib>` +
        `<contrib contrib-type="author"><collab>${text}</collab></contrib></contrib-group><aff>${text}</aff><abstract><sec><title>${text}</title><p>${text}</p></sec></abstract></article-meta></front>` +
        `<back><ref-list><ref><mixed-citation>${text}<year>${text}</year></mixed-citation></ref></ref-list></back></article>`;
      expect((await readText(jats, full, 'x.xml', 65_536))[0]!.kind).toMatch(/^(?:record|refused)$/);
    }
  });
});
