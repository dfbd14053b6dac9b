import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { mentionOfRecord, type Mention } from '../ledger/mention.js';
import { recordOf, type KeptRecord } from '../ledger/record-row.js';
import { namesOf } from '../ledger/prepare.js';
import { Targets, type Target } from '../ledger/targets.js';
import type { LedgerView, Row } from '../ledger/view.js';
import { recordsOfWorks } from '../ledger/work-row.js';
import type { AuthorRecord, JournalRecord, Kind, TopicRecord } from '../records.js';
import { NO_DETAILS } from '../records.js';
import type { ArticleWrite } from '../store/store.js';
import { articleDetails, articleRecord, stubRecord } from './article.js';
import { Authors } from './authors.js';
import { ownCitations, type Citations } from './citations.js';
import type { Journals } from './journals.js';
import type { Topics } from './topics.js';
import type { Wanted } from './wanted.js';

/** What is derived for some works: their articles, and the nodes that these name. */
export interface Derived {
  articles: ArticleWrite[];
  /** Those that were not written before. */
  authors: AuthorRecord[];
  /** Works without a record that the articles cite. */
  stubs: Target[];
  /** Keys of all works that the articles cite. */
  cited: string[];
  journals: string[];
  topics: string[];
}

/** Looks up names of nodes that search for an article looks at, too, and what of the nodes is written. */
export interface Names {
  isWritten(kind: Kind, key: string): boolean;
  journal(key: string): Promise<JournalRecord | null>;
  topic(key: string): Promise<TopicRecord | null>;
}

interface Batch {
  view: LedgerView;
  journals: Journals;
  topics: Topics;
  names: Names;
}

/** Records that say that one of these works cites theirs, by the identifier they name it by. */
async function citersOf(view: LedgerView, tags: readonly string[]): Promise<{ kept: KeptRecord; work: string }[]> {
  const rows = await view.tagged<string>(PRIMARY.record, tags.map((tag) => `by:${tag}`)); // prettier-ignore
  const mentions = await view.get<Mention>(DERIVED.mention, rows.map(({ key }) => mentionOfRecord(key))); // prettier-ignore
  return rows.flatMap((row) => {
    const work = mentions.get(mentionOfRecord(row.key))?.value.work ?? null;
    return work === null ? [] : [{ kept: recordOf(row), work }];
  });
}

/** Works whose retraction a notice in the ledger states, by the identifiers that notices name. */
async function noticed(view: LedgerView, tags: readonly string[]): Promise<Set<string>> {
  const rows = await view.tagged<string>(PRIMARY.record, tags.map((tag) => `retracts:${tag}`)); // prettier-ignore
  return new Set(rows.flatMap((row) => row.tags.filter((tag) => tag.startsWith('retracts:')).map((tag) => tag.slice(9))));
}

/** Without those that another work has: what a source says of these, it says of that one. */
const tagsKept = (mention: Row<Mention> | undefined): string[] =>
  mention?.tags.filter((tag) => !mention.value.lost?.includes(tag)) ?? [];

/** Derives the articles of these works from the ledger and from nothing else. */
export async function deriveWorks(wanted: readonly Wanted[], batch: Batch): Promise<Derived> {
  const { view, journals, topics } = batch;
  const rows = wanted.flatMap(({ row }) => row ?? []);
  const records = await recordsOfWorks(view, rows);
  const all = [...records.values()].flat();
  const mentions = await view.get<Mention>(DERIVED.mention, all.map(({ key }) => mentionOfRecord(key))); // prettier-ignore
  const tagsOf = new Map(
    wanted.map(({ key, ids }) => {
      const own = (records.get(key) ?? []).flatMap((one) => tagsKept(mentions.get(mentionOfRecord(one.key))));
      return [key, [...new Set([...ids, ...own])]] as const;
    }),
  );
  const everyTag = [...tagsOf.values()].flat();
  const [citers, notices] = [await citersOf(view, everyTag), await noticed(view, everyTag)];
  const targets = new Targets(view);
  await targets.prepare([
    ...all.flatMap(({ record }) => record.references ?? []),
    ...citers.flatMap(({ kept }) => kept.record.citedBy),
  ]);
  await journals.prepare(rows.map(({ value }) => value.journal));
  await topics.prepare(all.flatMap(({ record }) => record.mesh));
  const authors = await Authors.of(view, rows);
  const said = statedBy(citers, targets);
  const derived: Derived = { articles: [], authors: [], stubs: [], cited: [], journals: [], topics: [] };
  for (const one of wanted) {
    const own = records.get(one.key) ?? [];
    const list = ownCitations(one.key, own, targets);
    for (const { work, source, readAt } of said.get(one.key) ?? [])
      if (work !== one.key) list.cite(work, null, { source, readAt });
    const hasNotice = tagsOf.get(one.key)!.some((tag) => notices.has(tag));
    await add(derived, { one, own, citations: list.finish(), hasNotice }, { ...batch, authors });
  }
  return derived;
}

type Said = { work: string; source: string; readAt: string };

/** What records of cited works say about who cites them, by the key of the citing work. */
function statedBy(citers: readonly { kept: KeptRecord; work: string }[], targets: Targets): Map<string, Said[]> {
  const found = new Map<string, Said[]>();
  for (const { kept, work } of citers)
    for (const citing of kept.record.citedBy) {
      const key = namesOf(citing).length > 0 ? targets.target(citing)?.key : undefined;
      if (key === undefined) continue;
      const said = { work, source: kept.record.source, readAt: kept.readAt };
      const list = found.get(key);
      if (list) list.push(said);
      else found.set(key, [said]);
    }
  return found;
}

interface Entry {
  one: Wanted;
  own: KeptRecord[];
  citations: Citations;
  hasNotice: boolean;
}

async function add(
  derived: Derived,
  { one, own, citations, hasNotice }: Entry,
  batch: Batch & { authors: Authors },
): Promise<void> {
  const { journals, topics, authors, names } = batch;
  const { references, unresolved, stubs } = citations;
  derived.stubs.push(...stubs);
  derived.cited.push(...references.map(({ citedKey }) => citedKey));
  if (one.row === null) {
    derived.articles.push({
      record: stubRecord(one.key, one.ids),
      details: NO_DETAILS,
      indexedNames: { journal: [], topics: [] },
      references,
    });
    return;
  }
  const around = {
    key: one.key,
    ids: one.ids,
    journalKey: journals.keyOf(one.row.value.journal),
    authorships: authors.authorships(one.row),
    topics: topics.assignments(own),
    meshHeadings: topics.headings(own),
    unresolved,
    hasNotice,
    authorsStatus: one.row.value.authorsStatus,
  };
  const record = articleRecord(own, around);
  const journal = record.journalKey === null ? null : await names.journal(record.journalKey);
  const about = await Promise.all(record.topics.map(({ topicKey }) => names.topic(topicKey)));
  const indexedNames = {
    journal: [journal?.title, journal?.abbreviation].flatMap((name) => name ?? []),
    topics: about.flatMap((topic) => topic?.name ?? []),
  };
  derived.authors.push(...authors.records(one.row, (key) => !names.isWritten('Author', key)));
  if (record.journalKey !== null) derived.journals.push(record.journalKey);
  derived.topics.push(...record.topics.map(({ topicKey }) => topicKey));
  derived.articles.push({ record, details: articleDetails(own, around), indexedNames, references });
}
