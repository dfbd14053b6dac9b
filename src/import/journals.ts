import type { JournalRecord, Provenance } from '../records.js';
import { DisjointSets } from './disjoint-sets.js';
import { journalKeys } from './identity.js';
import type { BibJournal, BibRecord } from './record.js';

export interface Journals {
  records: JournalRecord[];
  /** Null where nothing names the journal. */
  keyOf(journal: BibJournal | null): string | null;
  /** Every form of the title of the journal with this key; none for null. */
  namesOf(key: string | null): string[];
}

interface Mention {
  journal: BibJournal;
  source: string;
}

function firstOf<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}

function toRecord(mentions: readonly Mention[], saidBy: (source: string) => Provenance): JournalRecord {
  const all = mentions.map(({ journal }) => journal);
  const issns = new Map(all.flatMap(({ issns }) => issns).map((issn) => [issn.value, issn]));
  const merged: BibJournal = {
    title: firstOf(all.map(({ title }) => title)),
    abbreviation: firstOf(all.map(({ abbreviation }) => abbreviation)),
    issns: [...issns.values()],
    nlmId: firstOf(all.map(({ nlmId }) => nlmId)),
  };
  const key = journalKeys(merged)[0]!;
  const names = all.flatMap(({ title, abbreviation }) => [title, abbreviation]).filter((name) => name !== null);
  return {
    ...merged,
    key,
    title: merged.title ?? merged.abbreviation ?? key,
    names: [...new Set(names)],
    provenance: [...new Set(mentions.map(({ source }) => source))].sort().map(saidBy),
  };
}

/** The journals of a load, one for each NLM id or ISSN, or else for each name. */
export function collectJournals(records: readonly BibRecord[], saidBy: (source: string) => Provenance): Journals {
  const mentions = records
    .flatMap(({ journal, source }) => (journal && journalKeys(journal).length > 0 ? [{ journal, source }] : []))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const sets = new DisjointSets();
  for (const { journal } of mentions) sets.unionAll(journalKeys(journal));
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const root = sets.find(journalKeys(mention.journal)[0]!);
    groups.set(root, [...(groups.get(root) ?? []), mention]);
  }
  const byRoot = new Map([...groups].map(([root, group]) => [root, toRecord(group, saidBy)]));
  const names = new Map([...byRoot.values()].map((record) => [record.key, record.names]));
  return {
    records: [...byRoot.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    namesOf: (key) => names.get(key ?? '') ?? [],
    keyOf: (journal) => {
      const [key] = journal ? journalKeys(journal) : [];
      return key === undefined ? null : byRoot.get(sets.find(key))!.key;
    },
  };
}
