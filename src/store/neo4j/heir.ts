import type { Heir } from '../store.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { refuse } from './errors.js';
import { runOver, sendOver } from './portions.js';
import type { Touched } from './touched.js';

/** What the one statement lays, another row of it does not see: those with an article in common go one after the other. */
function inTurns(heirs: readonly Heir[]): Heir[][] {
  const turns: Heir[][] = [];
  const next = new Map<string, number>();
  for (const heir of heirs) {
    const turn = Math.max(next.get(heir.from) ?? 0, next.get(heir.to) ?? 0);
    (turns[turn] ??= []).push(heir);
    for (const key of [heir.from, heir.to]) next.set(key, turn + 1);
  }
  return turns;
}

const LEAD = `UNWIND $input.rows AS row
${seek('a', 'Article', 'row.from')}
WITH a, row.to AS to
${seek('b', 'Article', 'to')}
MATCH (x)-[e:CITES]->(a) WHERE x <> b AND NOT EXISTS { (x)-[:CITES]->(b) }
CREATE (x)-[:CITES {position: e.position, source: e.source}]->(b)
DELETE e`;

const THERE = `UNWIND $input.rows AS key ${seek('n', 'Article', 'key')} RETURN key`;

/** Citations that are another article's from now on. The edges of articles that the batch writes are laid anew behind it. */
export async function leadToHeirs(run: Run, heirs: readonly Heir[], touched: Touched): Promise<void> {
  const others = heirs.filter(({ from, to }) => from !== to);
  const keys = [...new Set(heirs.map(({ to }) => to))].sort();
  const there = new Set((await runOver(run, THERE, keys)).map(({ key }) => key));
  const lost = heirs.find(({ to }) => !there.has(to));
  if (lost) throw refuse(`The heir ${lost.to} of ${lost.from} is neither in the store nor in the batch.`);
  for (const turn of inTurns(others)) sendOver(run, LEAD, turn);
  touched.add('Article', others.flatMap(({ from, to }) => [from, to])); // prettier-ignore
}
