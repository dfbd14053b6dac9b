import { countryNamed } from '../affiliation/countries.js';
import { affiliationText } from './affiliation.js';
import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { field, objectsField, textField, textsField, type JsonObject } from './json-fields.js';
import { parseName } from './person-name.js';
import { groupAuthor, personFromParts } from './person-parts.js';
import type { BibAuthor, BibRecord } from './record.js';

/**
 * Authors as CSL-JSON and Crossref have them: family, given, suffix and particles, or one name (`literal`, `name`)
 * for a group. An author with nothing but a family name stays a person.
 */
export function readNames(parent: JsonObject, name: string, warn: Warn): Pick<BibRecord, 'authors' | 'authorsStatus'> {
  const authors: BibAuthor[] = [];
  let isCut = false;
  for (const entry of objectsField(parent, name, warn)) {
    const author = readName(entry, warn);
    if (author === null) {
      warn('an author without a name is left out');
      isCut = true;
    } else if (/^(?:et\.? al\.?|(?:and )?others)$/i.test(author.nameAsWritten)) isCut = true;
    else authors.push(author);
  }
  return { authors, authorsStatus: authors.length === 0 ? 'NOT_LISTED' : isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE' };
}

function readName(entry: JsonObject, warn: Warn): BibAuthor | null {
  const text = (key: string): string | null => textField(entry, key, warn);
  const whole = text('literal') ?? text('name');
  const [family, given, suffix] = [text('family'), text('given'), text('suffix')];
  if (whole === null && family === null && given === null) return null;
  const author = family === null && given === null ? groupOrPerson(entry, whole!) : personOf(entry, warn, family, given, suffix);
  author.orcid = readId('ORCID', field(entry, 'ORCID'), warn);
  for (const item of objectsField(entry, 'affiliation', warn)) {
    const affiliation = affiliationText(textField(item, 'name', warn) ?? '');
    if (affiliation !== null) author.affiliations.push(affiliation);
    const ids = objectsField(item, 'id', warn).filter((id) => /^ror$/i.test(textField(id, 'id-type', warn) ?? ''));
    for (const id of ids) {
      const ror = readId('ROR id', field(id, 'id'), warn);
      if (ror !== null) author.institutions.push({ name: null, ror, country: countryOfPlace(item, warn), affiliation });
    }
  }
  return author;
}

/** `place` is a list of texts such as `Leeds, UK`, whose last part may be the country. */
function countryOfPlace(affiliation: JsonObject, warn: Warn): string | null {
  const places = textsField(affiliation, 'place', warn, true);
  return places.map((place) => countryNamed(place.split(',').at(-1)!)).find((code) => code !== null) ?? null;
}

/** Crossref's `name` is always a group; CSL's `literal` may be a person that no one took apart. */
function groupOrPerson(entry: JsonObject, whole: string): BibAuthor {
  return field(entry, 'literal') === undefined ? groupAuthor(whole) : parseName(whole);
}

function personOf(entry: JsonObject, warn: Warn, family: string | null, given: string | null, suffix: string | null): BibAuthor {
  const particles = ['dropping-particle', 'non-dropping-particle'].map((key) => textField(entry, key, warn));
  const whole = [...particles, family].filter((part) => part !== null).join(' ');
  const asWritten = [given, whole, suffix].filter((part) => part !== null && part !== '').join(' ');
  return personFromParts({ family: whole === '' ? null : whole, given, suffix }, asWritten);
}
