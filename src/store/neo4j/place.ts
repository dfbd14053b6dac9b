import type { Kind } from '../../records.js';
import { ORDER_FIELDS, type Order, type Place } from '../page.js';

/**
 * Orders as strings. For each field a node has one stored string that holds the sort value and the key, so
 * that an order with nulls last and ties by key is one comparison of one indexed property, in both
 * directions: `v` + value + tab + key; a node without the value has `z` + key (after all values) for ASC and
 * `n` + key (before all values, so last) for DESC.
 */
const DIGITS = 16;

/**
 * The same text in an order that Neo4j has but one of. It compares what it has stored by code points, but
 * parameters and what it has put together by UTF-16 units, and the two differ beyond U+D7FF: characters from
 * there on are written as U+D7FF (which is none) and their code point in four digits of base 36: short, for an
 * entry of an index holds 8 kB.
 */
export function orderedText(text: string): string {
  return text.replace(/[\u{D7FF}-\u{10FFFF}]/gu, (c) => `\uD7FF${c.codePointAt(0)!.toString(36).padStart(4, '0')}`);
}

/** The text that `orderedText` was given. */
export function unorderedText(text: string): string {
  return text.replace(/\uD7FF([0-9a-z]{4})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 36)));
}

/** Numbers as text of one length; no value of ours is negative, so a bound below 0 is 0. */
function padded(value: number): string {
  return String(Math.min(Math.max(value, 0), Number.MAX_SAFE_INTEGER)).padStart(DIGITS, '0');
}

const encoded = (value: number | string) => `v${typeof value === 'number' ? padded(value) : orderedText(value)}`;

export function placeText({ value, key }: Place, direction: Order['direction']): string {
  const keyText = orderedText(key);
  if (value === null) return `${direction === 'ASC' ? 'z' : 'n'}${keyText}`;
  return `${encoded(value)}\t${keyText}`;
}

/** Bounds of the place strings of all numbers from `from` to `to`, both among them. */
export function placesFrom(from: number): string {
  return encoded(from);
}
export function placesTo(to: number): string {
  return `${encoded(to)}\n`; // a line feed comes right after the tab
}

/** Fields that a node may lack; these need a string for each direction. */
const NULLABLE: readonly string[] = ['date', 'title', 'firstYear', 'lastYear'];
const NULLABLE_OF: { [K in Kind]: readonly string[] } = {
  Article: NULLABLE,
  Author: NULLABLE,
  Journal: [],
  Topic: [],
};

/** Name of the property with the place strings: `byDateDesc`, `byName`. */
export function placeProperty(kind: Kind, field: string, direction: Order['direction']): string {
  const name = `by${field[0]!.toUpperCase()}${field.slice(1)}`;
  return NULLABLE_OF[kind].includes(field) ? `${name}${direction === 'ASC' ? 'Asc' : 'Desc'}` : name;
}

/** All place properties of a kind: each has an index. */
export function placeProperties(kind: Kind): string[] {
  return [
    ...new Set(ORDER_FIELDS[kind].flatMap((field) => [placeProperty(kind, field, 'ASC'), placeProperty(kind, field, 'DESC')])),
  ];
}

/** Place properties of sort values that are known when the node is written. */
export function placesOf(kind: Kind, field: string, place: Place): Record<string, string> {
  return {
    [placeProperty(kind, field, 'ASC')]: placeText(place, 'ASC'),
    [placeProperty(kind, field, 'DESC')]: placeText(place, 'DESC'),
  };
}

/** The place string of a node `n` as a Cypher expression, for numbers that the database counts. `value` is an expression. */
export function numberPlace(value: string, direction: Order['direction']): string {
  const text = `toString(${value})`;
  const zeros = `substring('${'0'.repeat(DIGITS)}', size(${text}))`;
  const missing = `'${direction === 'ASC' ? 'z' : 'n'}' + n.keyText`;
  return `coalesce('v' + ${zeros} + ${text} + '\\t' + n.keyText, ${missing})`;
}

/**
 * The number in a place string, as text of one length, '' where there is none: for orders in which ties by key do not turn
 * round with the direction. `place` is an expression.
 */
export function numberOfPlace(place: string): string {
  return `CASE WHEN ${place} STARTS WITH 'v' THEN left(${place}, ${DIGITS + 1}) ELSE '' END`;
}

/** The same as a number (a float, see scan-citations.ts), -1 where there is none. */
export function dateOfPlace(place: string): string {
  return `CASE WHEN ${place} STARTS WITH 'v' THEN toFloat(substring(${place}, 1, ${DIGITS})) ELSE -1.0 END`;
}
