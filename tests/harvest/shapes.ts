import { citedBy, citersOf, type World, type WorldWork } from './world.js';

/** Answers in the services' own shapes, made from a world. */

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const tag = (name: string, text: string | null): string => (text === null ? '' : `<${name}>${escape(text)}</${name}>`);
const yearOf = ({ record }: WorldWork): number | null => record.date?.year ?? null;
const names = ({ record }: WorldWork): string[] => record.authors.map(({ nameAsWritten }) => nameAsWritten);
const journalOf = ({ record }: WorldWork): string | null => record.journal?.abbreviation ?? null;
const countOf = (world: World, work: WorldWork): number => work.reported ?? citersOf(world, work).length;

const printed = (work: WorldWork): string => {
  const { volume, issue, pages } = work.record;
  return `${names(work).join(', ')}. ${work.record.title}. ${journalOf(work)}. ${yearOf(work)};${volume}(${issue}):${pages?.asWritten}.`;
};

/** Works that PubMed and iCite have. */
export const inPubmed = ({ ids }: WorldWork): boolean => ids.pmid !== null;

export function pubmedSet(world: World, works: readonly WorldWork[]): string {
  const articles = works.map((work) => pubmedArticle(world, work)).join('\n');
  return `<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd">\n<PubmedArticleSet>\n${articles}\n</PubmedArticleSet>`;
}

function pubmedArticle(world: World, work: WorldWork): string {
  const { record, ids } = work;
  const authors = record.authors
    .map(({ familyName, initials }) => `<Author ValidYN="Y">${tag('LastName', familyName)}${tag('Initials', initials)}</Author>`)
    .join('');
  const articleIds = (one: WorldWork['ids']): string =>
    [
      ['pubmed', one.pmid],
      ['pmc', one.pmcid],
      ['doi', one.doi],
    ]
      .map(([type, value]) => (value == null ? '' : `<ArticleId IdType="${type}">${escape(value)}</ArticleId>`))
      .join('');
  const references = citedBy(world, work).map(
    (one) => `<Reference>${tag('Citation', printed(one))}<ArticleIdList>${articleIds(one.ids)}</ArticleIdList></Reference>`,
  );
  return `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">${ids.pmid}</PMID><Article PubModel="Print">
<Journal><JournalIssue CitedMedium="Internet">${tag('Volume', record.volume)}${tag('Issue', record.issue)}<PubDate>${tag('Year', String(yearOf(work)))}</PubDate></JournalIssue>${tag('ISOAbbreviation', journalOf(work))}</Journal>
${tag('ArticleTitle', `${record.title}.`)}<Pagination>${tag('MedlinePgn', record.pages?.asWritten ?? null)}</Pagination>
${record.abstract.length > 0 ? `<Abstract>${record.abstract.map(({ text }) => tag('AbstractText', text)).join('')}</Abstract>` : ''}
${authors === '' ? '' : `<AuthorList CompleteYN="Y">${authors}</AuthorList>`}<Language>eng</Language>
<PublicationTypeList>${record.publicationTypes.map((type) => tag('PublicationType', type)).join('')}</PublicationTypeList></Article>
<MedlineJournalInfo>${tag('MedlineTA', journalOf(work))}</MedlineJournalInfo></MedlineCitation>
<PubmedData><ArticleIdList>${articleIds(ids)}</ArticleIdList>${references.length > 0 ? `<ReferenceList>${references.join('')}</ReferenceList>` : ''}</PubmedData></PubmedArticle>`;
}

export function elinkAnswer(world: World, pmids: readonly string[], linkName: string): unknown {
  const linksets = pmids.map((pmid) => {
    const work = world.works.find(({ ids }) => ids.pmid === pmid);
    const all = work === undefined ? [] : linkName.endsWith('_refs') ? citedBy(world, work) : citersOf(world, work);
    const links = all.filter(inPubmed).map(({ ids }) => ids.pmid);
    const linksetdbs = links.length > 0 ? { linksetdbs: [{ dbto: 'pubmed', linkname: linkName, links }] } : {};
    return { dbfrom: 'pubmed', ids: [pmid], ...linksetdbs };
  });
  return { header: { type: 'elink', version: '0.3' }, linksets };
}

export function icitePub(world: World, work: WorldWork): unknown {
  const pmids = (works: WorldWork[]): number[] => works.filter(inPubmed).map(({ ids }) => Number(ids.pmid));
  return {
    pmid: Number(work.ids.pmid), year: yearOf(work), title: work.record.title, authors: names(work).join(', '), journal: journalOf(work),
    is_research_article: 'Yes', relative_citation_ratio: null, nih_percentile: null, citation_count: countOf(world, work),
    cited_by: pmids(citersOf(world, work)), references: pmids(citedBy(world, work)), doi: work.ids.doi ?? '',
  }; // prettier-ignore
}

/** Where Europe PMC has the work; null where it does not. */
export function epmcPlace({ ids }: WorldWork): { id: string; source: string } | null {
  if (ids.pmid !== null) return { id: ids.pmid, source: 'MED' };
  return ids.pmcid === null ? null : { id: ids.pmcid, source: 'PMC' };
}

export function epmcResult(world: World, work: WorldWork): unknown {
  const { record, ids } = work;
  return {
    ...epmcPlace(work), ...defined({ pmid: ids.pmid, pmcid: ids.pmcid, doi: ids.doi }), title: `${record.title}.`,
    authorString: `${names(work).join(', ')}.`,
    authorList: { author: record.authors.map((author) => ({ fullName: author.nameAsWritten, lastName: author.familyName, initials: author.initials })) },
    journalInfo: { volume: record.volume, issue: record.issue, yearOfPublication: yearOf(work), journal: { medlineAbbreviation: journalOf(work) } },
    pubYear: String(yearOf(work)), pageInfo: record.pages?.asWritten, abstractText: record.abstract.map(({ text }) => text).join(' '),
    pubTypeList: { pubType: record.publicationTypes }, citedByCount: countOf(world, work), isOpenAccess: 'Y',
  }; // prettier-ignore
}

export function epmcEntry(work: WorldWork, side: 'citations' | 'references', order: number): unknown {
  const { record, ids } = work;
  const place = epmcPlace(work);
  const common = { title: `${record.title}.`, authorString: `${names(work).join(', ')}.`, journalAbbreviation: journalOf(work), pubYear: yearOf(work), volume: record.volume, issue: record.issue, pageInfo: record.pages?.asWritten }; // prettier-ignore
  if (side === 'citations') return { ...place, citationType: 'journal article', ...common, citedByCount: 0 };
  return {
    ...place,
    citationType: 'JOURNAL ARTICLE',
    ...common,
    ...defined({ doi: ids.doi }),
    citedOrder: order + 1,
    match: place === null ? 'N' : 'Y',
  };
}

export function openalexWork(world: World, work: WorldWork): unknown {
  const { record, ids } = work;
  const url = (one: WorldWork): string => `https://openalex.org/${one.ids.openalex}`;
  return {
    ...openalexIds(work), title: record.title, display_name: record.title, publication_year: yearOf(work), type: 'article',
    primary_location: { source: { display_name: journalOf(work), type: 'journal' } },
    authorships: record.authors.map((author, i) => ({ author_position: i === 0 ? 'first' : 'middle', author: { display_name: author.nameAsWritten }, raw_author_name: author.nameAsWritten, institutions: [], raw_affiliation_strings: [] })),
    biblio: { volume: record.volume, issue: record.issue, first_page: record.pages?.first, last_page: record.pages?.last },
    is_retracted: false, cited_by_count: countOf(world, work), referenced_works: citedBy(world, work).map(url), abstract_inverted_index: null,
    doi: ids.doi === null ? null : `https://doi.org/${ids.doi}`,
  }; // prettier-ignore
}

export function openalexIds({ ids }: WorldWork): Record<string, unknown> {
  const id = `https://openalex.org/${ids.openalex}`;
  const doi = ids.doi === null ? null : `https://doi.org/${ids.doi}`;
  const pmid = ids.pmid === null ? null : `https://pubmed.ncbi.nlm.nih.gov/${ids.pmid}`;
  return { id, doi, ids: { openalex: id, ...defined({ doi, pmid }) } };
}

export function crossrefWork(world: World, work: WorldWork): unknown {
  const { record, ids } = work;
  const cited = citedBy(world, work);
  return {
    DOI: ids.doi, URL: `http://dx.doi.org/${ids.doi}`, type: 'journal-article', title: [record.title], 'container-title': [journalOf(work)],
    'short-container-title': [journalOf(work)], author: record.authors.map(({ familyName, initials }, i) => ({ family: familyName, given: initials, sequence: i === 0 ? 'first' : 'additional', affiliation: [] })),
    issued: { 'date-parts': [[yearOf(work)]] }, volume: record.volume, issue: record.issue, page: record.pages?.asWritten,
    'reference-count': cited.length, 'references-count': cited.length, 'is-referenced-by-count': countOf(world, work),
    ...(cited.length > 0 ? { reference: cited.map((one, i) => ({ key: `ref${i + 1}`, ...defined({ DOI: one.ids.doi, 'article-title': one.record.title, year: String(yearOf(one)) }) })) } : {}),
  }; // prettier-ignore
}

export function openCitationsRow(citing: WorldWork, cited: WorldWork): unknown {
  const bundle = ({ ids }: WorldWork): string =>
    [`omid:${ids.omid}`, ids.doi === null ? null : `doi:${ids.doi}`, ids.pmid === null ? null : `pmid:${ids.pmid}`].filter((part) => part !== null).join(' '); // prettier-ignore
  return {
    oci: 'oci:1-1',
    citing: bundle(citing),
    cited: bundle(cited),
    creation: String(yearOf(citing)),
    timespan: 'P1Y',
    journal_sc: 'no',
    author_sc: 'no',
  };
}

export function s2Paper(work: WorldWork): unknown {
  const { record, ids } = work;
  return {
    paperId: ids.s2, externalIds: { CorpusId: 1, ...defined({ DOI: ids.doi?.toUpperCase(), PubMed: ids.pmid, PubMedCentral: ids.pmcid?.slice(3) }) },
    title: record.title, year: yearOf(work), venue: journalOf(work), journal: { name: journalOf(work), volume: record.volume, pages: record.pages?.asWritten },
    publicationTypes: null, authors: names(work).map((name) => ({ authorId: null, name })),
  }; // prettier-ignore
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
