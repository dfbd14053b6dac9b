import type { Kind } from '../../records.js';
import type { WriteBatch } from '../store.js';
import { refusal, type Batch } from './batch.js';

/**
 * Keys that lead to a survivor. Each is stored with the target that was given, from which chains are
 * followed anew when one of their links changes, and with the end of its chain, which reads use.
 */

interface Link {
  kind: Kind;
  key: string;
}

/** The link itself and all that lead to it, whether or not it is an alias. */
function leadingTo(batch: Batch, { kind, key }: Link): string[] {
  const sources = batch.session.prepare<{ key: string }>('SELECT key FROM alias WHERE kind = ? AND target = ?');
  const found = new Set([key]);
  for (const at of found) for (const row of sources.all(kind, at)) found.add(row.key);
  return [...found];
}

function followChain(batch: Batch, { kind, key }: Link): string {
  const next = batch.session.prepare<{ target: string }>('SELECT target FROM alias WHERE kind = ? AND key = ?');
  const seen = new Set<string>();
  let at = key;
  for (let link = next.get(kind, at); link && !seen.has(at); link = next.get(kind, at)) {
    seen.add(at);
    at = link.target;
  }
  return at;
}

function followAnew(batch: Batch, changed: readonly Link[]): void {
  const update = batch.session.prepare('UPDATE alias SET survivor = ? WHERE kind = ? AND key = ?');
  for (const link of changed)
    for (const key of leadingTo(batch, link)) update.run(followChain(batch, { kind: link.kind, key }), link.kind, key);
}

/** A node that is written under a merged key stands for itself again. */
export function dropAliases(batch: Batch, nodes: readonly Link[]): void {
  if (batch.session.prepare('SELECT 1 FROM alias LIMIT 1').get() === undefined) return;
  const drop = batch.session.prepare('DELETE FROM alias WHERE kind = ? AND key = ?');
  followAnew(
    batch,
    nodes.filter(({ kind, key }) => drop.run(kind, key).changes > 0),
  );
}

export function setAliases(batch: Batch, aliases: NonNullable<WriteBatch['aliases']>): void {
  const set = batch.session.prepare(`INSERT INTO alias (kind, key, target, survivor) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, key) DO UPDATE SET target = excluded.target`);
  for (const { kind, from, to } of aliases) {
    if (batch.id(kind, from) !== null)
      throw refusal(`The alias ${from} is the key of a ${kind} that is there: remove that in the batch that merges it.`);
    set.run(kind, from, to, to);
  }
  followAnew(
    batch,
    aliases.map(({ kind, from }) => ({ kind, key: from })),
  );
  for (const { kind, from, to } of aliases) batch.needed(kind, to, `The alias ${from}`);
}
