import { MAX_LENGTH } from './pasted-text.js';
import { KINDS, type Kind } from './records.js';

/** Global ids: one opaque name for each node of the graph and for each entry of the ledger that is a node of the API. */

/** Entries of the ledger that have a global id besides the nodes of the graph. */
export const LEDGER_KINDS = ['Import', 'PossibleDuplicate', 'Decision'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** Opaque, the same for the same node on every engine: base64url of `Kind:key`. */
export function toGlobalId(kind: Kind | LedgerKind, key: string): string {
  return Buffer.from(`${kind}:${key}`, 'utf8').toString('base64url');
}

export const fromGlobalId = (id: string): { kind: Kind; key: string } | null => readGlobalId(id, KINDS);

/** Ids of entries of the ledger are none of nodes: `identify` and all filters pass them over. */
export const fromLedgerId = (id: string): { kind: LedgerKind; key: string } | null => readGlobalId(id, LEDGER_KINDS);

const IS_BARE = /^[\w-]+$/;

function readGlobalId<K extends string>(id: string, kinds: readonly K[]): { kind: K; key: string } | null {
  const bare = IS_BARE.test(id) ? id : id.replace(/\s+/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (bare.length > MAX_LENGTH || !IS_BARE.test(bare)) return null;
  const bytes = Buffer.from(bare, 'base64url');
  const text = bytes.toString('utf8');
  const kind = kinds.find((name) => text.startsWith(`${name}:`));
  if (!kind || Buffer.from(text, 'utf8').toString('base64url') !== bare) return null;
  const key = text.slice(kind.length + 1);
  return key === '' || /[\p{Cc}]/u.test(key) ? null : { kind, key };
}

/** Whether a text begins as the id of a node does. */
const ALIKE = KINDS.map((kind) => toGlobalId(kind, '').slice(0, Math.floor(((kind.length + 1) * 8) / 6)));
export const isGlobalIdAlike = (text: string): boolean => ALIKE.some((begin) => text.startsWith(begin));

export function normalizeGlobalId(text: string): string | null {
  const named = fromGlobalId(text);
  return named && toGlobalId(named.kind, named.key);
}
