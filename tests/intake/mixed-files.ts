/**
 * A small library in nine formats, made up for these tests: what makes order matter where it should not. Each text is
 * a file as its source writes it; the comments say what it is there for.
 */

interface PubmedFacts {
  pmid: string;
  title: string;
  authors: string[];
  journal: string;
  place?: [volume: string, pages: string];
  year?: number;
  ids?: string;
  more?: string;
  data?: string;
}

/** `Family, Given|ORCID|affiliation` */
function pubmedAuthor(text: string): string {
  const [name, orcid, affiliation] = text.split('|');
  const [family, given] = name!.split(', ');
  const known = [
    `<LastName>${family}</LastName><ForeName>${given}</ForeName>`,
    orcid ? `<Identifier Source="ORCID">${orcid}</Identifier>` : '',
    affiliation ? `<AffiliationInfo><Affiliation>${affiliation}</Affiliation></AffiliationInfo>` : '',
  ];
  return `<Author ValidYN="Y">${known.join('')}</Author>`;
}

function pubmedArticle({
  pmid,
  title,
  authors,
  journal,
  place,
  year = 2019,
  ids = '',
  more = '',
  data = '',
}: PubmedFacts): string {
  return `<PubmedArticle><MedlineCitation><PMID Version="1">${pmid}</PMID><Article>
<Journal><JournalIssue>${place ? `<Volume>${place[0]}</Volume>` : ''}<PubDate><Year>${year}</Year></PubDate></JournalIssue>${journal}</Journal>
<ArticleTitle>${title}.</ArticleTitle>${place ? `<Pagination><MedlinePgn>${place[1]}</MedlinePgn></Pagination>` : ''}
<AuthorList CompleteYN="Y">${authors.map(pubmedAuthor).join('')}</AuthorList></Article>${more}</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">${pmid}</ArticleId>${ids}</ArticleIdList>${data}</PubmedData></PubmedArticle>`;
}

const doi = (value: string): string => `<ArticleId IdType="doi">${value}</ArticleId>`;
const cites = (pmid: string, text: string): string => `<Reference><Citation>${text}</Citation><ArticleIdList><ArticleId IdType="pubmed">${pmid}</ArticleId></ArticleIdList></Reference>`; // prettier-ignore
const corrects = (type: string, pmid: string): string => `<CommentsCorrectionsList><CommentsCorrections RefType="${type}"><RefSource>Tea Educ. 2019</RefSource><PMID Version="1">${pmid}</PMID></CommentsCorrections></CommentsCorrectionsList>`; // prettier-ignore
const mesh = (ui: string, name: string): string => `<MeshHeadingList><MeshHeading><DescriptorName UI="${ui}" MajorTopicYN="Y">${name}</DescriptorName></MeshHeading></MeshHeadingList>`; // prettier-ignore
const types = (type: string): string => `<PublicationTypeList><PublicationType>${type}</PublicationType></PublicationTypeList>`;

const TEA =
  '<ISSN IssnType="Electronic">1472-6920</ISSN><Title>Tea and education</Title><ISOAbbreviation>Tea Educ</ISOAbbreviation>';
const CUPS = '<Title>Journal of cups</Title><ISOAbbreviation>J Cups</ISOAbbreviation>';
const LEEDS = 'Department of Tea, University of Leeds, UK';
const ORCID_A = '0000-0002-1825-0097';
const ORCID_B = '0000-0001-5109-3700';
const COACHING = 'Peer coaching over tea in the emergency department: a pilot trial';
const BREAKS = 'Scheduled breaks and the performance of residents on night shifts';
const KETTLES = 'Kettles as a source of noise in seminar rooms';

const PUBMED = [
  // The same work stands in seven formats.
  pubmedArticle({
    pmid: '91000001', title: COACHING, authors: [`Wang, Yu|${ORCID_A}|${LEEDS}`, 'Roebuck, Anton T', 'Doeringer, Berta'], journal: TEA,
    place: ['12', '234-9'], ids: `${doi('10.5555/mx.1')}<ArticleId IdType="pmc">PMC9100001</ArticleId>`,
    more: mesh('D008569', 'Mentors'),
    data: `<ReferenceList>${cites('91000005', 'Poel C. Whistling, part I. J Cups. 2017;3:11-19.')}${cites('91000077', 'Nobody has this one.')}</ReferenceList>`,
  }),
  // Parts of a series are two works.
  pubmedArticle({ pmid: '91000005', title: 'On the whistling of kettles. Part I: theory', authors: ['Poel, Carl'], journal: CUPS, place: ['3', '11-19'], year: 2017 }),
  pubmedArticle({ pmid: '91000006', title: 'On the whistling of kettles. Part II: practice', authors: ['Poel, Carl'], journal: CUPS, place: ['3', '20-31'], year: 2017 }),
  // An erratum, and a notice of retraction whose article does not say so itself.
  pubmedArticle({ pmid: '91000007', title: `Correction: ${COACHING}`, authors: ['Wang, Yu'], journal: TEA, place: ['12', '400'], more: corrects('ErratumFor', '91000001') + types('Published Erratum') }),
  pubmedArticle({ pmid: '91000008', title: `Retraction: ${KETTLES}`, authors: ['Editors, The'], journal: CUPS, place: ['5', '1'], year: 2021, more: corrects('RetractionOf', '91000009') + types('Retraction of Publication') }),
  pubmedArticle({ pmid: '91000009', title: KETTLES, authors: ['Wang, Yu', 'Li, Xin'], journal: CUPS, place: ['4', '77-80'], year: 2018, ids: doi('10.5555/mx.9') }),
  // Homonyms: two people of one name, one of them twice.
  pubmedArticle({ pmid: '91000010', title: 'Steam as a teacher', authors: [`Wang, Yu|${ORCID_B}`, 'Li, Xin', 'Lindqvist, Maja'], journal: CUPS, place: ['6', '1-8'], year: 2020 }),
  pubmedArticle({ pmid: '91000011', title: 'Steam as a teacher of teachers', authors: ['Wang, Yu', 'Roebuck, Anton T', 'Doeringer, Berta'], journal: TEA, place: ['13', '5-9'], year: 2020, more: mesh('D008569', 'Mentors') }),
  // A record that NLM withdraws below; another source has the same work.
  pubmedArticle({ pmid: '91000012', title: 'A record in error', authors: ['Gone, Ada'], journal: CUPS, place: ['7', '3-4'], year: 2020, ids: doi('10.5555/mx.12') }),
  // One DOI, two PMIDs: one of the records is wrong, and they must not become one.
  pubmedArticle({ pmid: '91000013', title: BREAKS, authors: ['Night, Nora'], journal: TEA, place: ['14', '10-20'], year: 2021, ids: doi('10.5555/mx.13') }),
  pubmedArticle({ pmid: '91000014', title: 'Scheduled breaks: a comment', authors: ['Day, Dan'], journal: TEA, place: ['14', '21'], year: 2021, ids: doi('10.5555/mx.13') }),
]; // prettier-ignore

const NBIB = `
PMID- 91000001
TI  - ${COACHING}.
FAU - Wang, Yu
AU  - Wang Y
FAU - Roebuck, Anton T
AU  - Roebuck AT
FAU - Doeringer, Berta
AU  - Doeringer B
TA  - Tea Educ
JT  - Tea and education
DP  - 2019 Jun
VI  - 12
PG  - 234-9
OT  - coaching

PMID- 91000002
TI  - [Tea houses and learning].
FAU - Maier, Hans
AU  - Maier H
TA  - Z Teekunde
DP  - 2016
PT  - Journal Article

PMID- 91000012
TI  - A record in error.
FAU - Gone, Ada
AU  - Gone A
DP  - 2020

`;

const RIS = `TY  - JOUR
TI  - ${COACHING}
AU  - Wang, Y.
AU  - Roebuck, A. T.
AU  - Doeringer, B.
JO  - Tea Educ
PY  - 2019
VL  - 12
SP  - 234
EP  - 239
DO  - 10.5555/mx.1
ER  - 

TY  - JOUR
TI  - Über Teehäuser
AU  - Maier, Hans
JO  - Zeitschrift für Teekunde
PY  - 2016
DO  - 10.5555/mx.2
ER  - 

TY  - JOUR
TI  - A record in error
AU  - Gone, Ada
JO  - J Cups
PY  - 2020
VL  - 7
SP  - 3
EP  - 4
DO  - 10.5555/mx.12
ER  - 

TY  - JOUR
TI  - Cups of every size
AU  - Lindqvist, Maja
JO  - Cup Q
PY  - 2015
VL  - 1
SP  - 1
EP  - 10
ER  - 
`;

// No identifier: found to be the work of seven formats by title, authors and place. The second is like two works.
const BIBTEX = `@article{wang2019,
  author = {Wang, Yu and Roebuck, Anton T. and Doeringer, Berta},
  title = {Peer Coaching over Tea in the Emergency Department: A Pilot Trial},
  journal = {Tea and Education}, year = {2019}, volume = {12}, pages = {234--239}
}
@article{samovar,
  author = {Ivanova, Olga}, title = {The samovar as a simulated patient in teaching}, journal = {Journal of Cups}, year = {2016}
}
@article{cups,
  author = {Lindqvist, Maja}, title = {Cups of every size}, journal = {Cup Quarterly}, year = {2015}, volume = {1}, pages = {1--10}
}
`;

const openalexWork = (id: string, facts: object): object => ({
  id: `https://openalex.org/${id}`, type: 'article', authorships: [], ...facts,
}); // prettier-ignore
const named = (...names: string[]): object[] => names.map((name) => ({ author: { display_name: name, orcid: null } }));

const OPENALEX = [
  openalexWork('W91001', {
    ids: { pmid: 'https://pubmed.ncbi.nlm.nih.gov/91000001' }, doi: 'https://doi.org/10.5555/MX.1', title: COACHING, publication_year: 2019,
    authorships: named('Yu Wang', 'Anton T. Roebuck', 'Berta Doeringer'), cited_by_count: 3,
    primary_location: { source: { display_name: 'Tea and Education', issn_l: '1472-6920', issn: ['1472-6920'], type: 'journal' } },
    referenced_works: ['https://openalex.org/W91009', 'https://openalex.org/W91099'],
  }),
  // Joins what RIS knows by its DOI and nbib by its PMID.
  openalexWork('W91002', { ids: { pmid: 'https://pubmed.ncbi.nlm.nih.gov/91000002' }, doi: 'https://doi.org/10.5555/mx.2', title: 'Tea houses', publication_year: 2016, cited_by_count: 1 }),
  // Tells that the work that W91001 cites is the one with this DOI; the preprint of it is another work.
  openalexWork('W91009', { doi: 'https://doi.org/10.5555/mx.9', title: KETTLES, publication_year: 2018, authorships: named('Yu Wang', 'Xin Li') }),
  openalexWork('W91019', { doi: 'https://doi.org/10.1101/2018.01.01.123456', title: KETTLES, publication_year: 2018, authorships: named('Yu Wang', 'Xin Li'), type: 'preprint' }),
]; // prettier-ignore

const crossrefWork = (DOI: string, facts: object): object => ({ DOI, type: 'journal-article', ...facts });
const issued = (year: number) => ({ issued: { 'date-parts': [[year]] } });

const CROSSREF = [
  crossrefWork('10.5555/mx.1', {
    title: [COACHING], ...issued(2019), 'container-title': ['Tea and Education'], ISSN: ['1472-6920'], volume: '12', page: '234-239',
    author: [{ given: 'Yu', family: 'Wang', ORCID: `http://orcid.org/${ORCID_A}` }, { given: 'Anton T.', family: 'Roebuck' }, { given: 'Berta', family: 'Doeringer' }],
    'is-referenced-by-count': 4,
    // By text alone: the first is found when its record comes, the second never.
    reference: [
      { key: '1', unstructured: 'Poel C. On the whistling of kettles. Part II: practice. Journal of cups. 2017;3:20-31.' },
      { key: '2', unstructured: 'Nobody N. A book about nothing at all that is in no library. Nowhere: None; 1901.' },
      { key: '3', DOI: '10.5555/mx.9' },
    ],
  }),
  // Two DOIs that differ in one digit, the titles alike: English and French of one guideline.
  crossrefWork('10.5555/s12630-016-0772-1', { title: ['The samovar as a simulated patient in teaching'], ...issued(2016), 'container-title': ['Journal of Cups'], author: [{ given: 'Olga', family: 'Ivanova' }] }),
  crossrefWork('10.5555/s12630-016-0773-0', { title: ['The samovar as a simulated patient in teaching'], ...issued(2016), 'container-title': ['Journal of Cups'], author: [{ given: 'Olga', family: 'Ivanova' }] }),
  crossrefWork('10.5555/mx.13', { title: [BREAKS], ...issued(2021), 'container-title': ['Tea and Education'], author: [{ given: 'Nora', family: 'Night' }], 'is-referenced-by-count': 2 }),
  // Cites a work by text that has no identifier itself.
  crossrefWork('10.5555/mx.20', { title: ['A survey of crockery'], ...issued(2022), author: [{ given: 'Maja', family: 'Lindqvist' }],
    reference: [{ key: '1', unstructured: 'Lindqvist M. Cups of every size. Cup Q. 2015;1:1-10.' }, { key: '2', DOI: '10.5555/mx.12' }] }),
]; // prettier-ignore

const EUROPE_PMC = {
  version: '6.9', hitCount: 2, request: { queryString: 'x' },
  resultList: { result: [
    { id: '91000001', source: 'MED', pmid: '91000001', pmcid: 'PMC9100001', doi: '10.5555/mx.1', title: `${COACHING}.`, pubYear: '2019', citedByCount: 5,
      authorString: 'Wang Y, Roebuck AT, Doeringer B.', journalInfo: { volume: '12', yearOfPublication: 2019, journal: { title: 'Tea and education', medlineAbbreviation: 'Tea Educ' } },
      meshHeadingList: { meshHeading: [{ majorTopic_YN: 'N', descriptorName: 'Teapots, Glass' }, { majorTopic_YN: 'N', descriptorName: 'Mentors' }] } },
    { id: '91000015', source: 'MED', pmid: '91000015', title: 'Glass in the classroom.', pubYear: '2014', authorString: 'Glas G.',
      meshHeadingList: { meshHeading: { majorTopic_YN: 'Y', descriptorName: 'Teapots, Glass' } } },
  ] },
}; // prettier-ignore

// Who cites whom, from the other end; one citing work is known by this list alone.
const ICITE = { data: [
  { pmid: 91000001, doi: '10.5555/mx.1', title: COACHING, authors: 'Yu Wang, Anton T Roebuck', year: 2019, journal: 'Tea Educ', relative_citation_ratio: 1, citation_count: 2, cited_by: [91000010, 91000088], references: [91000005, 91000009] },
  { pmid: 91000009, title: KETTLES, authors: 'Yu Wang', year: 2018, journal: 'J Cups', relative_citation_ratio: 1, citation_count: 2, cited_by: [91000002, 91000011], references: [] },
] }; // prettier-ignore

const descriptor = (ui: string, name: string, tree: string, term = name): string =>
  `<DescriptorRecord><DescriptorUI>${ui}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName><TreeNumberList><TreeNumber>${tree}</TreeNumber></TreeNumberList>` +
  `<ConceptList><Concept PreferredConceptYN="Y"><TermList><Term><String>${name}</String></Term><Term><String>${term}</String></Term></TermList></Concept></ConceptList></DescriptorRecord>`;
const serial = (nlmId: string, title: string, abbreviation: string, issn: string): string =>
  `<Serial><NlmUniqueID>${nlmId}</NlmUniqueID><Title>${title}</Title><MedlineTA>${abbreviation}</MedlineTA><ISSNLinking>${issn}</ISSNLinking></Serial>`;

/** A file of each format, by the format's name. */
export const MIXED_FILES: Readonly<Record<string, string>> = {
  'pubmed-xml': `<?xml version="1.0"?><PubmedArticleSet>${PUBMED.join('\n')}<DeleteCitation><PMID Version="1">91000012</PMID></DeleteCitation></PubmedArticleSet>`,
  nbib: NBIB,
  ris: RIS,
  bibtex: BIBTEX,
  openalex: JSON.stringify({ meta: { count: OPENALEX.length }, results: OPENALEX }),
  crossref: JSON.stringify({ status: 'ok', 'message-type': 'work-list', message: { items: CROSSREF } }),
  'europe-pmc': JSON.stringify(EUROPE_PMC),
  icite: JSON.stringify(ICITE),
  'mesh-xml': `<DescriptorRecordSet>${descriptor('D900001', 'Teapots', 'J99.100')}${descriptor('D900002', 'Glass Teapots', 'J99.100.200', 'Teapots, Glass')}${descriptor('D008569', 'Mentors', 'M01.395')}</DescriptorRecordSet>`,
  'nlm-catalog': `<SerialsSet>${serial('9100001', 'Tea and education', 'Tea Educ', '1472-6920')}${serial('9100002', 'Journal of cups', 'J Cups', '0028-0836')}${serial('9100003', 'Cup quarterly', 'Cup Q', '0007-1447')}</SerialsSet>`,
};
