import { Batch } from './batch.js';
import type { Session } from './connection.js';
import type { PackedBatch } from './pack.js';
import { dropAliases, setAliases } from './write-alias.js';
import { layEdges, resolveEdges } from './write-edge.js';
import { leadToHeirs } from './write-heir.js';
import { addIdentifiers } from './write-identifier.js';
import { checkExpected, writeLedger } from './write-ledger.js';
import { beginNodes, putDocuments, putNodes } from './write-node.js';
import { finishRemoval, removeNodes } from './write-remove.js';

/** The order of the steps is the port's. */
function writeGraph(session: Session, wanted: PackedBatch): void {
  const batch = new Batch(session);
  removeNodes(batch, wanted);
  const nodes = beginNodes(batch, wanted.nodes);
  addIdentifiers(batch, nodes);
  // No alias leads away from a node that is there.
  dropAliases(batch, nodes.filter(({ isNew }) => isNew)); // prettier-ignore
  setAliases(batch, wanted.aliases);
  const edges = resolveEdges(batch, wanted.edges);
  putNodes(batch, nodes, edges);
  leadToHeirs(batch, wanted.heirs, edges);
  layEdges(batch, wanted.broader, edges);
  batch.degrees.apply(session);
  finishRemoval(batch);
  putDocuments(batch, nodes);
}

/** Writes the batch, or throws and leaves everything as it was. */
export function write(session: Session, wanted: PackedBatch): void {
  const { ledger, nodes, aliases, heirs, remove } = wanted;
  const touchesGraph = [nodes, aliases, heirs, remove].some((list) => list.length > 0);
  session.transaction(() => {
    checkExpected(session, ledger);
    // Before the graph: the search index wants to be written last (see putDocuments).
    writeLedger(session, ledger);
    if (touchesGraph) writeGraph(session, wanted);
    const step = session.prepare(
      'UPDATE meta SET data_version = data_version + 1, graph_version = graph_version + ?, changed_at = ?',
    );
    step.run(touchesGraph ? 1 : 0, new Date().toISOString());
  });
}
