import { CodedError } from '../../errors.js';
import { KINDS, type AnyNode, type BriefArticle, type Kind, type StoredRecords } from '../../records.js';
import { CardReader } from '../card-reader.js';
import { readBrief } from '../packed-article.js';
import { COUNTS, unpackRecord } from '../packed-record.js';
import { kindToken } from './lucene.js';

/**
 * How a node becomes a record: the property `record` holds it whole as JSON, so that one read gives it with
 * its authorships; only the counts, which change with every citation, stand beside it. Of an article it is the first half of
 * the text, the card, and `lists` the second (packed-article.ts): much of what a page costs, here and there, is its length.
 *
 * Both cross as one text, numbers first: `12,3["doi:…`. The driver takes as long for each of these numbers as for a text.
 */

/** What to return of a node `n` of a known kind, with more numbers before its own. All are expressions; what is null is left out. An article may be brief. */
export function textOf(kind: Kind, numbers: readonly string[] = [], isBrief = false): string {
  const all = [...numbers, ...COUNTS[kind].map((property) => `n.${property}`)];
  return `${all.map((one) => `coalesce(toString(${one}), '')`).join(" + ',' + ")} + n.record${kind === 'Article' && !isBrief ? ' + n.lists' : ''}`;
}

/** What to return of a node `n` of any kind: the token of its kind, a space, and the same. */
export const NODE_TEXT = `n.textKind + ' ' + CASE n.textKind ${KINDS.map((kind) => `WHEN '${kindToken(kind)}' THEN ${textOf(kind)}`).join(' ')} END`;

const [COMMA, MINUS, ZERO, NINE] = [',', '-', '0', '9'].map((one) => one.charCodeAt(0)) as [number, number, number, number];

/** The numbers of a text, and its record, which begins with what is in no number. */
function parted(text: string): [numbers: (number | null)[], record: string] {
  const numbers: (number | null)[] = [];
  for (let from = 0, at = 0; ; at++) {
    const character = text.charCodeAt(at);
    if ((character >= ZERO && character <= NINE) || character === MINUS) continue;
    numbers.push(at === from ? null : exact(text.slice(from, at)));
    if (character !== COMMA) return [numbers, text.slice(at)];
    from = at + 1;
  }
}

/**
 * @param more numbers that the text has before those of the node
 * @param isBrief as the text was asked for
 */
export function decodeText<K extends Kind>(
  kind: K,
  text: string,
  more = 0,
  isBrief = false,
): { record: StoredRecords[K]; numbers: readonly (number | null)[] } {
  if (isBrief && kind === 'Article') return decodeBrief(text, more) as ReturnType<typeof decodeText<K>>;
  const [numbers, record] = parted(text);
  return { record: unpackRecord(kind, record, more === 0 ? numbers : numbers.slice(more)), numbers };
}

/** Read in one go, for there are hundreds of them. The bracket of the card stands behind the last number, where others have a comma. */
function decodeBrief(text: string, more: number): { record: BriefArticle; numbers: readonly (number | null)[] } {
  const reader = new CardReader(text, 0);
  const numbers = new Array<number | null>(more);
  for (let i = 0; i < more; i++) numbers[i] = reader.number();
  const [citedByCount, referenceCount] = [reader.number(), reader.number()];
  // Of one that is too large the digits are told.
  if (!isExact(citedByCount) || !isExact(referenceCount) || !numbers.every(isExact)) parted(text);
  const record = readBrief(reader, citedByCount ?? 0, referenceCount ?? 0);
  reader.checkEnd();
  return { numbers, record };
}

export function decodeNode(text: string): AnyNode {
  const at = text.indexOf(' ');
  const token = text.slice(0, at);
  const kind = KINDS.find((name) => kindToken(name) === token)!;
  return { kind, record: decodeText(kind, text.slice(at + 1)).record } as AnyNode;
}

/** An integer of the database as a number; one that a number cannot hold exactly is an error, never rounded. */
export function number(value: unknown): number | null {
  return typeof value === 'bigint' ? exact(value) : ((value as number | null | undefined) ?? null);
}

const isExact = (value: number | null): boolean => value === null || Number.isSafeInteger(value);

function exact(value: bigint | string): number {
  const number = Number(value);
  if (isExact(number)) return number;
  throw new CodedError('INTERNAL_SERVER_ERROR', `The number ${value} in Neo4j is too large to be exact.`);
}

export function count(value: unknown): number {
  return number(value) ?? 0;
}
