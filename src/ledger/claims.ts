import { blockLinks, type AuthorshipClaim } from '../import/author-match.js';
import type { BibAuthor } from '../import/record.js';
import { claimId } from './author-row.js';
import { DERIVED } from './collections.js';
import { readAuthor } from './record-codec.js';
import type { LedgerView, Row } from './view.js';
import type { StoredAuthorOfWork } from './work-facts.js';
import type { WorkRow } from './work-row.js';
import { lookAt, lookAtAll, type WorkLook } from './work-text.js';

/** What a work tells about each of its authors. The authors themselves are left out, for most are asked about a few of them. */
export interface ClaimedWork {
  key: string;
  year: number | null;
  journal: string | null;
  topics: readonly string[];
  readAt: Readonly<Record<string, string>>;
  /** Block of each author, in the order of the work. */
  blocks: readonly string[];
  /** [place from 0, ORCID] of the authors who have one. */
  orcids: readonly (readonly [number, string])[];
}

/** A claim with where it stands. */
export interface Claim {
  id: string;
  work: ClaimedWork;
  /** From 1. */
  position: number;
  author: StoredAuthorOfWork;
}

/** The author as the record gave it, nothing left out. */
export const fullAuthor = (author: StoredAuthorOfWork): BibAuthor => readAuthor(author);

function claimedWork(key: string, { about, blocks, orcids }: WorkLook): ClaimedWork {
  const { year, journal, topics, readAt } = about;
  return { key, year, journal, topics, readAt, blocks, orcids };
}

const claimAt = (work: ClaimedWork, look: WorkLook, place: number): Claim => ({
  id: claimId(work.key, place + 1),
  work,
  position: place + 1,
  author: look.author(place),
});

export function claimsOf(row: Row<WorkRow>): Claim[] {
  const look = lookAtAll(row);
  const work = claimedWork(row.key, look);
  return look.blocks.map((_, place) => claimAt(work, look, place));
}

/** Which journal a statement about one is about; null for one that is not known. */
export interface JournalKeys {
  keyOf(statement: string | null): string | null;
}

/** The claim as author identity compares it. */
export function toAuthorshipClaim({ id, work, position, author }: Claim, journals: JournalKeys): AuthorshipClaim {
  const { key: workKey, year, journal, topics, blocks, orcids } = work;
  const { kind, nameAsWritten, familyName = null, givenName = null, initials = null, suffix = null, orcid = null } = author;
  return {
    id, workKey, kind, nameAsWritten, familyName, givenName, initials, suffix, orcid,
    affiliations: author.affiliations ?? [],
    year,
    journalKey: journals.keyOf(journal),
    topicKeys: topics,
    coauthors: blocks,
    place: position - 1,
    coauthorOrcids: orcids.flatMap(([place, other]) => (place === position - 1 ? [] : other)),
  }; // prettier-ignore
}

/**
 * Blocks whose works are looked for together, and about how many claims these may have. A work is read once, with all of
 * its authors that are wanted. The first blocks are few, for nobody knows before how many claims they have.
 */
const READ_AT_ONCE = { first: 4, blocks: 2_000, claims: 10_000 } as const;

/** Blocks of all claims that have one of these ORCIDs. */
export async function blocksOfOrcids(view: LedgerView, orcids: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>();
  const tags = [...orcids].map((orcid) => `orcid:${orcid}`);
  for (let at = 0; at < tags.length; at += READ_AT_ONCE.blocks)
    for await (const rows of view.taggedInPortions<WorkRow>(DERIVED.work, tags.slice(at, at + READ_AT_ONCE.blocks)))
      for (const row of rows) {
        const { blocks, orcids: own } = lookAt(row);
        for (const [place, orcid] of own) if (orcids.has(orcid)) found.add(blocks[place]!);
      }
  return found;
}

/**
 * The claims of some blocks, and of all blocks that are bound to them: by an ORCID, or by a full name whose parts a
 * source may have exchanged. Bound blocks have to be looked at together.
 */
export class ClaimSet {
  /** Claims by their block. */
  readonly byBlock = new Map<string, Claim[]>();
  private readonly works = new Map<string, ClaimedWork>();
  private readonly orcids = new Set<string>();
  private readonly linksOf = new WeakMap<StoredAuthorOfWork, readonly string[]>();

  /** @param isLarge whether so many claims are asked for that the texts of their works should not be in memory together */
  constructor(
    private readonly view: LedgerView,
    private readonly isLarge = false,
  ) {}

  /** Loads the first ones of these blocks, until they have about so many claims; answers which they are. */
  async take(blocks: readonly string[], claims: number): Promise<string[]> {
    const taken = await this.loadBlocks(blocks, claims);
    for (const block of blocks.slice(taken)) this.byBlock.delete(block);
    return blocks.slice(0, taken);
  }

  /** Loads these blocks, as far as they are not there, and what is bound to them. */
  async load(blocks: readonly string[]): Promise<void> {
    for (let wanted = [...new Set(blocks)]; wanted.length > 0;) {
      await this.loadBlocks(wanted.filter((block) => !this.byBlock.has(block)), Infinity); // prettier-ignore
      wanted = await this.bound(wanted);
    }
  }

  /** Answers how many of the blocks were loaded; of the others some claims may be there. */
  private async loadBlocks(blocks: readonly string[], most: number): Promise<number> {
    const isWanted = new Set(blocks);
    for (const block of blocks) this.byBlock.set(block, []);
    const found = new Set<string>();
    let [done, claims] = [0, 0];
    for (let size: number = READ_AT_ONCE.first; done < blocks.length && claims < most;) {
      const now = blocks.slice(done, done + size);
      const tags = now.map((block) => `block:${block}`);
      // Authors of one work are in several blocks; all that are wanted are found at once.
      for await (const rows of this.rowsOf(tags, (key) => !found.has(key)))
        for (const row of rows) {
          found.add(row.key);
          this.addClaims(row, isWanted);
        }
      for (const block of now) claims += this.byBlock.get(block)!.length;
      done += now.length;
      const likely = (Math.min(most - claims, READ_AT_ONCE.claims) * done) / (claims + 1);
      size = Math.max(1, Math.min(READ_AT_ONCE.blocks, Math.ceil(likely)));
    }
    return done;
  }

  /** Works with one of the tags whose keys `isNeeded` picks: works of large collaborations are met again and again. */
  private async *rowsOf(tags: readonly string[], isNeeded: (key: string) => boolean): AsyncIterable<Row<WorkRow>[]> {
    if (this.isLarge) yield* this.view.taggedInPortions<WorkRow>(DERIVED.work, tags, isNeeded);
    else yield (await this.view.tagged<WorkRow>(DERIVED.work, tags)).filter(({ key }) => isNeeded(key));
  }

  private addClaims(row: Row<WorkRow>, isWanted: ReadonlySet<string>): void {
    const { key } = row;
    const look = lookAt(row);
    const work = this.works.get(key) ?? claimedWork(key, look);
    this.works.set(key, work);
    for (const [place, block] of look.blocks.entries())
      if (isWanted.has(block)) this.byBlock.get(block)!.push(claimAt(work, look, place));
  }

  /** Blocks that are not loaded yet and hang together with these ones. */
  private async bound(blocks: readonly string[]): Promise<string[]> {
    const claims = blocks.flatMap((block) => this.byBlock.get(block)!);
    const orcids = [...new Set(claims.flatMap(({ author }) => author.orcid ?? []))].filter((orcid) => !this.orcids.has(orcid));
    for (const orcid of orcids) this.orcids.add(orcid);
    const turned = new Set(claims.flatMap(({ author }) => author.turned ?? []));
    const candidates = [...turned].filter((block) => !this.byBlock.has(block));
    const tags = [...orcids.map((orcid) => `orcid:${orcid}`), ...candidates.map((block) => `block:${block}`)];
    const others: StoredAuthorOfWork[] = [];
    const isNeeded = (key: string): boolean => {
      const known = this.works.get(key);
      return known === undefined || this.places(known, turned).length > 0;
    };
    for await (const rows of this.rowsOf(tags, isNeeded))
      for (const row of rows) {
        const look = lookAt(row);
        others.push(...this.places(look, turned).map((place) => look.author(place)));
      }
    if (others.length === 0) return [];
    const reached = new Set(others.map(({ block }) => block));
    const binding = claims.filter(({ author }) => !!author.orcid || reached.has(author.turned ?? ''));
    const links = new Set(binding.flatMap(({ author }) => this.links(author)));
    const found = others.filter((author) => this.links(author).some((link) => links.has(link)));
    return [...new Set(found.map(({ block }) => block))];
  }

  /** Places of authors whose blocks are not loaded yet, and who have an ORCID of the loaded ones or a block of `turned`. */
  private places({ blocks, orcids }: Pick<WorkLook, 'blocks' | 'orcids'>, turned: ReadonlySet<string>): number[] {
    const found = new Set(orcids.flatMap(([place, orcid]) => (this.orcids.has(orcid) ? place : [])));
    if (turned.size > 0) for (const [place, block] of blocks.entries()) if (turned.has(block)) found.add(place);
    return [...found].filter((place) => !this.byBlock.has(blocks[place]!));
  }

  /** What can bind the claim's block to others; a name that cannot be turned, without ORCID, binds it to none. */
  private links(author: StoredAuthorOfWork): readonly string[] {
    if (author.turned === undefined && author.orcid === undefined) return [];
    let known = this.linksOf.get(author);
    if (known === undefined) this.linksOf.set(author, (known = blockLinks(fullAuthor(author))));
    return known;
  }

  /** The loaded claims in groups of bound blocks; blocks that `together` names are bound as well. */
  groups(together: readonly (readonly [string, string])[]): Claim[][] {
    const parent = new Map<string, string>();
    const root = (name: string): string => {
      let at = name;
      for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
      return at;
    };
    const join = (a: string, b: string): void => {
      const [x, y] = [root(a), root(b)];
      if (x !== y) parent.set(x, y);
    };
    for (const [block, claims] of this.byBlock)
      for (const { author } of claims) {
        const isTurned = author.turned !== undefined && this.byBlock.has(author.turned);
        if (!isTurned && !author.orcid) continue;
        for (const link of this.links(author)) if (isTurned || link.startsWith('orcid:')) join(link, block);
      }
    for (const [a, b] of together) join(a, b);
    const groups = new Map<string, Claim[]>();
    for (const [block, claims] of this.byBlock) {
      const name = root(block);
      const group = groups.get(name);
      if (group) group.push(...claims);
      else groups.set(name, [...claims]);
    }
    return [...groups.values()];
  }
}
