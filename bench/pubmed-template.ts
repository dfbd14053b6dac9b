import type { CitedWork, Works } from './pubmed-works.js';

/** The work that is written, with its place in the list of its authors. */
export interface Writing {
  works: Works;
  index: number;
  /** What stands in for chance in the parts that no other work needs to know. */
  random: () => number;
  /** Number of the person at the next place of the list. */
  nextPerson: () => number;
  /** 0, or the number of a later version of the record. */
  version: number;
}

type Part = string | ((writing: Writing) => string);

export interface Template {
  parts: Part[];
  hasDoi: boolean;
  hasPmcid: boolean;
  hasReferences: boolean;
}

const RECORD = /<PubmedArticle>[\s\S]*?<\/PubmedArticle>/g;
const WORD = /<[^>]*>|&[^;]*;|[A-Za-z]{4,}/g;
/** Words of an abstract that are put in place of those of the template. */
const CHANGED = 0.5;

const tagged = (name: string): string => String.raw`<${name}(?:\s[^>]*)?>[\s\S]*?</${name}>`;
const SLOTS = [
  'PMID', 'ArticleId', 'ELocationID', 'ArticleTitle', 'VernacularTitle', 'AbstractText', 'Author', 'CommentsCorrections',
  'Volume', 'Issue', 'MedlinePgn', 'StartPage', 'EndPage', 'Year', 'MedlineDate',
]; // prettier-ignore
const SLOT = new RegExp(SLOTS.map(tagged).join('|'), 'g');

/** Opening tag, content and closing tag of an element that stands as text. */
function cut(element: string): { name: string; open: string; content: string; close: string } {
  const [open, name] = /^<([A-Za-z]+)[^>]*>/.exec(element) as unknown as [string, string];
  const close = `</${name}>`;
  return { name, open, content: element.slice(open.length, -close.length), close };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A text whose words are in part those of the template: as long, as marked up, and of another work. */
function variedText(text: string): (writing: Writing) => string {
  const pieces: { kept: string; isWord: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    if (match.index > at) pieces.push({ kept: text.slice(at, match.index), isWord: false });
    pieces.push({ kept: match[0], isWord: /^[A-Za-z]/.test(match[0]) });
    at = match.index + match[0].length;
  }
  pieces.push({ kept: text.slice(at), isWord: false });
  return ({ works, random }) => {
    let varied = '';
    for (const { kept, isWord } of pieces) varied += isWord && random() < CHANGED ? works.word(random) : kept;
    return varied;
  };
}

/** An author as the template writes it, with another person's names. */
function author(element: string): Part {
  if (element.includes('<CollectiveName>')) {
    const [before, after] = element.split(/<CollectiveName>[\s\S]*?<\/CollectiveName>/) as [string, string];
    return ({ works, random }) =>
      `${before}<CollectiveName>${works.word(random)} ${works.word(random)} Study Group</CollectiveName>${after}`;
  }
  const bare = element.replace(/\s*<(Identifier|Suffix)\b[\s\S]*?<\/\1>/g, '');
  const parts = bare.split(/(<(?:LastName|ForeName|Initials|Affiliation)>)[^<]*/);
  return ({ works, nextPerson }) => {
    const { family, given, initials, orcid, affiliation } = works.people.person(nextPerson());
    const values: Record<string, string> = { '<LastName>': family, '<ForeName>': given, '<Initials>': initials };
    let text = '';
    for (const part of parts) {
      text += part;
      if (part === '<Affiliation>') text += affiliation;
      else text += values[part] ?? '';
    }
    const identifier = `<Identifier Source="ORCID">${orcid}</Identifier>`;
    return orcid === null ? text : text.replace(/<\/Initials>/, (end) => `${end}${identifier}`);
  };
}

function referenceText({ pmid, doi, pmcid, text }: CitedWork, isTextOnly: boolean): string {
  const ids = [
    `<ArticleId IdType="pubmed">${pmid}</ArticleId>`,
    doi === null ? '' : `<ArticleId IdType="doi">${doi}</ArticleId>`,
    pmcid === null ? '' : `<ArticleId IdType="pmc">${pmcid}</ArticleId>`,
  ];
  const list = isTextOnly ? '' : `<ArticleIdList>${ids.join('')}</ArticleIdList>`;
  return `<Reference><Citation>${escaped(text)}</Citation>${list}</Reference>\n`;
}

const referenceList: Part = ({ works, index, random }) => {
  const list = works.references(index).map((cited) => referenceText(cited, random() < 0.05));
  return `<ReferenceList>\n${list.join('')}</ReferenceList>`;
};

const citesList: Part = ({ works, index }) =>
  works
    .references(index)
    .map(
      ({ pmid, text }) =>
        `<CommentsCorrections RefType="Cites"><RefSource>${escaped(text)}</RefSource><PMID Version="1">${pmid}</PMID></CommentsCorrections>\n`,
    )
    .join('');

/** A correction is of a work of its own, which no record describes. */
function correction(open: string): Part {
  return ({ works, index }) =>
    `${open}<RefSource>J Made Up Med. ${works.year(index) + 1}</RefSource><PMID Version="1">${60_000_001 + index}</PMID></CommentsCorrections>`;
}

const IDS: Readonly<Record<string, (writing: Writing) => string>> = {
  pubmed: ({ works, index }) => works.pmid(index),
  doi: ({ works, index }) => works.doi(index),
  pmc: ({ works, index }) => works.pmcid(index),
  pii: ({ index }) => `S${1_000_000 + index}`,
};

function plainSlot(element: string): Part {
  const { name, open, content, close } = cut(element);
  const around =
    (make: (writing: Writing) => string | number): Part =>
    (writing) =>
      `${open}${make(writing)}${close}`;
  switch (name) {
    case 'PMID':
      return around(({ works, index }) => works.pmid(index));
    case 'ArticleId':
    case 'ELocationID':
      return around(IDS[/Type="(\w+)"/.exec(open)?.[1] ?? ''] ?? (({ index }) => `X${index}`));
    case 'ArticleTitle': {
      const [before, after] = content.startsWith('[') ? ['[', '].'] : ['', '.'];
      return around(({ works, index }) => `${before}${escaped(works.title(index))}${after}`);
    }
    case 'VernacularTitle':
      return around(({ works, index }) => `${works.title(index, 'other')}.`);
    case 'AbstractText':
      return around(variedText(content));
    case 'Volume':
      return around(({ works, index }) => works.place(index).volume);
    case 'Issue':
      return around(({ works, index }) => works.place(index).issue);
    case 'StartPage':
      return around(({ works, index }) => works.place(index).first);
    case 'EndPage':
      return around(({ works, index }) => works.place(index).last);
    case 'MedlinePgn':
      return around(({ works, index }) => `${works.place(index).first}-${works.place(index).last}`);
    case 'Year':
      return around(({ works, index, version }) => works.year(index) + version);
    default:
      return around(({ works, index }) => content.replace(/\d{4}/g, String(works.year(index))));
  }
}

/** One slot of a record; of older references, which stand one by one, the first makes the list. */
function slot(element: string, isFirstCites: boolean): Part {
  if (element.startsWith('<Author')) return author(element);
  if (!element.startsWith('<CommentsCorrections')) return plainSlot(element);
  if (!element.includes('RefType="Cites"')) return correction(cut(element).open);
  return isFirstCites ? citesList : '';
}

function cutRecord(record: string): Template {
  const parts: Part[] = [];
  // Lists may stand in each other: from the first to the last there is one.
  const [from, to] = [record.indexOf('<ReferenceList'), record.lastIndexOf('</ReferenceList>') + '</ReferenceList>'.length];
  const isList = from !== -1 && !record.slice(from, to).startsWith('<ReferenceList/>');
  // Where both ways of giving references are used, one is enough.
  let hasCites = isList;
  const cutText = (text: string): void => {
    let at = 0;
    for (const match of text.matchAll(SLOT)) {
      const isCites = match[0].includes('RefType="Cites"');
      parts.push(text.slice(at, match.index), slot(match[0], isCites && !hasCites));
      hasCites ||= isCites;
      at = match.index + match[0].length;
    }
    parts.push(text.slice(at));
  };
  cutText(from === -1 ? record : record.slice(0, from));
  if (isList) parts.push(referenceList);
  if (from !== -1) cutText(record.slice(to));
  const [, listed = ''] = /<PubmedData>([\s\S]*)/.exec(from === -1 ? record : record.slice(0, from)) ?? [];
  const hasDoi = listed.includes('IdType="doi"') || /EIdType="doi"/.test(record);
  return { parts, hasDoi, hasPmcid: listed.includes('IdType="pmc"'), hasReferences: hasCites };
}

const isUsable = (record: string): boolean =>
  /<PMID[^>]*>\d+<\/PMID>/.test(record) && /<ArticleTitle[^>]*>(?!\[Not Available)[\s\S]{8,}?<\/ArticleTitle>/i.test(record);

/** The articles of a PubMed XML file, each cut into what stays and what is written anew. */
export function cutTemplates(xml: string): Template[] {
  return [...xml.matchAll(RECORD)]
    .map(([record]) => record)
    .filter(isUsable)
    .map(cutRecord);
}

/** Words of the texts of a file, for titles and abstracts: lower case, each once, in a fixed order. */
export function wordsOf(xml: string): string[] {
  const texts = xml.match(/<(AbstractText|ArticleTitle)[^>]*>[^<]*/g) ?? [];
  const words = texts.flatMap((text) => text.slice(text.indexOf('>')).match(/(?<![&\w])[a-z]{4,14}(?![\w;])/g) ?? []);
  return [...new Set(words)].sort();
}

export function writeRecord(template: Template, works: Works, index: number, version = 0): string {
  const nextOf = works.people.team(works.random(index, 5));
  let position = 0;
  const writing: Writing = {
    works,
    index,
    random: works.random(index, 9 + version),
    nextPerson: () => nextOf(position++),
    version,
  };
  let text = '';
  for (const part of template.parts) text += typeof part === 'string' ? part : part(writing);
  return text;
}
