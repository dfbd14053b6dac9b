import { settledBatch } from '../batch.js';
import type { WriteBatch } from '../store.js';
import { Batch } from './batch.js';
import type { Session } from './connection.js';
import { dropAliases, setAliases } from './write-alias.js';
import { layEdges } from './write-edge.js';
import { addIdentifiers } from './write-identifier.js';
import { checkExpected, writeLedger } from './write-ledger.js';
import { putDocuments, putNodes } from './write-node.js';
import { finishRemoval, removeNodes } from './write-remove.js';

function writtenNodes({ articles = [], authors = [], journals = [], topics = [] }: WriteBatch) {
  return [
    ...articles.map(({ record }) => ({ kind: 'Article' as const, key: record.key })),
    ...authors.map(({ key }) => ({ kind: 'Author' as const, key })),
    ...journals.map(({ key }) => ({ kind: 'Journal' as const, key })),
    ...topics.map(({ key }) => ({ kind: 'Topic' as const, key })),
  ];
}

/** The order of the steps is the port's. */
function writeGraph(session: Session, wanted: WriteBatch): void {
  const batch = new Batch(session);
  removeNodes(batch, wanted);
  const unfinished = putNodes(batch, wanted);
  addIdentifiers(batch, unfinished);
  dropAliases(batch, writtenNodes(wanted));
  setAliases(batch, wanted.aliases ?? []);
  layEdges(batch, wanted);
  batch.degrees.apply(session);
  finishRemoval(batch);
  putDocuments(batch, unfinished);
}

/** Writes the batch, or throws and leaves everything as it was. */
export function write(session: Session, raw: WriteBatch): void {
  const { ledger, ...graph } = settledBatch(raw);
  const touchesGraph = Object.values(graph).some((list) => list.length > 0);
  session.transaction(() => {
    checkExpected(session, ledger);
    // Before the graph: the search index wants to be written last (see putDocuments).
    writeLedger(session, ledger);
    if (touchesGraph) writeGraph(session, graph);
    const step = session.prepare(
      'UPDATE meta SET data_version = data_version + 1, graph_version = graph_version + ?, changed_at = ?',
    );
    step.run(touchesGraph ? 1 : 0, new Date().toISOString());
  });
}
