import { withoutAddresses } from './affiliation.js';
import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { elementText, textOrNull } from './markup.js';
import { groupAuthor, personFromParts } from './person-parts.js';
import type { BibAuthor, BibRecord } from './record.js';
import { child, children, type XmlElement } from './xml.js';

/**
 * Authors of an article or a book, in the order of the document. Editors and investigators are no authors;
 * `ValidYN="N"` marks a spelling that a later one in the list replaces. `CompleteYN="N"` means that NLM cut the list.
 */
export function readAuthors(record: BibRecord, parent: XmlElement, warn: Warn): void {
  const lists = children(parent, 'AuthorList').filter((list) => list.attributes['Type'] !== 'editors');
  let isCut = lists.some((list) => list.attributes['CompleteYN'] === 'N');
  for (const list of lists) {
    for (const node of children(list, 'Author')) {
      if (node.attributes['ValidYN'] === 'N') continue;
      const author = readAuthor(node, warn);
      if (author === null) isCut = true;
      else record.authors.push(author);
    }
  }
  if (record.authors.length === 0) return;
  record.authorsStatus = isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
  // Before 1988 to 2013 only the first author's affiliation was kept, and in the article.
  const first = withoutAddresses(elementText(child(parent, 'Affiliation')));
  if (first !== null && record.authors[0]!.affiliations.length === 0) record.authors[0]!.affiliations.push(first);
}

function readAuthor(node: XmlElement, warn: Warn): BibAuthor | null {
  const group = textOrNull(child(node, 'CollectiveName'));
  const family = textOrNull(child(node, 'LastName'));
  const given = textOrNull(child(node, 'ForeName'));
  if (group === null && family === null && given === null) {
    warn('an author without a name is left out');
    return null;
  }
  const [initials, suffix] = [textOrNull(child(node, 'Initials')), textOrNull(child(node, 'Suffix'))];
  const author = group !== null ? groupAuthor(group) : personFromParts({ family, given, initials, suffix });
  const orcid = children(node, 'Identifier').find((id) => id.attributes['Source'] === 'ORCID');
  if (orcid !== undefined) author.orcid = readId('ORCID', elementText(orcid), warn);
  if (node.attributes['EqualContrib'] === 'Y') author.equalContribution = true;
  for (const info of children(node, 'AffiliationInfo')) {
    const affiliation = addAffiliation(author, child(info, 'Affiliation'));
    // GRID has ended, and ISNIs are also of people: ROR ids alone are kept.
    for (const id of children(info, 'Identifier').filter(({ attributes }) => attributes['Source'] === 'ROR')) {
      const ror = readId('ROR id', elementText(id), warn);
      if (ror !== null) author.institutions.push({ name: null, ror, country: null, affiliation });
    }
  }
  for (const affiliation of children(node, 'Affiliation')) addAffiliation(author, affiliation);
  return author;
}

function addAffiliation(author: BibAuthor, element: XmlElement | undefined): string | null {
  const text = withoutAddresses(elementText(element));
  if (text !== null) author.affiliations.push(text);
  return text;
}
