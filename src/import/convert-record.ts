import { WORK_SCHEMES } from '../records.js';
import { READ_LIMITS, type Place, type ReadItem } from './format.js';
import { hasBrokenText } from './input.js';
import type { BibAuthor, BibRecord, BibReference, WorkIds } from './record.js';

/** Takes note of what was repaired or left out of a record that is kept. */
export type Warn = (message: string) => void;

/** A record that cannot be used; the message is the reason that the user reads. */
export class UnusableRecord extends Error {}

/** A value of the file in a message: short, texts in quotes. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  if (typeof value !== 'string') return text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`;
}

/**
 * Makes one record and says what became of it: the record with its warnings, or why it is refused.
 *
 * @param isSound whether it is known that no text is broken or above the limit, so that none needs to be looked at
 */
export function convertRecord(place: Place, make: (warn: Warn) => BibRecord, isSound = false): ReadItem[] {
  const convert = (warn: Warn): ReadItem => {
    const record = make(warn);
    checkRecord(record);
    if (record.references !== null) record.references = tidyReferences(record.references, record.ids, 'reference', warn);
    record.citedBy = tidyReferences(record.citedBy, record.ids, 'citing work', warn);
    warnSharedOrcids(record.authors, warn);
    return { kind: 'record', place, record };
  };
  return convertItem(place, convert, isSound);
}

/** A broken record can give cause for a warning a byte; its reader needs to know that, not each of them. */
const MOST_WARNINGS = 100;

/** Collects the warnings of one record; of very many the first ones and their number. */
export function warningsAt(place: Place): { warn: Warn; items: () => ReadItem[] } {
  const messages: string[] = [];
  let more = 0;
  const warn: Warn = (message) => {
    if (messages.length < MOST_WARNINGS) messages.push(message.slice(0, 1000));
    else more++;
  };
  const items = (): ReadItem[] => {
    const all = more === 0 ? messages : [...messages, `${more} more warnings about this record`];
    return all.map((message) => ({ kind: 'warning', place, message }));
  };
  return { warn, items };
}

/** The same for authority data, which are no works. */
export function convertItem(place: Place, make: (warn: Warn) => ReadItem, isSound = false): ReadItem[] {
  const { warn, items } = warningsAt(place);
  try {
    const item = make(warn);
    if (!isSound) checkTexts(item, 'record');
    return [item, ...items()];
  } catch (error) {
    if (!(error instanceof UnusableRecord)) throw error;
    return [{ kind: 'refused', place, reason: error.message.slice(0, 1000) }];
  }
}

export function hasIds(ids: WorkIds): boolean {
  return WORK_SCHEMES.some((scheme) => ids[scheme] !== null);
}

/** Refuses what has no identity and what is above a limit, with the figure. */
function checkRecord(record: BibRecord): void {
  if (!hasIds(record.ids) && record.title === null) {
    throw new UnusableRecord('the record has neither an identifier nor a title');
  }
  checkCount('authors', record.authors.length, READ_LIMITS.authors);
  checkCount('references', record.references?.length ?? 0, READ_LIMITS.references);
}

function checkCount(what: string, count: number, limit: number): void {
  if (count > limit) {
    throw new UnusableRecord(`the record has ${count.toLocaleString('en')} ${what}, the limit is ${limit.toLocaleString('en')}`);
  }
}

/** Refuses broken and overlong text in any field that would be kept. */
function checkTexts(value: unknown, name: string): void {
  if (typeof value === 'string') {
    if (hasBrokenText(value)) throw new UnusableRecord(`the field ${name} holds bytes that are no UTF-8: ${shown(value)}`);
    if (value.length <= READ_LIMITS.field) return;
    const [has, limit] = [value.length.toLocaleString('en'), READ_LIMITS.field.toLocaleString('en')];
    throw new UnusableRecord(`the field ${name} has ${has} characters, the limit is ${limit}`);
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) checkTexts(item, name);
  else for (const key in value) checkTexts((value as Record<string, unknown>)[key], key);
}

/** One entry for each cited work, at its first place in the list, and none for the work itself. */
function tidyReferences(list: BibReference[], own: WorkIds, what: string, warn: Warn): BibReference[] {
  if (list.length === 0) return list;
  const seen = WORK_SCHEMES.map(() => new Set<string>());
  let twice = 0;
  let self = 0;
  const kept = list.filter(({ ids }) => {
    if (WORK_SCHEMES.some((scheme) => ids[scheme] !== null && ids[scheme] === own[scheme])) return void self++;
    let isKnown = false;
    for (let i = 0; i < WORK_SCHEMES.length; i++) {
      const id = ids[WORK_SCHEMES[i]!];
      if (id === null) continue;
      if (seen[i]!.has(id)) isKnown = true;
      else seen[i]!.add(id);
    }
    if (isKnown) twice++;
    return !isKnown;
  });
  if (twice > 0) warn(`${twice} ${what}${twice === 1 ? ' is' : 's are'} listed more than once; the first place counts`);
  if (self > 0) warn(`the work is listed as its own ${what}; that entry is left out`);
  return kept;
}

function warnSharedOrcids(authors: BibAuthor[], warn: Warn): void {
  const holders = new Map<string, string>();
  for (const { orcid, nameAsWritten } of authors) {
    if (orcid === null) continue;
    const other = holders.get(orcid);
    if (other !== undefined)
      warn(`${shown(other)} and ${shown(nameAsWritten)} carry the same ORCID ${orcid}; one of them is wrong`);
    holders.set(orcid, nameAsWritten);
  }
}
