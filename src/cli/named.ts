import { badInput } from '../errors.js';
import { SCHEME_OF } from '../id-schemes.js';
import { fromGlobalId } from '../global-id.js';
import { identify, type Identifier } from '../ids.js';
import type { Kind, StoredArticle, StoredRecords } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { clipped, shown } from './text.js';

/** Nodes that people name on the command line: by key, by an identifier in any spelling, or by the id of the API. */

const FORMS: Partial<Record<Kind, string>> = {
  Article: 'a key (`pmid:33349761`), a PMID, DOI or PMCID, or the id of an article in the API',
  Author: 'a key, an ORCID iD, or the id of an author in the API',
};

/** Keys in the order of the texts. Throws BAD_USER_INPUT that names every text that finds nothing. */
export async function keysNamed(store: GraphStore, kind: Kind, texts: readonly string[]): Promise<string[]> {
  const byKey = await store.get(kind, texts);
  const found = await Promise.all(texts.map((text, i) => byKey[i]?.key ?? keyByIdentifier(store, kind, identify(text))));
  const missing = texts.filter((_, i) => found[i] === null);
  if (missing.length > 0) {
    const list = missing.map((text) => `"${clipped(shown(text), 80)}"`).join(', ');
    throw badInput(`No ${kind.toLowerCase()} of the graph is named by ${list}; give ${FORMS[kind]}.`);
  }
  return found as string[];
}

async function keyByIdentifier(store: GraphStore, kind: Kind, identifier: Identifier | null): Promise<string | null> {
  if (!identifier) return null;
  if (identifier.kind !== 'GLOBAL_ID') {
    const [node] = await store.find([{ scheme: SCHEME_OF[identifier.kind], value: identifier.value }]);
    return node?.kind === kind ? node.record.key : null;
  }
  const id = fromGlobalId(identifier.value);
  const [record] = id?.kind === kind ? await store.get<Kind>(kind, [id.key]) : [null];
  return record?.key ?? null;
}

const MAX_TITLE = 100;

/** `pmid:33349761  2020  Peer mentoring in medical residency education` */
export function articleLine(key: string, article: StoredArticle | null): string {
  if (!article) return key;
  const title = article.title === null ? '(known by its identifier alone)' : clipped(shown(article.title), MAX_TITLE);
  return `${key}  ${article.date?.year ?? '    '}  ${title}`;
}

/** Lines of articles in the order of the keys. */
export async function articleLines(store: GraphStore, keys: readonly string[]): Promise<string[]> {
  const records: (StoredRecords['Article'] | null)[] = await store.get('Article', keys);
  return keys.map((key, i) => articleLine(key, records[i] ?? null));
}
