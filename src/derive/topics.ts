import { folded, topicKey } from '../import/identity.js';
import type { BibMeshHeading } from '../import/record.js';
import { CURATED_TOPICS, topicMatcher, type TopicMatcher, type Vocabulary } from '../import/topics.js';
import { isNewer, statementsAbout, parentsOf, type DescriptorRow, type HeadingRow } from '../ledger/topic-row.js';
import { PRIMARY } from '../ledger/collections.js';
import type { LedgerView, Row } from '../ledger/view.js';
import type { MeshHeading, Provenance, TopicAssignment, TopicRecord } from '../records.js';
import type { SourceRecord } from '../merge/precedence.js';
import { first } from '../merge/precedence.js';

type About = Awaited<ReturnType<typeof statementsAbout>>;

/** Finds the topics of works: those that indexers assigned, and those whose words stand in title or abstract. */
export class Topics {
  private readonly match: TopicMatcher;
  /** Key of the topic that a name without identifier stands for. */
  private readonly byName = new Map<string, string>();
  /** Keys of all topics that bear a name, that which it stands for first. */
  private readonly bearers = new Map<string, string[]>();
  readonly curated: ReadonlyMap<string, Vocabulary[number]>;
  /** What the ledger says of topics, by `tagOfTopic`. */
  private readonly said = new Map<string, About>();

  constructor(
    private readonly view: LedgerView,
    private readonly vocabulary: Vocabulary,
    private readonly readAt: string,
  ) {
    this.match = topicMatcher(vocabulary);
    this.curated = new Map(vocabulary.map((topic) => [topic.key, topic]));
  }

  get curatedProvenance(): Provenance {
    return { source: CURATED_TOPICS, readAt: this.readAt };
  }

  /** Looks up the names of headings that have no identifier (Europe PMC has none). */
  async prepare(headings: readonly BibMeshHeading[]): Promise<void> {
    const names = headings.filter(({ descriptorId }) => descriptorId === null).map(({ descriptor }) => descriptor);
    await this.resolve(names);
  }

  async resolve(names: readonly string[]): Promise<void> {
    const asked = [...new Set(names)].filter((name) => !this.byName.has(name));
    if (asked.length === 0) return;
    const tags = asked.map((name) => `name:${folded(name)}`);
    const { headings, descriptors } = await statementsAbout(this.view, tags);
    const ids = new Map<string, string[]>();
    const note = (tagsOfRow: readonly string[], id: string): void => {
      for (const tag of tagsOfRow) if (tag.startsWith('name:')) ids.set(tag, [...(ids.get(tag) ?? []), id]);
    };
    for (const { tags: own, value } of headings) if (value.id !== null) note(own, value.id);
    for (const { tags: own, value } of descriptors) note(own, value.descriptor.id);
    for (const { name, synonyms, meshId } of this.vocabulary)
      if (meshId !== null)
        note(
          [name, ...synonyms].map((term) => `name:${folded(term)}`),
          meshId,
        );
    for (const name of asked) {
      const [id, ...others] = [...new Set(ids.get(`name:${folded(name)}`))].sort();
      this.byName.set(name, topicKey({ name, meshId: id ?? null }));
      this.bearers.set(
        name,
        [id ?? null, ...others].map((meshId) => topicKey({ name, meshId })),
      );
    }
  }

  /** Key of the topic of a heading that `prepare` has seen. */
  keyOf({ descriptorId, descriptor }: Pick<BibMeshHeading, 'descriptorId' | 'descriptor'>): string {
    return descriptorId === null ? this.byName.get(descriptor)! : topicKey({ name: descriptor, meshId: descriptorId });
  }

  /** The headings of all records of a work, each descriptor once, that of the first record that has it. */
  headings(records: readonly SourceRecord[]): MeshHeading[] {
    const found = new Map<string, MeshHeading>();
    for (const { record } of records)
      for (const heading of record.mesh) {
        const key = this.keyOf(heading);
        if (!found.has(key)) found.set(key, { topicKey: key, ...heading });
      }
    return [...found.values()];
  }

  assignments(records: readonly SourceRecord[]): TopicAssignment[] {
    const known = new Map<string, { isMajor: boolean; said: Provenance[] }>();
    for (const { record, readAt } of records)
      for (const heading of record.mesh) {
        const key = this.keyOf(heading);
        const said = { source: record.source, readAt };
        const before = known.get(key);
        if (before) before.said.push(said);
        else known.set(key, { isMajor: heading.isMajor, said: [said] });
      }
    const indexed = [...known].map(([key, { isMajor, said }]): TopicAssignment => {
      return { topicKey: key, method: 'MESH_INDEXING', isMajor, matchedText: null, provenance: sources(said) };
    });
    const texts = (first(records, 'abstract') ?? []).map(({ text }) => text);
    const matched = this.match(first(records, 'title'), texts)
      .filter((one) => !known.has(one.topicKey))
      .map(({ topicKey: key, matchedText }): TopicAssignment => {
        return { topicKey: key, method: 'VOCABULARY_MATCH', isMajor: false, matchedText, provenance: [this.curatedProvenance] };
      });
    return [...indexed, ...matched];
  }

  /** Asks for all at once what is said about these topics; `record` then has it. */
  async prepareRecords(keys: readonly string[]): Promise<void> {
    const tags = keys.map(tagOfTopic).filter((tag) => !this.said.has(tag));
    if (tags.length === 0) return;
    const about = new Map(tags.map((tag): [string, About] => [tag, { headings: [], descriptors: [] }]));
    const { headings, descriptors } = await statementsAbout(this.view, tags);
    for (const row of headings) for (const tag of row.tags) about.get(tag)?.headings.push(row);
    for (const row of descriptors) for (const tag of row.tags) about.get(tag)?.descriptors.push(row);
    for (const [tag, rows] of about) this.said.set(tag, rows);
  }

  /** Other topics that bear the name of a topic without identifier, where records give that name alone; `prepareRecords` comes first. */
  async othersOfName(key: string): Promise<string[]> {
    const alone = named(key, this.said.get(tagOfTopic(key))!.headings).find(({ value }) => value.id === null)?.value.name;
    if (alone === undefined) return [];
    await this.resolve([alone]);
    return this.bearers.get(alone)!.slice(1);
  }

  /** The topic with this key, out of all that is said about it; null where nothing is. */
  async record(key: string): Promise<TopicRecord | null> {
    const curated = this.curated.get(key);
    const meshId = key.startsWith('mesh:') ? key.slice(5) : null;
    await this.prepareRecords([key]);
    const said = this.said.get(tagOfTopic(key))!;
    const about = meshId === null ? { headings: named(key, said.headings), descriptors: [] } : said;
    const name =
      curated?.name ?? newest(about.descriptors)?.descriptor.name ?? about.headings.map(({ value }) => value.name).sort()[0];
    if (name === undefined) return null;
    return this.build({ key, meshId, name, curated }, about.headings, about.descriptors);
  }

  private async build(
    { key, meshId, name, curated }: { key: string; meshId: string | null; name: string; curated: Vocabulary[number] | undefined },
    headings: readonly Row<HeadingRow>[],
    descriptors: readonly Row<DescriptorRow>[],
  ): Promise<TopicRecord> {
    const descriptor = newest(descriptors)?.descriptor;
    const parents = await this.view.tagged<DescriptorRow>(PRIMARY.descriptor, (descriptor ? parentsOf(descriptor) : []).map((number) => `tree:${number}`)); // prettier-ignore
    const broader = parents.map(({ value }) => topicKey({ name: value.descriptor.name, meshId: value.descriptor.id }));
    const terms = [...(curated?.synonyms ?? []), ...(descriptor ? [descriptor.name, ...descriptor.entryTerms] : []), ...headings.map(({ value }) => value.name).sort()]; // prettier-ignore
    const said = [...headings, ...descriptors].map(({ value: { source, at } }) => ({ source, readAt: at }));
    return {
      key,
      name,
      meshId,
      synonyms: [...new Set(terms)].filter((term) => term !== name),
      broaderKeys: [...new Set([...(curated?.broaderKeys ?? []), ...broader])].filter((one) => one !== key),
      treeNumbers: [...(descriptor?.treeNumbers ?? [])].sort(),
      scopeNote: descriptor?.scopeNote ?? null,
      provenance: sources([...(curated ? [this.curatedProvenance] : []), ...said]),
    };
  }
}

/** What tags the statements about a topic: the identifier of its descriptor, or its name. */
function tagOfTopic(key: string): string {
  return key.startsWith('mesh:') ? `id:${key.slice(5)}` : `name:${key.replace(/^topic:/, '').replaceAll('-', ' ')}`;
}

/** Those of the headings that are about the topic that has no identifier. */
function named(key: string, headings: readonly Row<HeadingRow>[]): Row<HeadingRow>[] {
  return headings.filter(({ value }) => topicKey({ name: value.name, meshId: null }) === key);
}

/** Of several lists the last by its text, so that order means nothing. */
function newest(rows: readonly Row<DescriptorRow>[]): DescriptorRow | null {
  const all = rows.map(({ value }) => value);
  return all.reduce<DescriptorRow | null>((best, one) => (best && !isNewer(one.descriptor, best.descriptor) ? best : one), null);
}

/** Each source once, with its newest reading. */
export function sources(all: readonly Provenance[]): Provenance[] {
  const times = new Map<string, string>();
  for (const { source, readAt } of all) if (readAt > (times.get(source) ?? '')) times.set(source, readAt);
  return [...times].map(([source, readAt]) => ({ source, readAt })).sort((a, b) => (a.source < b.source ? -1 : 1));
}
