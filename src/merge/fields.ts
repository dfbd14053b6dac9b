import { mergeAuthors } from './authors.js';
import { FIELD_RULES, tells, type MergedField, type SourceRecord } from './precedence.js';

/** What the fields of a record are called in the API, where that differs. */
const SHOWN: Partial<Record<MergedField, string>> = {
  ids: 'identifiers', date: 'publicationDate', mesh: 'meshHeadings', statedReferences: 'referenceCount', reportedCitations: 'citationCount',
}; // prettier-ignore

/** Fields of the article that come from the record at this place; the records are in the order of precedence. */
export function fieldsFrom(records: readonly SourceRecord[], at: number): string[] {
  const { key, record } = records[at]!;
  const fields = Object.keys(FIELD_RULES) as MergedField[];
  return fields
    .filter((field) => {
      if (!tells(record, field)) return false;
      if (FIELD_RULES[field] === 'ALL') return true;
      if (FIELD_RULES[field] === 'FULLEST') return mergeAuthors(records).from === key;
      return records.slice(0, at).every((before) => !tells(before.record, field));
    })
    .map((field) => SHOWN[field] ?? field)
    .sort();
}
