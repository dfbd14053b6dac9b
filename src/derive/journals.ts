import { PRIMARY } from '../ledger/collections.js';
import { ofJournal, type JournalRow } from '../ledger/journal-row.js';
import type { LedgerView, Row } from '../ledger/view.js';
import { SOURCE_ORDER } from '../merge/precedence.js';
import type { JournalRecord } from '../records.js';
import { sources } from './topics.js';

const AUTHORITY = 'nlm-catalog';
const issnTag = (issn: string): string => `issn:${issn}`;

/** Authority lists first, then sources in the order in which they are asked for articles. */
const rankOf = (source: string): number =>
  source === AUTHORITY ? -1 : (SOURCE_ORDER.indexOf(source) + SOURCE_ORDER.length + 1) % (SOURCE_ORDER.length + 1);

function inPrecedence(rows: readonly Row<JournalRow>[]): JournalRow[] {
  return [...rows]
    .sort((a, b) => rankOf(a.value.source) - rankOf(b.value.source) || (a.key < b.key ? -1 : 1))
    .map(({ value }) => value);
}

/** Finds the journals of works. */
export class Journals {
  private readonly keys = new Map<string, string>();
  /** What is said about journals, and who claims ISSNs, as far as it was asked for. */
  private readonly said = new Map<string, Row<JournalRow>[]>();
  private readonly claimants = new Map<string, Row<JournalRow>[]>();

  constructor(private readonly view: LedgerView) {}

  /** Looks up which journals these statements are about. */
  async prepare(statements: readonly (string | null)[]): Promise<void> {
    const asked = statements.filter((key) => key !== null && !this.keys.has(key)) as string[];
    for (const [key, { value }] of await this.view.get<JournalRow>(PRIMARY.journal, asked)) this.keys.set(key, value.key);
  }

  keyOf(statement: string | null): string | null {
    return statement === null ? null : (this.keys.get(statement) ?? null);
  }

  /** Asks for all at once what is said about these journals; `record` then has it. */
  async prepareRecords(keys: readonly string[]): Promise<void> {
    const asked = keys.filter((key) => !this.said.has(key));
    if (asked.length === 0) return;
    const rows = await this.view.tagged<JournalRow>(PRIMARY.journal, asked.map(ofJournal));
    for (const key of asked) this.said.set(key, []);
    for (const row of rows) this.said.get(row.value.key)?.push(row);
    const issns = rows.flatMap(({ value }) => value.journal.issns.map((issn) => issnTag(issn.value)));
    const unknown = [...new Set(issns)].filter((tag) => !this.claimants.has(tag));
    const claiming = await this.view.tagged<JournalRow>(PRIMARY.journal, unknown);
    for (const tag of unknown) this.claimants.set(tag, []);
    const isAsked = new Set(unknown);
    for (const row of claiming) for (const tag of row.tags) if (isAsked.has(tag)) this.claimants.get(tag)!.push(row);
  }

  /** Whether an authority list names the journal. */
  async isInAuthority(key: string): Promise<boolean> {
    await this.prepareRecords([key]);
    return this.said.get(key)!.some(({ value }) => value.source === AUTHORITY);
  }

  /** The journal with this key, out of all that is said about it; null where nothing is. */
  async record(key: string): Promise<JournalRecord | null> {
    await this.prepareRecords([key]);
    const said = inPrecedence(this.said.get(key)!);
    if (said.length === 0) return null;
    const journals = said.map(({ journal }) => journal);
    const title = journals.find((journal) => journal.title !== null)?.title ?? null;
    const abbreviation = journals.find((journal) => journal.abbreviation !== null)?.abbreviation ?? null;
    const issns = new Map(journals.flatMap((journal) => journal.issns).map((issn) => [`${issn.value} ${issn.type}`, issn]));
    const names = journals.flatMap((journal) => [journal.title, journal.abbreviation, ...(journal.otherNames ?? [])]);
    const own = this.own(key, best([...issns.values()]));
    return {
      key,
      title: title ?? abbreviation ?? key,
      abbreviation,
      names: [...new Set(names.filter((name) => name !== null))],
      issns: own,
      nlmId: journals.map((journal) => journal.nlmId).filter((id) => id !== null).sort()[0] ?? null, // prettier-ignore
      provenance: sources(said.map(({ source, at }) => ({ source, readAt: at }))),
    };
  }

  /** An ISSN that two journals claim (a title that changed kept it) belongs to the one with the smaller key. */
  private own(key: string, issns: JournalRecord['issns']): JournalRecord['issns'] {
    const isOthers = (value: string): boolean => this.claimants.get(issnTag(value))!.some((row) => row.value.key < key);
    return issns.filter(({ value }) => !isOthers(value));
  }
}

const TYPES = ['LINKING', 'ELECTRONIC', 'PRINT', 'UNKNOWN'];

/** Each ISSN once, with the most telling type. */
function best(issns: JournalRecord['issns']): JournalRecord['issns'] {
  const sorted = [...issns].sort((a, b) =>
    a.value < b.value ? -1 : a.value > b.value ? 1 : TYPES.indexOf(a.type) - TYPES.indexOf(b.type),
  );
  return sorted.filter(({ value }, i) => sorted[i - 1]?.value !== value);
}
