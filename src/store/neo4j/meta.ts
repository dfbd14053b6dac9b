import { badSetting } from '../../errors.js';
import type { Connection, Run } from './connection.js';
import { int, seek } from './cypher.js';
import { number } from './record.js';

/** The one node `Meta`: what is known of the graph as a whole, and the lock that writers pass one after the other. */

/** Grows when stored properties mean something else than before. */
const LAYOUT = 5;

/** Batches remembered as written: more than can be written while a driver tries one of them again. */
const REMEMBERED = 100;

// The first SET takes the lock; only then is the list of batches read.
const BEGIN = `MERGE (m:Meta {id: $input.id})
SET m.lastChangedAt = $input.now
WITH m, coalesce(m.batches, []) AS batches
WITH m, batches, $input.batch IN batches AS isWritten
SET m.graphVersion = coalesce(m.graphVersion, m.dataVersion, 0) + CASE WHEN isWritten THEN 0 ELSE $input.graphSteps END,
  m.layout = $input.layout, m.dataVersion = coalesce(m.dataVersion, 0) + CASE WHEN isWritten THEN 0 ELSE 1 END,
  m.batches = CASE WHEN isWritten THEN batches ELSE [$input.batch] + batches[..$input.others] END
RETURN isWritten, coalesce(batches[0], '') AS before`;

/** Names the batch that was written last, by whichever process; the empty text before the first one. */
export const LAST_BATCH = `OPTIONAL ${seek('meta', 'Meta', '1')}
RETURN coalesce(meta.batches[0], '') AS last`;

/**
 * Begins to write a batch: nobody else writes until the transaction ends. Answers whether the batch has been written:
 * the driver runs a transaction again when the answer to its commit was lost. `batch` names it among all batches;
 * `touchesGraph` says whether it has more than rows of the ledger. `before` is the batch before it.
 */
export async function begin(run: Run, batch: string, touchesGraph: boolean): Promise<{ isWritten: boolean; before: string }> {
  const now = new Date().toISOString();
  const graphSteps = int(touchesGraph ? 1 : 0);
  const [row] = await run(BEGIN, { id: int(1), now, batch, graphSteps, layout: int(LAYOUT), others: int(REMEMBERED - 1) });
  return { isWritten: row!.isWritten as boolean, before: row!.before as string };
}

/** Throws BAD_SETTING for a graph that another release wrote. */
export async function checkLayout(connection: Connection): Promise<void> {
  const [meta] = await connection.read('MATCH (m:Meta {id: $input.id}) RETURN coalesce(m.layout, 1) AS layout', { id: int(1) });
  if (!meta || number(meta.layout) === LAYOUT) return;
  throw badSetting(
    `NEO4J_URI leads to a graph of layout ${meta.layout}, this program reads layout ${LAYOUT}: use the release that wrote it, or an empty database.`,
  );
}
