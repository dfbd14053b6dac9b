import Database from 'better-sqlite3';
import { join } from 'node:path';
import { SHAPES } from '../shapes/index.js';
import { listen } from './http.js';

/** What somebody would write by hand for just these questions, over the file of our SQLite engine. Argument: its folder. */
const db = new Database(join(process.argv[2]!, 'graph.sqlite'), { readonly: true });
// The file mapped into memory, which our engine does without, and a cache of pages as large as its own.
db.pragma('mmap_size = 1073741824');
db.pragma('cache_size = -65536');

listen(new Map(SHAPES.map(({ name, sql }) => [name, sql(db)])));
