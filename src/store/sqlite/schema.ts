import type Database from 'better-sqlite3';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { badSetting, databaseUnavailable, type CodedError } from '../../errors.js';
import { openDatabase } from './connection.js';
import { driverCode } from './errors.js';

/**
 * Layout of the file. Inside, nodes have integer ids; their keys are for the world. A node is a narrow row
 * with what is filtered and ordered, and a record (JSON) of its own that is read whole. Edges are tables
 * without row ids, one row for each pair of nodes, and a covering index for the other direction, in the
 * order in which lists are read most: newest first, with all that the edge has. So a page of a hub reads that page
 * only; what the page is ordered by (date and key of the article) is repeated on the edge and follows every write.
 *
 * A missing value is stored as the smallest one (-1, ''), so that "newest first, unknown last" is one
 * scan of an index.
 */
const FILE_NAME = 'graph.sqlite';
/** "MEDG": says that a file is one of ours. */
const APPLICATION_ID = 0x4d454447;
/** Grows with the layout, and when the rules of folding in fold.ts change, for their results are stored. */
export const SCHEMA_VERSION = 5;

/** What FTS5 gathers in memory before it writes a piece of an index: a batch makes one piece, not ten to be merged later. */
const SEARCH_MEMORY_BYTES = 8 * 1024 * 1024;

/** The documents themselves are not kept (`content = ''`): they are made from the records. */
const searchIndex = (noun: string): string => `
CREATE VIRTUAL TABLE ${noun}_search
  USING fts5 (label, names, body, content = '', contentless_delete = 1, tokenize = 'ascii');
INSERT INTO ${noun}_search (${noun}_search, rank) VALUES ('hashsize', ${SEARCH_MEMORY_BYTES});
`;

const LAYOUT = `
-- graph_version grows with writes that touch more than the ledger.
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1), data_version INTEGER NOT NULL, graph_version INTEGER NOT NULL, changed_at TEXT
) STRICT;
INSERT INTO meta VALUES (1, 0, 0, NULL);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title_key TEXT NOT NULL, article_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX journal_by_title ON journal (title_key, key);
CREATE INDEX journal_by_use ON journal (article_count, key);

CREATE TABLE author (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, has_orcid INTEGER NOT NULL, name_key TEXT NOT NULL,
  article_count INTEGER NOT NULL DEFAULT 0, first_year INTEGER NOT NULL DEFAULT -1, last_year INTEGER NOT NULL DEFAULT -1
) STRICT;
CREATE INDEX author_by_name ON author (name_key, key);
CREATE INDEX author_by_use ON author (article_count, key);

CREATE TABLE topic (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_key TEXT NOT NULL, has_mesh INTEGER NOT NULL,
  article_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX topic_by_name ON topic (name_key, key);
CREATE INDEX topic_by_use ON topic (article_count, key);

CREATE TABLE article (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
  -- yyyymmdd, -1 where unknown.
  date INTEGER NOT NULL,
  -- A blank and the sort key, '' without a title: a title without any word is not the same as none.
  title_key TEXT NOT NULL,
  journal INTEGER REFERENCES journal (id),
  authors_status TEXT NOT NULL, has_abstract INTEGER NOT NULL, has_reference_list INTEGER NOT NULL,
  has_authors INTEGER NOT NULL, has_topics INTEGER NOT NULL, is_retracted INTEGER NOT NULL,
  cited_by_count INTEGER NOT NULL DEFAULT 0, reference_count INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The status stands in each of these, for most lists leave stubs out.
CREATE INDEX article_by_date ON article (date, key, status);
CREATE INDEX article_by_title ON article (title_key, key, status);
CREATE INDEX article_by_citations ON article (cited_by_count, key, status);
CREATE INDEX article_by_references ON article (reference_count, key, status);
CREATE INDEX article_by_journal ON article (journal, date, key) WHERE journal IS NOT NULL;

-- record: as in packed-record.ts; text_hash: of the texts that the search document is made of, to leave alone one that stays.
-- Of an article the card alone (the first half of its text), with its counts once more: a list of works reads nothing but these rows.
CREATE TABLE article_record (
  id INTEGER PRIMARY KEY REFERENCES article (id), record TEXT NOT NULL, text_hash INTEGER NOT NULL,
  cited_by_count INTEGER NOT NULL, reference_count INTEGER NOT NULL
) STRICT;
CREATE TRIGGER article_counts AFTER UPDATE OF cited_by_count, reference_count ON article BEGIN
  UPDATE article_record SET cited_by_count = new.cited_by_count, reference_count = new.reference_count WHERE id = new.id;
END;
-- The second half.
CREATE TABLE article_lists (id INTEGER PRIMARY KEY REFERENCES article (id), lists TEXT NOT NULL) STRICT;
CREATE TABLE author_record (
  id INTEGER PRIMARY KEY REFERENCES author (id), record TEXT NOT NULL, text_hash INTEGER NOT NULL
) STRICT;
CREATE TABLE journal_record (
  id INTEGER PRIMARY KEY REFERENCES journal (id), record TEXT NOT NULL, text_hash INTEGER NOT NULL
) STRICT;
CREATE TABLE topic_record (
  id INTEGER PRIMARY KEY REFERENCES topic (id), record TEXT NOT NULL, text_hash INTEGER NOT NULL
) STRICT;
-- Only where there is something to keep.
CREATE TABLE article_detail (id INTEGER PRIMARY KEY REFERENCES article (id), details TEXT NOT NULL) STRICT;

${(['article', 'author', 'journal', 'topic'] as const).map(searchIndex).join('')}
-- Lists of provenance, kept once: a whole import has few different ones.
CREATE TABLE provenance (id INTEGER PRIMARY KEY, list TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE citation (
  citing INTEGER NOT NULL REFERENCES article (id), cited INTEGER NOT NULL REFERENCES article (id),
  -- -1 where no source gives the place.
  position INTEGER NOT NULL,
  date INTEGER NOT NULL, citing_key TEXT NOT NULL, provenance INTEGER NOT NULL REFERENCES provenance (id),
  PRIMARY KEY (citing, cited)
) WITHOUT ROWID, STRICT;
CREATE INDEX citation_by_cited ON citation (cited, date, citing_key, citing, position, provenance);

-- place: index in the article's record, where the rest of the edge stands.
CREATE TABLE authorship (
  article INTEGER NOT NULL REFERENCES article (id), author INTEGER NOT NULL REFERENCES author (id),
  position INTEGER NOT NULL, place INTEGER NOT NULL, date INTEGER NOT NULL, article_key TEXT NOT NULL,
  PRIMARY KEY (article, author)
) WITHOUT ROWID, STRICT;
CREATE INDEX authorship_by_author ON authorship (author, date, article_key, article, position, place);

CREATE TABLE about (
  article INTEGER NOT NULL REFERENCES article (id), topic INTEGER NOT NULL REFERENCES topic (id),
  place INTEGER NOT NULL, date INTEGER NOT NULL, article_key TEXT NOT NULL,
  PRIMARY KEY (article, topic)
) WITHOUT ROWID, STRICT;
CREATE INDEX about_by_topic ON about (topic, date, article_key, article, place);

CREATE TABLE article_type (
  article INTEGER NOT NULL REFERENCES article (id), type TEXT NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (article, type)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_type_by_name ON article_type (folded, article);

CREATE TABLE broader (
  narrower INTEGER NOT NULL REFERENCES topic (id), broader INTEGER NOT NULL REFERENCES topic (id),
  PRIMARY KEY (narrower, broader)
) WITHOUT ROWID, STRICT;
CREATE INDEX broader_by_broader ON broader (broader, narrower);

-- Schemes that name one node; the scheme says of which kind the node is. Which a node has is told by its record.
CREATE TABLE identifier (
  scheme TEXT NOT NULL, value TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (scheme, value)
) WITHOUT ROWID, STRICT;
-- Names, which several nodes may share.
CREATE TABLE shared_name (
  scheme TEXT NOT NULL, value TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (scheme, value, node)
) WITHOUT ROWID, STRICT;

-- target: as given; survivor: the end of the chain, so that a read takes one step.
CREATE TABLE alias (
  kind TEXT NOT NULL, key TEXT NOT NULL, target TEXT NOT NULL, survivor TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID, STRICT;
CREATE INDEX alias_by_target ON alias (kind, target);

-- tags: a JSON list, to check hits against and to find the row's entries in ledger_tag.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY, collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, tags TEXT NOT NULL,
  UNIQUE (collection, key)
) STRICT;
-- hash: of the collection and the tag (text-hash.ts).
CREATE TABLE ledger_tag (hash INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (hash, row)) WITHOUT ROWID, STRICT;
`;

function cannotUse(dataDir: string, reason: string): CodedError {
  return badSetting(`The data folder "${dataDir}" cannot be used: ${reason} Name another folder in DATA_DIR.`);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Step by step: Node's own recursive mkdir never ends where a folder takes no new ones and says ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it in between.
    if (!isFolder(folder)) throw error;
  }
}

function prepareFolder(dataDir: string, file: string): void {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const reasons: Record<string, string> = {
      EACCES: 'this user may not write there.',
      EPERM: 'this user may not write there.',
      EROFS: 'its disk may only be read.',
      ENOTDIR: 'a part of its path is a file.',
      EEXIST: 'it is a file.',
      ENOSPC: 'its disk is full.',
    };
    throw cannotUse(dataDir, reasons[(error as { code?: string }).code ?? ''] ?? 'it cannot be made.');
  }
}

function prepareLayout(db: Database.Database, dataDir: string): void {
  const number = (pragma: string) => db.pragma(pragma, { simple: true }) as number;
  const isEmpty = () => db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (isEmpty()) {
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
      throw cannotUse(dataDir, 'its disk cannot keep a write-ahead log, as network drives cannot.');
    // Looked at again under the lock: two processes may begin on one new folder.
    const make = () => {
      if (!isEmpty()) return;
      db.exec(LAYOUT);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    };
    db.transaction(make).immediate();
  }
  if (number('application_id') !== APPLICATION_ID) throw cannotUse(dataDir, `its ${FILE_NAME} is a database of another program.`);
  if (number('user_version') !== SCHEMA_VERSION)
    throw cannotUse(
      dataDir,
      `its ${FILE_NAME} has layout ${number('user_version')}, this program reads layout ${SCHEMA_VERSION}; use the release that wrote it.`,
    );
}

/** Whether a graph lies in a folder. */
export const isGraphIn = (dataDir: string): boolean => existsSync(resolve(dataDir, FILE_NAME));

/** Makes the folder and the file where they are missing, checks them, and answers the file's path. */
export function prepareFile(dataDir: string): string {
  // Absolute, for threads open it later, when the process may stand in another folder.
  const file = resolve(dataDir, FILE_NAME);
  prepareFolder(dataDir, file);
  let db: Database.Database | null = null;
  try {
    db = openDatabase(file, 'write');
    prepareLayout(db, dataDir);
    return file;
  } catch (error) {
    const code = driverCode(error);
    if (code === null) throw error;
    if (code === 'SQLITE_NOTADB') throw cannotUse(dataDir, `its ${FILE_NAME} is not a database.`);
    if (code.startsWith('SQLITE_BUSY'))
      throw databaseUnavailable(`The data folder "${dataDir}" is in use by another process that writes: wait for it.`, error);
    throw cannotUse(dataDir, `its ${FILE_NAME} cannot be opened.`);
  } finally {
    db?.close();
  }
}
