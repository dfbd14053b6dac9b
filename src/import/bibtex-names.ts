import { personFromParts } from './person-parts.js';
import type { BibAuthor } from './record.js';

/** Names between the `and`s that are outside of braces. */
export function splitNames(list: string): string[] {
  const value = list.replace(/\s+/g, ' ');
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of value.matchAll(/[{}]|\\.| and(?= )/gi)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}') depth--;
    else if (depth === 0 && !match[0].startsWith('\\')) {
      names.push(value.slice(start, match.index));
      start = match.index + match[0].length;
    }
  }
  return [...names, value.slice(start)].map((name) => name.trim()).filter((name) => name !== '');
}

/** BibLaTeX's own form: `given=Hans, family=Bach, prefix=von, useprefix=true`; null where the name is in another one. */
export function namedParts(name: string): BibAuthor | null {
  if (!/^(?:family|given|prefix|suffix)(?:-i)?\s*=/i.test(name)) return null;
  const parts = new Map(
    [...name.matchAll(/(?:^|,)\s*([a-z-]+)\s*=\s*("[^"]*"|[^,]*)/gi)].map((match) => [match[1]!.toLowerCase(), match[2]!.replace(/^"|"$/g, '').trim()]), // prettier-ignore
  );
  const family = [parts.get('prefix'), parts.get('family')].filter((part) => part !== undefined).join(' ');
  return personFromParts({ family, given: parts.get('given'), initials: parts.get('given-i'), suffix: parts.get('suffix') });
}

/** Whether one pair of braces holds the whole name, which marks an organisation: `{Barnes and Noble}`, not `{\'E}lodie {M}`. */
export function isBraced(name: string): boolean {
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    if (name[i] === '{') depth++;
    else if (name[i] === '}') depth--;
    if (depth === 0) return i > 0 && i === name.length - 1;
  }
  return false;
}
