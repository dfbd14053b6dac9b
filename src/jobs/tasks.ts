import { mergeAuthors, splitAuthor } from '../derive/author-decisions.js';
import { mergeWorks, refusePossible, splitWork, undoDecision } from '../derive/decisions.js';
import { undoImport, type Undone } from '../derive/undo.js';
import { textAsFile, uploadedFiles, type SourceFile } from '../import/files.js';
import type { ImportOptions, ImportReport } from '../import/report.js';
import { importFiles } from '../intake/run.js';
import { saveSearch } from '../ledger/saved-search.js';
import type { GraphStore } from '../store/store.js';
import type { SearchOutcome } from '../traverse/search-outcome.js';

/** What a task tells while it runs, and how it is stopped. */
export type TaskHooks = Pick<ImportOptions, 'onProgress' | 'onRefusal' | 'signal'>;

/** A file that was uploaded, and how much of it earlier parts of its job have taken in. */
export interface UploadTask {
  path: string;
  /** As its sender named it. */
  name: string;
  /** Null: look what it is. */
  format: string | null;
  /** Files (of a zip file) that are done. */
  filesDone: number;
  /** Records of the next file that are in, and the import that has them; 0 and null where it was not begun. */
  skip: number;
  continues: string | null;
}

export interface TextTask {
  name: string;
  format: string | null;
  content: string;
}

/**
 * Everything that the server does to the graph: each takes the store and plain data and answers plain data, so that it
 * can run in another process. Each takes the writer's lease by itself, and throws CONFLICT while another has it.
 */
export const TASKS = {
  importUpload(
    store: GraphStore,
    { path, name, format, filesDone, skip, continues }: UploadTask,
    hooks: TaskHooks,
  ): Promise<ImportReport> {
    return importFiles(store, from(uploadedFiles(name, path), filesDone), { ...hooks, ...chosen(format), skip, continues });
  },
  importText(store: GraphStore, { name, format, content }: TextTask, hooks: TaskHooks): Promise<ImportReport> {
    return importFiles(store, textAsFile(name, content), { ...hooks, ...chosen(format) });
  },
  undoImport: (store: GraphStore, { id }: { id: string }): Promise<Undone> => undoImport(store, id),
  mergeArticles: (store: GraphStore, { keys }: { keys: string[] }): Promise<string> => mergeWorks(store, keys),
  splitArticle: (store: GraphStore, { key, records }: { key: string; records: string[] }): Promise<string[]> =>
    splitWork(store, key, records),
  refusePossible: (store: GraphStore, { id }: { id: string }): Promise<void> => refusePossible(store, id),
  undoDecision: (store: GraphStore, { id }: { id: string }): Promise<void> => undoDecision(store, id),
  mergeAuthors: (store: GraphStore, { keys }: { keys: string[] }): Promise<string> => mergeAuthors(store, keys),
  splitAuthor: (store: GraphStore, { key, articles }: { key: string; articles: string[] }): Promise<string[]> =>
    splitAuthor(store, key, articles),
  saveCitationSearch: (store: GraphStore, { name, outcome }: { name: string; outcome: SearchOutcome }): Promise<string> =>
    saveSearch(store, name, outcome),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskArgs<N extends TaskName> = Parameters<(typeof TASKS)[N]>[1];
export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;

/** Runs a task, here or in a process of its own. */
export type RunTask = <N extends TaskName>(name: N, args: TaskArgs<N>, hooks?: TaskHooks) => Promise<TaskResult<N>>;

type AnyTask = (store: GraphStore, args: unknown, hooks: TaskHooks) => Promise<unknown>;

export function perform(store: GraphStore, name: TaskName, args: unknown, hooks: TaskHooks = {}): Promise<unknown> {
  return (TASKS[name] as AnyTask)(store, args, hooks);
}

/** In this process, on the store that it has open. */
export const inThisProcess = (store: GraphStore): RunTask =>
  ((name: TaskName, args: unknown, hooks?: TaskHooks) => perform(store, name, args, hooks)) as RunTask;

const chosen = (format: string | null): { format?: string } => (format === null ? {} : { format });

/** The files after the first ones. */
async function* from(files: AsyncIterable<SourceFile>, first: number): AsyncIterable<SourceFile> {
  let at = 0;
  for await (const file of files) if (at++ >= first) yield file;
}
