import { settledBatch } from '../batch.js';
import type { WriteBatch } from '../store.js';
import { Batch } from './batch.js';
import type { Session } from './connection.js';
import { dropAliases, setAliases } from './write-alias.js';
import { layEdges } from './write-edge.js';
import { addIdentifiers } from './write-identifier.js';
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

/** Writes the batch, or throws and leaves everything as it was. The order of the steps is the port's. */
export function write(session: Session, raw: WriteBatch): void {
  const wanted = settledBatch(raw);
  session.transaction(() => {
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
    session.prepare('UPDATE meta SET data_version = data_version + 1, changed_at = ?').run(new Date().toISOString());
  });
}
