import type { ArticleRecord, AuthorRecord, JournalRecord, TopicRecord } from '../records.js';
import { foldName } from './fold.js';
import type { IdentifierScheme, StoredIdentifier } from './store.js';

/** Identifiers under which each kind of record is found; both engines store exactly these. */

function listed(pairs: readonly [IdentifierScheme, string | null][]): StoredIdentifier[] {
  const seen = new Map<string, StoredIdentifier>();
  for (const [scheme, value] of pairs) if (value) seen.set(`${scheme}:${value}`, { scheme, value });
  return [...seen.values()];
}

export function articleIdentifiers(record: ArticleRecord): StoredIdentifier[] {
  return listed(record.identifiers.map(({ scheme, value }) => [scheme, value]));
}

export function authorIdentifiers(record: AuthorRecord): StoredIdentifier[] {
  return listed([['orcid', record.orcid]]);
}

export function journalIdentifiers(record: JournalRecord): StoredIdentifier[] {
  const names = [record.title, record.abbreviation, ...record.names].flatMap((name) => (name ? [foldName(name)] : []));
  return listed([
    ['nlm', record.nlmId],
    ...record.issns.map((issn): [IdentifierScheme, string] => ['issn', issn.value]),
    ...names.map((name): [IdentifierScheme, string] => ['journal-name', name]),
  ]);
}

export function topicIdentifiers(record: TopicRecord): StoredIdentifier[] {
  const names = [record.name, ...record.synonyms].map(foldName);
  return listed([['mesh', record.meshId], ...names.map((name): [IdentifierScheme, string] => ['topic-name', name])]);
}
