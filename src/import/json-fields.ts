import { UnusableRecord, shown, type Warn } from './convert-record.js';
import { READ_LIMITS } from './format.js';
import { cleanText } from './input.js';

/**
 * Fields of JSON answers, each of which may be missing, null or of a wrong type. What has a wrong type is left
 * out with a warning that names the field; a missing one is no reason to warn.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of its own, not one that every object has. */
export function field(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function objectField(object: JsonObject, name: string, warn: Warn): JsonObject | null {
  const value = field(object, name);
  if (value === null || value === undefined) return null;
  if (isObject(value)) return value;
  warn(`the field ${name} is no object but ${shown(value)}; it is left out`);
  return null;
}

/** JSON can spell one half of a pair of surrogates (`\\ud800`), which is no character: it is taken out. */
export function wellFormed(text: string, warn: Warn): string {
  if (text.isWellFormed()) return text;
  warn('half a character (a lone surrogate) is taken out of a text');
  return text.replace(/\p{Cs}/gu, '');
}

/** Before anything is done with a text: what is too long is not even searched for markup. */
function checkLength(text: string, name: string): void {
  if (text.length <= READ_LIMITS.field) return;
  const [has, limit] = [text.length.toLocaleString('en'), READ_LIMITS.field.toLocaleString('en')];
  throw new UnusableRecord(`the field ${name} has ${has} characters, the limit is ${limit}`);
}

/** Text as the source has it, markup and all; numbers are taken as text. Null for an empty one. */
export function rawText(object: JsonObject, name: string, warn: Warn): string | null {
  const value = field(object, name);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') checkLength(value, name);
  if (typeof value === 'string') return value.trim() === '' ? null : wellFormed(value, warn);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  warn(`the field ${name} is no text but ${shown(value)}; it is left out`);
  return null;
}

export function textField(object: JsonObject, name: string, warn: Warn): string | null {
  const text = cleanText(rawText(object, name, warn) ?? '');
  return text === '' ? null : text;
}

/** A whole number from 0 on that is exact; digits as text are taken. Larger than 2^53 is left out, not rounded. */
export function countField(object: JsonObject, name: string, warn: Warn): number | null {
  const value = field(object, name);
  if (value === null || value === undefined || value === '') return null;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  warn(`the field ${name} is no count but ${shown(value)}; it is left out`);
  return null;
}

/** Items of a list; a single value is a list of one where `single` says so (XML turned to JSON). */
export function listField(object: JsonObject, name: string, warn: Warn, single = false): unknown[] {
  const value = field(object, name);
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value;
  if (single) return [value];
  warn(`the field ${name} is no list but ${shown(value)}; it is left out`);
  return [];
}

/** Objects of a list; what is none is counted in one warning. */
export function objectsField(object: JsonObject, name: string, warn: Warn, single = false): JsonObject[] {
  const items = listField(object, name, warn, single);
  const objects = items.filter(isObject);
  if (objects.length < items.length)
    warn(`the field ${name}: entries that are no objects are left out (${items.length - objects.length})`);
  return objects;
}

/** Texts of a list, cleaned, without empty ones. */
export function textsField(object: JsonObject, name: string, warn: Warn, single = false): string[] {
  const items = listField(object, name, warn, single).filter((item) => item !== null);
  const texts = items.filter((item): item is string => typeof item === 'string');
  if (texts.length < items.length)
    warn(`the field ${name}: entries that are no texts are left out (${items.length - texts.length})`);
  for (const text of texts) checkLength(text, name);
  return texts.map((text) => cleanText(wellFormed(text, warn))).filter((text) => text !== '');
}

/** True or false as JSON has it, or as `Y` and `Yes`. */
export function flagField(object: JsonObject, name: string): boolean | null {
  const value = field(object, name);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || !/^(?:y|yes|true|n|no|false)$/i.test(value)) return null;
  return /^[yt]/i.test(value);
}

/** The day of a time stamp: `2024-06-30T10:00:00` → `2024-06-30`. */
export function dayField(object: JsonObject, name: string): string | null {
  const value = field(object, name);
  return typeof value === 'string' ? (/^\d{4}-\d\d-\d\d(?!\d)/.exec(value)?.[0] ?? null) : null;
}
