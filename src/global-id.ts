import { MAX_LENGTH } from './pasted-text.js';
import { KINDS, type Kind } from './records.js';

/** Global ids: one opaque name for each node of the graph and for each entry of the ledger that is a node of the API. */

/** Entries of the ledger that have a global id besides the nodes of the graph. */
export const LEDGER_KINDS = ['Import', 'PossibleDuplicate', 'Decision'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];
export const isLedgerKind = (kind: AnyKind): kind is LedgerKind => (LEDGER_KINDS as readonly AnyKind[]).includes(kind);

/** Opaque, the same for the same node on every engine: base64url of `Kind:key`. */
export const toGlobalId = (kind: Kind | LedgerKind, key: string): string => recoded(`${kind}:${key}`, 'utf8', 'base64url');

/** An answer has hundreds of ids, and a buffer of its own for each takes longer than what is done with it. */
const scratch = Buffer.alloc(4 * MAX_LENGTH);
/** Bytes of a character of JavaScript at most, in any encoding used here. */
const WIDEST = 3;

function recoded(text: string, from: BufferEncoding, to: BufferEncoding): string {
  if (WIDEST * text.length > scratch.length) return Buffer.from(text, from).toString(to);
  return scratch.toString(to, 0, scratch.write(text, from));
}

export type AnyKind = Kind | LedgerKind;

/** Of a node of the graph or an entry of the ledger. */
export const fromAnyGlobalId = (id: string): { kind: AnyKind; key: string } | null => readGlobalId(id);

export const fromGlobalId = (id: string): { kind: Kind; key: string } | null => ofKinds(readGlobalId(id), KINDS);

/** Ids of entries of the ledger are none of nodes: `identify` and all filters pass them over. */
export const fromLedgerId = (id: string): { kind: LedgerKind; key: string } | null => ofKinds(readGlobalId(id), LEDGER_KINDS);

const IS_BARE = /^[\w-]+$/;

interface Named {
  kind: AnyKind;
  key: string;
  /** As this program writes it. */
  id: string;
}

const isKind = (text: string): text is AnyKind =>
  (KINDS as readonly string[]).includes(text) || (LEDGER_KINDS as readonly string[]).includes(text);

function readGlobalId(given: string): Named | null {
  const id = IS_BARE.test(given) ? given : given.replace(/\s+/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (id.length > MAX_LENGTH || !IS_BARE.test(id)) return null;
  const text = recoded(id, 'base64url', 'utf8');
  const at = text.indexOf(':');
  const kind = text.slice(0, Math.max(at, 0));
  if (!isKind(kind)) return null;
  // Another spelling of the same bytes, or bytes that are no text.
  if (recoded(text, 'utf8', 'base64url') !== id) return null;
  const key = text.slice(at + 1);
  return key === '' || /[\p{Cc}]/u.test(key) ? null : { kind, key, id };
}

function ofKinds<K extends AnyKind>(named: Named | null, kinds: readonly K[]): { kind: K; key: string } | null {
  return named && (kinds as readonly AnyKind[]).includes(named.kind) ? { kind: named.kind as K, key: named.key } : null;
}

/** Whether a text begins as the id of a node does. */
const ALIKE = KINDS.map((kind) => toGlobalId(kind, '').slice(0, Math.floor(((kind.length + 1) * 8) / 6)));
export const isGlobalIdAlike = (text: string): boolean => ALIKE.some((begin) => text.startsWith(begin));

export function normalizeGlobalId(text: string): string | null {
  const named = readGlobalId(text);
  return ofKinds(named, KINDS) && named!.id;
}
