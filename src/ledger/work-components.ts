import { compareDescribed, type WorkComparison } from '../import/work-match.js';
import { conflictingIds } from '../import/work-evidence.js';
import type { SamePair, WorkDecisions } from '../import/work-clusters.js';
import { DERIVED, PRIMARY } from './collections.js';
import { knownCommon, noteCommon } from './common-keys.js';
import { decisionsAbout, type WorkDecision } from './decision-row.js';
import { describeMentions, idsOf, mentionOfRecord, sharesId, type Described, type Mention } from './mention.js';
import type { LedgerView, Row } from './view.js';

/** A pair of records that a person should look at. */
export interface PossiblePair {
  a: string;
  b: string;
  score: number;
  reasons: string[];
}

/**
 * Mentions that hang together: those with a common identifier, records that are certainly alike, and what people
 * decided about them. Whoever is not in the component has no say about who in it is one work.
 */
export interface Component {
  members: Map<string, Described>;
  pairs: SamePair[];
  /** Why records were joined, by `a b` in the order of the keys. */
  reasons: Map<string, string[]>;
  possible: PossiblePair[];
  decisions: WorkDecisions;
}

/** Bundles name works after the records have: what a reference says about identifiers is weaker than a record. */
const BUNDLE_SCORE = 0;

const pairName = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

class Closure {
  readonly members = new Map<string, Described>();
  readonly decided = new Map<string, WorkDecision>();
  readonly pairs: SamePair[] = [];
  readonly reasons = new Map<string, string[]>();
  readonly possible: PossiblePair[] = [];
  private readonly compared = new Set<string>();
  private readonly lookedUp = new Set<string>();
  private readonly common = new Set<string>();
  /** Described, but not (yet) in the component. */
  private readonly outside = new Map<string, Described>();

  constructor(private readonly view: LedgerView) {}

  /** Takes in these mentions and all that hang on them. */
  async grow(seeds: readonly Described[]): Promise<void> {
    for (let frontier = this.admit(seeds); frontier.length > 0;) {
      const joined = [
        ...(await this.byIdentifier(frontier)),
        ...(await this.byDecision(frontier)),
        ...(await this.byLikeness(frontier)),
      ];
      frontier = this.admit(joined);
    }
  }

  private admit(found: readonly Described[]): Described[] {
    const added = found.filter(({ key }) => !this.members.has(key));
    for (const one of added) this.members.set(one.key, one);
    return [...new Map(added.map((one) => [one.key, one])).values()];
  }

  private unseen(tags: readonly string[], kind: string): string[] {
    return [...new Set(tags)].filter((tag) => {
      const name = `${kind} ${tag}`;
      return !this.lookedUp.has(name) && this.lookedUp.add(name);
    });
  }

  private async byIdentifier(frontier: readonly Described[]): Promise<Described[]> {
    const tags = this.unseen(
      frontier.flatMap(({ idTags }) => idTags),
      'id',
    );
    const rows = await this.view.tagged<Mention>(DERIVED.mention, tags);
    return describeMentions(
      this.view,
      rows.filter(({ key }) => !this.members.has(key)),
    );
  }

  /** Records that people decided about together with these: joined or kept apart, both are in the component. */
  private async byDecision(frontier: readonly Described[]): Promise<Described[]> {
    const names = this.unseen(
      frontier.flatMap(({ name }) => name ?? []),
      'decision',
    );
    const decisions = await decisionsAbout(this.view, names);
    for (const decision of decisions) this.decided.set(pairName(decision.a, decision.b), decision);
    const others = decisions.flatMap(({ a, b }) => [a, b]).filter((name) => !names.includes(name));
    return this.recordsTagged(this.unseen(others.map((name) => `name:${name}`), 'record')); // prettier-ignore
  }

  private async recordsTagged(tags: readonly string[]): Promise<Described[]> {
    return this.described(await this.view.tagged<string>(PRIMARY.record, tags));
  }

  /** Those of the records that are not in the component yet, whether or not they have been looked at here. */
  private async described(rows: readonly Row<string>[]): Promise<Described[]> {
    const keys = rows.map(({ key }) => mentionOfRecord(key)).filter((key) => !this.members.has(key));
    const known = keys.flatMap((key) => this.outside.get(key) ?? []);
    const mentions = await this.view.get<Mention>(DERIVED.mention, keys.filter((key) => !this.outside.has(key))); // prettier-ignore
    return [...known, ...(await describeMentions(this.view, [...mentions.values()]))];
  }

  /** Records without a common identifier that are certainly the same as one of these. */
  private async byLikeness(frontier: readonly Described[]): Promise<Described[]> {
    const tags = this.unseen(
      frontier.flatMap(({ twins }) => twins),
      'record',
    );
    for (const tag of await knownCommon(this.view, tags)) this.common.add(tag);
    const telling = tags.filter((tag) => !this.common.has(tag));
    const rows = await this.view.tagged<string>(PRIMARY.record, telling);
    const joined = await this.becameCommon(noteCommon(this.view, telling, rows));
    for (const one of await this.described(rows)) this.outside.set(one.key, one);
    const byTag = this.byTwinKey();
    for (const one of frontier)
      for (const tag of one.twins)
        for (const other of byTag.get(tag) ?? []) if (this.compare(one, other) === 'SAME') joined.push(other);
    return joined;
  }

  /** Records that share a key which has become common are looked at anew: they may have been put together by it. */
  private async becameCommon(sharing: ReadonlyMap<string, Row<string>[]>): Promise<Described[]> {
    for (const tag of sharing.keys()) this.common.add(tag);
    const rows = [...sharing.values()].flat();
    const keys = rows.map(({ key }) => mentionOfRecord(key));
    for (const { key } of await this.view.tagged(DERIVED.possible, keys)) this.view.remove(DERIVED.possible, key);
    return this.described(rows);
  }

  private byTwinKey(): Map<string, Described[]> {
    const byTag = new Map<string, Described[]>();
    for (const one of [...this.members.values(), ...this.outside.values()])
      for (const tag of one.twins) {
        if (this.common.has(tag)) continue;
        const list = byTag.get(tag);
        if (list) list.push(one);
        else byTag.set(tag, [one]);
      }
    return byTag;
  }

  /** Compares two records once; answers the verdict only when they are compared. */
  private compare(a: Described, b: Described): WorkComparison['verdict'] | null {
    const name = pairName(a.key, b.key);
    if (a.key === b.key || this.compared.has(name)) return null;
    this.compared.add(name);
    const { verdict, score, reasons } = compareDescribed(a.work(), b.work());
    if (verdict === 'SAME') {
      this.pairs.push({ a: a.key, b: b.key, score });
      this.reasons.set(name, reasons);
    }
    if (verdict === 'POSSIBLE') this.possible.push({ a: a.key, b: b.key, score, reasons });
    return verdict;
  }

  /** Pairs within the component that share an identifier. */
  compareByIdentifier(): void {
    const byTag = new Map<string, Described[]>();
    for (const one of this.members.values())
      for (const tag of one.idTags) {
        const list = byTag.get(tag) ?? [];
        for (const other of list) this.compareSharing(one, other);
        byTag.set(tag, [...list, one]);
      }
  }

  private compareSharing(a: Described, b: Described): void {
    if (a.isRecord && b.isRecord) this.compare(a, b);
    else if (!this.compared.has(pairName(a.key, b.key)) && sharesId(a, b) && !conflictingIds(idsOf(a.idTags), idsOf(b.idTags))) {
      this.compared.add(pairName(a.key, b.key));
      this.pairs.push({ a: a.key, b: b.key, score: BUNDLE_SCORE });
    }
  }

  /** Decisions name records by their sources' identifiers; several versions of one record have one name. */
  decisions(): WorkDecisions {
    const byName = new Map<string, string[]>();
    for (const { key, name } of this.members.values()) if (name !== null) byName.set(name, [...(byName.get(name) ?? []), key]);
    const pairsOf = (verdict: WorkDecision['verdict']): [string, string][] =>
      [...this.decided.values()]
        .filter((decision) => decision.verdict === verdict)
        .flatMap(({ a, b }) =>
          (byName.get(a) ?? []).flatMap((one) => (byName.get(b) ?? []).map((other): [string, string] => [one, other])),
        );
    return { same: pairsOf('SAME'), different: pairsOf('DIFFERENT') };
  }
}

/** The mentions that hang together with these ones, and what speaks for their being one work. */
export async function componentOf(view: LedgerView, seeds: readonly Described[]): Promise<Component> {
  const closure = new Closure(view);
  await closure.grow(seeds);
  closure.compareByIdentifier();
  const { members, pairs, reasons, possible } = closure;
  return { members, pairs, reasons, possible, decisions: closure.decisions() };
}
