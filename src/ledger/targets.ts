import type { BibReference } from '../import/record.js';
import { matchReference, referenceKeys } from '../import/reference-match.js';
import { DERIVED, PRIMARY } from './collections.js';
import { mentionOfRecord, type Mention } from './mention.js';
import { isIdKey, namesOf } from './prepare.js';
import { recordOf } from './record-row.js';
import type { LedgerView, Row } from './view.js';

/** The work at the other end of a citation: its key, and its identifiers where it has no record. */
export interface Target {
  key: string;
  /** Null for a work that has records. */
  stubIds: string[] | null;
}

/** Finds the works that references name; asks for all of them at once. */
export class Targets {
  private readonly byTag = new Map<string, Row<Mention>[]>();
  private readonly byText = new Map<string, string | null>();

  constructor(private readonly view: LedgerView) {}

  /** Looks up what these references name. */
  async prepare(references: readonly BibReference[]): Promise<void> {
    const texts = references.filter((reference) => namesOf(reference).length === 0 && reference.text !== null);
    await this.lookUp(references.flatMap(namesOf));
    await this.matchTexts(texts);
  }

  /** Looks up these identifiers, so that `named` knows them. */
  async lookUp(tags: readonly string[]): Promise<void> {
    const asked = [...new Set(tags)].filter((tag) => !this.byTag.has(tag));
    for (const tag of asked) this.byTag.set(tag, []);
    for (const row of await this.view.tagged<Mention>(DERIVED.mention, asked))
      for (const tag of row.tags) this.byTag.get(tag)?.push(row);
  }

  /** The work that an identifier belongs to; null where no mention has it. */
  private ownerOf(tag: string): Row<Mention> | null {
    const rows = this.byTag.get(tag) ?? [];
    return rows.find(({ value }) => value.work !== null && !value.lost?.includes(tag)) ?? null;
  }

  /** The work that these identifiers name, the best one first; a stub of its own where nothing is known of them. */
  named(tags: readonly string[]): Target | null {
    for (const tag of tags) {
      const owner = this.ownerOf(tag);
      if (owner !== null) return { key: owner.value.work!, stubIds: owner.value.ids ?? null };
    }
    const own = tags.filter(isIdKey);
    return own.length > 0 ? { key: own[0]!, stubIds: [own[0]!] } : null;
  }

  target(reference: BibReference): Target | null {
    const names = namesOf(reference);
    if (names.length > 0) return this.named(names);
    const key = this.byText.get(textName(reference)) ?? null;
    return key === null ? null : { key, stubIds: null };
  }

  /** A reference given as text cites the one work that it fits with certainty; one that fits two fits none. */
  private async matchTexts(references: readonly BibReference[]): Promise<void> {
    const asked = [
      ...new Map(references.filter((one) => !this.byText.has(textName(one))).map((one) => [textName(one), one])).values(),
    ];
    const keys = new Map(asked.map((one) => [one, referenceKeys(one)]));
    const all = [...keys.values()].flat();
    const rows = await this.view.tagged<string>(PRIMARY.record, all.filter((key) => !isIdKey(key))); // prettier-ignore
    await this.lookUp(all.filter(isIdKey));
    const found = new Map(rows.map((row) => [row.key, { row, kept: recordOf(row) }]));
    const mentions = await this.view.get<Mention>(DERIVED.mention, [...found.keys()].map(mentionOfRecord)); // prettier-ignore
    const byKey = new Map<string, { record: ReturnType<typeof recordOf>; work: string | null }[]>();
    for (const { row, kept } of found.values())
      for (const tag of row.tags) {
        const entry = { record: kept, work: mentions.get(mentionOfRecord(row.key))?.value.work ?? null };
        byKey.set(tag, [...(byKey.get(tag) ?? []), entry]);
      }
    for (const [reference, tags] of keys) {
      const works = new Set<string>();
      for (const tag of tags.filter(isIdKey)) if (this.ownerOf(tag) !== null) works.add(this.ownerOf(tag)!.value.work!);
      for (const tag of tags)
        for (const { record, work } of byKey.get(tag) ?? [])
          if (work !== null && !works.has(work) && matchReference(reference, record.record)) works.add(work);
      this.byText.set(textName(reference), works.size === 1 ? [...works][0]! : null);
    }
  }
}

const textName = ({ text, year }: BibReference): string => `${year ?? ''} ${text}`;
