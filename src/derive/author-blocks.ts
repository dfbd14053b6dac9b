import { describeAuthor } from '../import/author-description.js';
import { authorKeyOf, identifyAuthors, loneAuthor, type AuthorCluster } from '../import/author-match.js';
import { decidedPairs, loadDecided } from '../ledger/author-decided.js';
import { claimTag, keyOfLoneClaim, needsRow, workOfClaim, type AuthorRow } from '../ledger/author-row.js';
import { ClaimSet, fullAuthor, toAuthorshipClaim, type Claim } from '../ledger/claims.js';
import { DERIVED } from '../ledger/collections.js';
import type { Dirty } from '../ledger/dirty.js';
import type { LedgerView, Row } from '../ledger/view.js';
import { blocksOfTags } from '../ledger/work-row.js';
import type { Journals } from './journals.js';

/** Affiliations of one author that are kept; the newest ones. */
const MOST_AFFILIATIONS = 100;
/** Pieces of evidence that are kept of one author; the strongest ones. */
const MOST_EVIDENCE = 100;

/** Claims that are looked at together, so that memory does not grow with the graph, in which each name is borne more often. */
export const CLAIMS_AT_ONCE = 10_000;

/** What was looked at: how many of the blocks that were asked for, these with all that are bound to them, and their claims. */
export interface SettledBlocks {
  taken: number;
  blocks: Iterable<string>;
  claims: number;
}

/** Finds out anew who the people of the first ones of these blocks are, and notes the works whose authors changed. */
export async function settleBlocks(
  view: LedgerView,
  blocks: readonly string[],
  journals: Journals,
  dirty: Dirty,
): Promise<SettledBlocks> {
  const set = new ClaimSet(view, true);
  const taken = await set.take(blocks, CLAIMS_AT_ONCE);
  const decisions = await loadDecided(view, set, taken);
  const claims = [...set.byBlock.values()].flat();
  await journals.prepare(claims.map(({ work }) => work.journal));
  const before = await view.tagged<AuthorRow>(DERIVED.author, [...set.byBlock.keys()].map((block) => `block:${block}`)); // prettier-ignore
  const pairs = await decidedPairs(view, decisions, set);
  const together = decisions.filter(({ verdict }) => verdict === 'SAME').map(({ a, b }): [string, string] => [a.block, b.block]);
  const clusters = set.groups(together).flatMap((group) => {
    const [only] = group;
    // Most names are borne once: there is nothing to compare them with.
    if (group.length === 1) return loneAuthor({ id: only!.id, orcid: only!.author.orcid ?? null });
    return identifyAuthors(group.map((claim) => toAuthorshipClaim(claim, journals)), pairs).clusters; // prettier-ignore
  });
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const isLoaded = (block: string): boolean => set.byBlock.has(block);
  putAuthors(view, clusters, { before, byId, isLoaded, dirty });
  return { taken: taken.length, blocks: set.byBlock.keys(), claims: claims.length };
}

interface Known {
  before: readonly Row<AuthorRow>[];
  byId: ReadonlyMap<string, Claim>;
  isLoaded(block: string): boolean;
  dirty: Dirty;
}

/**
 * Notes the other blocks of an author who is not as before: what bound them to these (an ORCID that a source no longer
 * tells) is gone, so that they were not loaded, and their claims are left without an author. Their works are noted as well:
 * when those blocks are looked at, nothing tells any more that a claim which stands alone there had this author.
 */
function noteOthers({ tags, value }: Row<AuthorRow>, { byId, isLoaded, dirty }: Known): void {
  for (const block of blocksOfTags(tags)) if (!isLoaded(block)) dirty.blocks.add(block);
  for (const id of value.ids) if (!byId.has(id)) dirty.works.add(workOfClaim(id));
}

function putAuthors(view: LedgerView, clusters: readonly AuthorCluster[], all: Known): void {
  const { before, byId, dirty } = all;
  const oldKeys = new Map(before.flatMap(({ key, value }) => value.ids.map((id) => [id, key] as const)));
  const old = new Map(before.map((row) => [row.key, row]));
  for (const cluster of clusters) {
    // Whoever has one claim, and had no other, was and is named by it.
    if (!needsRow(cluster) && !oldKeys.has(cluster.ids[0]!)) continue;
    const key = authorKeyOf(cluster);
    for (const id of cluster.ids) if ((oldKeys.get(id) ?? keyOfLoneClaim(id)) !== key) dirty.works.add(workOfClaim(id));
    if (!needsRow(cluster)) continue;
    const row = toRow(cluster, byId);
    const known = old.get(key);
    old.delete(key);
    if (known && JSON.stringify(known.value) === JSON.stringify(row)) continue;
    if (known) noteOthers(known, all);
    const blocks = new Set(cluster.ids.map((id) => `block:${byId.get(id)!.author.block}`));
    view.put(DERIVED.author, key, row, [...blocks, ...cluster.ids.map(claimTag)]);
    dirty.authors.add(key);
  }
  for (const row of old.values()) {
    const { key, value } = row;
    view.remove(DERIVED.author, key);
    noteOthers(row, all);
    // Whoever is left with one claim may keep the key, but not what the others told.
    for (const id of value.ids) if (byId.has(id)) dirty.works.add(workOfClaim(id));
  }
}

function toRow(cluster: AuthorCluster, byId: ReadonlyMap<string, Claim>): AuthorRow {
  const { ids, orcid, method, evidence } = cluster;
  const claims = ids.map((id) => byId.get(id)!);
  return {
    ids, orcid, method, evidence: evidence.slice(0, MOST_EVIDENCE),
    description: describeAuthor(claims.map(({ author }) => fullAuthor(author))),
    affiliations: affiliationsOf(claims),
    readAt: readTimes(claims),
  }; // prettier-ignore
}

/** All affiliations of the claims, those of the newest work first. */
export function affiliationsOf(claims: readonly Claim[]): string[] {
  const newest = [...claims].sort((a, b) => (b.work.year ?? 0) - (a.work.year ?? 0) || (a.id < b.id ? -1 : 1));
  return [...new Set(newest.flatMap(({ author }) => author.affiliations ?? []))].slice(0, MOST_AFFILIATIONS);
}

/** When the sources that have the author were last read, each once. */
export function readTimes(claims: readonly Claim[]): Record<string, string> {
  const times: Record<string, string> = {};
  for (const { author, work } of claims)
    for (const source of author.sources) {
      const at = work.readAt[source] ?? '';
      if (at > (times[source] ?? '')) times[source] = at;
    }
  return Object.fromEntries(Object.entries(times).sort(([a], [b]) => (a < b ? -1 : 1)));
}
