import { affiliationText } from './affiliation.js';
import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { elementText, textOrNull } from './markup.js';
import { groupAuthor, personFromParts } from './person-name.js';
import type { BibAuthor, BibRecord } from './record.js';
import { child, children, type XmlElement } from './xml.js';

/**
 * Authors of an article or a book, in the order of the document. Editors and investigators are no authors;
 * `ValidYN="N"` marks a spelling that a later one in the list replaces. `CompleteYN="N"` means that NLM cut the list.
 */
export function readAuthors(record: BibRecord, parent: XmlElement, warn: Warn): void {
  const lists = children(parent, 'AuthorList').filter((list) => list.attributes['Type'] !== 'editors');
  for (const list of lists) {
    for (const node of children(list, 'Author')) {
      const author = node.attributes['ValidYN'] === 'N' ? null : readAuthor(node, warn);
      if (author !== null) record.authors.push(author);
    }
  }
  if (record.authors.length === 0) return;
  record.authorsStatus = lists.some((list) => list.attributes['CompleteYN'] === 'N') ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
  // Before 1988 to 2013 only the first author's affiliation was kept, and in the article.
  const first = affiliationText(elementText(child(parent, 'Affiliation')));
  if (first !== null && record.authors[0]!.affiliations.length === 0) record.authors[0]!.affiliations.push(first);
}

function readAuthor(node: XmlElement, warn: Warn): BibAuthor | null {
  const group = textOrNull(child(node, 'CollectiveName'));
  const [family, given, initials, suffix] = ['LastName', 'ForeName', 'Initials', 'Suffix'].map((name) =>
    textOrNull(child(node, name)),
  );
  if (group === null && !family && !given) {
    warn('an author without a name is left out');
    return null;
  }
  const author = group !== null ? groupAuthor(group) : personFromParts({ family: family ?? null, given, initials, suffix });
  const orcid = children(node, 'Identifier').find((id) => id.attributes['Source'] === 'ORCID');
  author.orcid = readId('ORCID', elementText(orcid), warn);
  author.equalContribution = node.attributes['EqualContrib'] === 'Y' ? true : null;
  const infos = children(node, 'AffiliationInfo').map((info) => child(info, 'Affiliation'));
  for (const element of [...infos, ...children(node, 'Affiliation')]) {
    const text = affiliationText(elementText(element));
    if (text !== null) author.affiliations.push(text);
  }
  return author;
}
