import type { Resolvers } from '../generated/graphql.js';
import type { ImportNode } from '../ledger/imports.js';
import type { CitationName } from '../ledger/citation-support.js';
import type { WorkSource } from '../ledger/support.js';
import type { Loaders } from '../loaders/index.js';
import { wholeList } from '../loaders/list.js';
import type { Provenance, StoredArticle, StoredAuthor, StoredJournal, StoredTopic } from '../records.js';
import type { CitationEdgeSource, ProvenanceSource } from './sources.js';

/**
 * Who says what, and which imports brought it. Imports are looked for only when a field asks for them: in the source
 * records of the works that a statement is about.
 */

interface ImportedRecord {
  source: string;
  importIds: string[];
}

const importsFrom = (records: readonly ImportedRecord[], source: string): string[] =>
  records.filter((record) => record.source === source).flatMap(({ importIds }) => importIds);

/** Statements whose imports are those of the records of the same source. */
function saidBy(said: readonly Provenance[], records: () => Promise<readonly ImportedRecord[]>): ProvenanceSource[] {
  return said.map((one) => ({ ...one, imports: async () => importsFrom(await records(), one.source) }));
}

/** What the records of one work say: its journal, its authors, its topics. */
export function saidOfWork(said: readonly Provenance[], workKey: string, loaders: Loaders): ProvenanceSource[] {
  return saidBy(said, () => loaders.provenance.ofWork.load(workKey));
}

export function saidOfJournal({ key, provenance }: StoredJournal, loaders: Loaders): ProvenanceSource[] {
  return saidBy(provenance, () => loaders.provenance.ofJournal.load(key));
}

export function saidOfTopic({ meshId, provenance }: StoredTopic, loaders: Loaders): ProvenanceSource[] {
  return meshId === null ? provenance : saidBy(provenance, () => loaders.provenance.ofDescriptor.load(meshId));
}

export function saidOfCitation({ record, edge, parent, relation }: CitationEdgeSource, loaders: Loaders): ProvenanceSource[] {
  const name = relation === 'references' ? { citing: parent, cited: record.key } : { citing: record.key, cited: parent };
  return saidBy(edge.provenance, () => loaders.provenance.ofCitation.load(name));
}

const fromRecord = ({ importIds, ...record }: WorkSource): ProvenanceSource => ({ ...record, imports: async () => importIds });

/** The records behind an article; for a work that others only name, also the sources of the citations that do. */
export async function saidOfArticle(article: StoredArticle, loaders: Loaders): Promise<ProvenanceSource[]> {
  const records = (await loaders.provenance.ofWork.load(article.key)).map(fromRecord);
  if (article.status === 'STUB') return [...records, ...(await namedBy(article.key, loaders))];
  return records.length > 0 ? records : article.provenance;
}

/** The sources that name a stub, each once with its newest reading: those of the citations that it is an end of. */
async function namedBy(key: string, loaders: Loaders): Promise<ProvenanceSource[]> {
  const order = { field: 'date', direction: 'DESC' } as const;
  const [citing, cited] = await Promise.all([
    wholeList(loaders.article.citedBy, key, order),
    wholeList(loaders.article.references, key, order),
  ]);
  const names: CitationName[] = [
    ...citing.map(({ record }) => ({ citing: record.key, cited: key })),
    ...cited.map(({ record }) => ({ citing: key, cited: record.key })),
  ];
  const newest = new Map<string, string>();
  for (const { source, readAt } of [...citing, ...cited].flatMap(({ edge }) => edge.provenance))
    if (readAt > (newest.get(source) ?? '')) newest.set(source, readAt);
  const said = [...newest].sort().map(([source, readAt]) => ({ source, readAt }));
  const records = async () => (await Promise.all(names.map((name) => loaders.provenance.ofCitation.load(name)))).flat();
  return saidBy(said, records).map((one) => ({ ...one, fields: ['identifiers'] }));
}

/** The records of all works of an author whose author lists have the name. */
export function saidOfAuthor({ key, provenance }: StoredAuthor, loaders: Loaders): ProvenanceSource[] {
  const works = async (source: string): Promise<string[]> => {
    const articles = await wholeList(loaders.author.articles, key, { field: 'date', direction: 'DESC' });
    return articles.filter(({ edge }) => edge.provenance.some((one) => one.source === source)).map(({ record }) => record.key);
  };
  const imports = async (source: string): Promise<string[]> => {
    const records = await Promise.all((await works(source)).map((work) => loaders.provenance.ofWork.load(work)));
    return importsFrom(records.flat(), source);
  };
  return provenance.map((one) => ({ ...one, imports: () => imports(one.source) }));
}

/** Oldest first: the ids are in the order in which imports began. */
async function importsOf({ imports }: ProvenanceSource, loaders: Loaders): Promise<ImportNode[]> {
  const ids = [...new Set((await imports?.()) ?? [])].sort();
  const found = await Promise.all(ids.map((id) => loaders.import.byId.load(id)));
  return found.filter((one) => one !== null);
}

export const provenanceResolvers: Resolvers = {
  Provenance: {
    import: async (said, _, { loaders }) => (await importsOf(said, loaders))[0] ?? null,
    imports: (said, _, { loaders }) => importsOf(said, loaders),
    fields: ({ fields }) => [...(fields ?? [])],
  },
};
