import { badInput } from '../../errors.js';
import type { Filter, Range } from '../../store/filter.js';
import type { Kind } from '../../records.js';
import { countTerms, MAX_TERMS, MAX_TEXT_LENGTH, nameQuery, parseText, type TextQuery } from '../../store/text.js';

/**
 * What the filters of all nouns have in common: how a filter input becomes a condition of the store. Inside,
 * null is "no restriction".
 */

/** Each filter costs the store a part of one statement; real questions need a handful. */
export const MAX_FILTER_DEPTH = 8;
export const MAX_FILTERS = 100;
/** Entries of all lists of a filter together, such as the ids of `among`. */
export const MAX_ENTRIES = 1000;

/** The fields by which filters are nested, the same in every filter input. */
export interface Nested<Input> {
  any?: readonly Input[] | null;
  not?: Input | null;
}

/** Refuses filters that are nested too deeply or too many, before anything is looked up. */
export function checkSize<Input extends Nested<Input>>(input: Input): void {
  let filters = 0;
  let entries = 0;
  const count = (part: Input, depth: number): void => {
    filters += 1;
    if (depth > MAX_FILTER_DEPTH)
      throw badInput(`The filter is nested more than ${MAX_FILTER_DEPTH} deep by \`any\` and \`not\`.`);
    if (filters > MAX_FILTERS) throw badInput(`The filter has more than ${MAX_FILTERS} parts under \`any\` and \`not\`.`);
    for (const [name, value] of Object.entries(part)) if (name !== 'any' && Array.isArray(value)) entries += value.length;
    if (entries > MAX_ENTRIES)
      throw badInput(
        `The lists of the filter have ${entries} entries; at most ${MAX_ENTRIES} are allowed. Ask in several queries.`,
      );
    for (const inner of innerFilters(part)) count(inner, depth + 1);
  };
  count(input, 0);
}

export function innerFilters<Input extends Nested<Input>>(input: Input): Input[] {
  return [...(input.any ?? []), ...(input.not ? [input.not] : [])];
}

/** A filter input as a condition: its own fields by `leaves`, and what is nested in it. */
export async function condition<K extends Kind, Input extends Nested<Input>>(
  input: Input,
  leaves: (input: Input) => Promise<(Filter<K> | null)[]>,
): Promise<Filter<K> | null> {
  const inner = (part: Input) => condition<K, Input>(part, leaves);
  const [own, any, not] = await Promise.all([
    leaves(input),
    input.any ? Promise.all(input.any.map(inner)) : null,
    input.not ? inner(input.not) : undefined,
  ]);
  const parts = own.filter((part) => part !== null);
  if (any && !any.includes(null)) parts.push({ any: any as Filter<K>[] } as Filter<K>);
  if (not !== undefined) parts.push((not === null ? { any: [] } : { not }) as Filter<K>);
  return allOf(parts);
}

/** All of them together; null when there is none. */
export function allOf<K extends Kind>(parts: readonly Filter<K>[]): Filter<K> | null {
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : ({ all: [...parts] } as Filter<K>);
}

export function rangeOf(input: { from?: number | null; to?: number | null }): Range {
  return { from: input.from ?? null, to: input.to ?? null };
}

/** Reads a text in the language of `search`. `field` names it in the message. */
export function textQuery(field: string, text: string): TextQuery {
  return checkedText(field, text, parseText);
}

/** Reads a person's name. */
export function personQuery(field: string, name: string): TextQuery {
  return checkedText(field, name, nameQuery);
}

export function checkedText(field: string, text: string, read: (text: string) => TextQuery): TextQuery {
  const length = [...text].length;
  if (length > MAX_TEXT_LENGTH) {
    throw badInput(`\`${field}\` has ${length} characters; at most ${MAX_TEXT_LENGTH} are allowed. Shorten the text.`);
  }
  const query = read(text);
  const terms = countTerms(query);
  if (terms > MAX_TERMS) throw badInput(`\`${field}\` has ${terms} words; at most ${MAX_TERMS} are allowed. Leave some out.`);
  return query;
}
