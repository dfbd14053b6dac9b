import { countryCode, countryNamed } from '../affiliation/countries.js';
import { affiliationText, trimMarks } from './affiliation.js';
import { shown, type Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { findAll, partsText, without } from './jats-text.js';
import { elementText, textOrNull } from './markup.js';
import { parseName } from './person-name.js';
import { groupAuthor, personFromParts } from './person-parts.js';
import type { BibAuthor, BibRecord } from './record.js';
import { child, children, childrenOf, descend, type XmlElement } from './xml.js';

/** Authors of article-meta in their order. Affiliations stand apart and are pointed at by `<xref rid="…">`. */
export function readAuthors(record: BibRecord, meta: XmlElement, warn: Warn): void {
  const affiliations = new Map<string, Affiliation>();
  const all: Affiliation[] = [];
  for (const { aff, ids } of affiliationsOf(meta)) {
    const affiliation = readAffiliation(aff, warn);
    if (affiliation === null) continue;
    all.push(affiliation);
    for (const id of ids) affiliations.set(id, affiliation);
  }
  let isCut = false;
  const contributors = children(meta, 'contrib-group').flatMap((group) => childrenOf(group, ['contrib', 'on-behalf-of']));
  for (const contrib of contributors) {
    if (contrib.name === 'on-behalf-of') {
      addGroup(record, contrib);
      continue;
    }
    const role = contrib.attributes['contrib-type'] ?? 'author';
    if (role !== 'author' && role !== 'collab') continue;
    const author = readAuthor(contrib, affiliations, warn);
    if (author === null) {
      warn('an author without a name is left out');
      isCut = true;
    } else record.authors.push(author);
    for (const group of children(contrib, 'on-behalf-of')) addGroup(record, group);
  }
  if (record.authors.length > 0) record.authorsStatus = isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
  // One affiliation that nobody points at is that of all authors.
  const points = record.authors.some((author) => author.affiliations.length > 0);
  if (!points && all.length === 1) for (const author of record.authors) addAffiliation(author, all[0]!);
}

/** Each affiliation with the ids that point at it; of alternatives, which are one in several languages, the English or the first. */
function affiliationsOf(meta: XmlElement): { aff: XmlElement; ids: string[] }[] {
  const groups = findAll(meta, 'aff-alternatives').map((wrap) => ({ wrap, affs: findAll(wrap, 'aff') }));
  const alternatives = new Set(groups.flatMap(({ affs }) => affs));
  const idsOf = (elements: XmlElement[]): string[] => elements.flatMap(({ attributes }) => attributes['id'] ?? []);
  const single = findAll(meta, 'aff').filter((aff) => !alternatives.has(aff));
  return [
    ...single.map((aff) => ({ aff, ids: idsOf([aff]) })),
    ...groups.flatMap(({ wrap, affs }) => {
      const aff = affs.find((one) => one.attributes['xml:lang'] === 'en') ?? affs[0];
      return aff === undefined ? [] : [{ aff, ids: idsOf([wrap, ...affs]) }];
    }),
  ];
}

/** `on behalf of the TRIAL Investigators`: PubMed lists them as a collective author. */
function addGroup(record: BibRecord, element: XmlElement): void {
  const text = elementText(without(element, 'xref', 'fn', 'aff', 'email'));
  const name = trimMarks(text.replace(/^[\s,;(]*(?:(?:and )?on behalf of|for)\s+(?:the\s+)?/i, ''), ' ,;)');
  if (name !== '' && !record.authors.some((author) => author.nameAsWritten === name)) record.authors.push(groupAuthor(name));
}

interface Affiliation {
  text: string;
  institutions: BibAuthor['institutions'];
}

function addAffiliation(author: BibAuthor, { text, institutions }: Affiliation): void {
  author.affiliations.push(text);
  author.institutions.push(...institutions);
}

function readAffiliation(aff: XmlElement, warn: Warn): Affiliation | null {
  const parts = partsText(without(aff, 'label', 'sup', 'email', 'xref', 'institution-id'), ', ');
  const text = affiliationText(trimMarks(parts.replace(/^[\s,;]+/, ''), ' ,;'));
  if (text === null) return null;
  const place = findAll(aff, 'country')[0];
  const country = place ? (countryCode(place.attributes['country']) ?? countryNamed(elementText(place))) : null;
  const institutions = findAll(aff, 'institution-wrap').flatMap((wrap) => {
    const id = findAll(wrap, 'institution-id').find((one) => /^ror$/i.test(one.attributes['institution-id-type'] ?? ''));
    const ror = readId('ROR id', elementText(id), warn);
    if (ror === null) return [];
    const names = children(wrap, 'institution').filter((one) => !/^dep/i.test(one.attributes['content-type'] ?? ''));
    return [{ name: elementText(names[0]) || null, ror, country, affiliation: text }];
  });
  return { text, institutions };
}

function readAuthor(contrib: XmlElement, affiliations: ReadonlyMap<string, Affiliation>, warn: Warn): BibAuthor | null {
  const author = readName(contrib);
  if (author === null) return null;
  const ids = children(contrib, 'contrib-id').filter((id) => id.attributes['contrib-id-type'] === 'orcid');
  const uris = children(contrib, 'uri').filter((uri) => uri.attributes['content-type'] === 'orcid');
  author.orcid = readId('ORCID', elementText([...ids, ...uris][0]), warn);
  const links = children(contrib, 'xref');
  const isCorresponding =
    contrib.attributes['corresp'] === 'yes' || links.some((link) => link.attributes['ref-type'] === 'corresp');
  author.isCorresponding = isCorresponding ? true : null;
  author.equalContribution = contrib.attributes['equal-contrib'] === 'yes' ? true : null;
  const pointed = links
    .filter((link) => link.attributes['ref-type'] === 'aff')
    .flatMap((link) => (link.attributes['rid'] ?? '').split(/\s+/));
  for (const id of pointed) {
    const affiliation = affiliations.get(id);
    if (affiliation !== undefined) addAffiliation(author, affiliation);
    else if (id !== '') warn(`there is no affiliation with the id ${shown(id)}`);
  }
  for (const own of findAll(contrib, 'aff')) {
    const affiliation = readAffiliation(own, warn);
    if (affiliation !== null && !author.affiliations.includes(affiliation.text)) addAffiliation(author, affiliation);
  }
  return author;
}

/** `name`, one of its alternatives, `string-name`, or a group (`collab`), whose members are not its name. */
export function readName(parent: XmlElement): BibAuthor | null {
  const alternatives = child(parent, 'name-alternatives');
  const holder = alternatives ?? parent;
  const names = childrenOf(holder, ['name', 'string-name']);
  const name = names.find((one) => one.attributes['xml:lang'] === 'en') ?? names[0];
  if (name !== undefined) return personOf(name);
  const collab = child(parent, 'collab') ?? descend(parent, 'collab-alternatives', 'collab');
  const group = collab === undefined ? '' : elementText(without(collab, 'contrib-group', 'xref', 'fn', 'aff', 'email'));
  return group === '' ? null : groupAuthor(trimMarks(group, ' ,;'));
}

export function personOf(name: XmlElement): BibAuthor | null {
  const [family, given, suffix] = ['surname', 'given-names', 'suffix'].map((part) => textOrNull(child(name, part)));
  if (family) return personFromParts({ family, given, suffix });
  const whole = elementText(name);
  return whole === '' ? null : parseName(whole);
}
