import { badInput } from '../errors.js';
import { SCHEME_OF } from '../id-schemes.js';
import { fromGlobalId } from '../global-id.js';
import {
  identify,
  normalizeDoi,
  normalizeIssn,
  normalizeMeshId,
  normalizeOrcid,
  normalizePmcid,
  normalizePmid,
  type Identifier,
  type IdentifierKind,
} from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import type { AnyNode, BriefRecord, Kind, StoredRecords } from '../records.js';
import { foldName } from '../store/fold.js';
import type { IdentifierScheme, StoredIdentifier } from '../store/store.js';

/** Identifiers that callers give, in whatever spelling, and the nodes that have them. */

/** Schemes of the names by which nodes of a kind are found besides identifiers. */
const NAME_SCHEMES: Partial<Record<Kind, IdentifierScheme>> = { Journal: 'journal-name', Topic: 'topic-name' };

/** The node that has the identifier; null for a miss. Lookups at the same time share a statement. */
export async function nodeOf({ kind, value }: Identifier, loaders: Loaders): Promise<AnyNode | null> {
  if (kind !== 'GLOBAL_ID') return loaders.search.byIdentifier.load({ scheme: SCHEME_OF[kind], value });
  const id = fromGlobalId(value);
  return id ? nodeByKey(id.kind, id.key, loaders) : null;
}

/** The node with this key, or the survivor of one that was merged. */
export async function nodeByKey(kind: Kind, key: string, loaders: Loaders): Promise<AnyNode | null> {
  const record = await recordByKey(kind, key, loaders, false);
  return record && ({ kind, record } as AnyNode);
}

/** The record of a node, of an article a brief one where that is enough; null for a miss. */
export function recordByKey(kind: Kind, key: string, loaders: Loaders, isBrief: boolean): Promise<BriefRecord | null> {
  switch (kind) {
    case 'Article':
      return isBrief ? loaders.article.briefByKey.load(key) : loaders.article.byKey.load(key);
    case 'Author':
      return loaders.author.byKey.load(key);
    case 'Journal':
      return loaders.journal.byKey.load(key);
    case 'Topic':
      return loaders.topic.byKey.load(key);
  }
}

/** The same for an identifier of any kind. */
export async function recordOfIdentifier(
  identifier: Identifier,
  loaders: Loaders,
  isBrief: boolean,
): Promise<BriefRecord | null> {
  const id = identifier.kind === 'GLOBAL_ID' ? fromGlobalId(identifier.value) : null;
  return id ? recordByKey(id.kind, id.key, loaders, isBrief) : ((await nodeOf(identifier, loaders))?.record ?? null);
}

/** Fields of the `by` inputs that hold one kind of identifier: how each is read, and what a message says about it. */
const TYPED = {
  pmid: { kind: 'PMID', read: normalizePmid, forms: 'a PMID: `33349761`, `pmid:33349761` or a link to PubMed' },
  pmcid: { kind: 'PMCID', read: normalizePmcid, forms: 'a PMCID: `PMC5438064`, `5438064` or a link to PubMed Central' },
  doi: { kind: 'DOI', read: normalizeDoi, forms: 'a DOI: `10.1186/s13643-017-0571-y`, with `doi:` or as a link' },
  orcid: { kind: 'ORCID', read: normalizeOrcid, forms: 'an ORCID iD with a right check digit: `0000-0002-1825-0097` or a link' },
  issn: { kind: 'ISSN', read: normalizeIssn, forms: 'an ISSN with a right check digit: `1472-6920`' },
  meshId: { kind: 'MESH', read: normalizeMeshId, forms: 'a MeSH descriptor UI: `D007396`' },
} as const satisfies Record<string, { kind: IdentifierKind; read: (text: string) => string | null; forms: string }>;

const isTyped = (field: string): field is keyof typeof TYPED => field in TYPED;

/** The node of the wanted kind that a `by` input names; null when there is none or it is of another kind. */
export async function nodeBy<K extends Kind>(kind: K, by: object, loaders: Loaders): Promise<StoredRecords[K] | null> {
  const [field, text] = Object.entries(by)[0] as [string, string];
  if (!isTyped(field)) return nodeNamed(kind, text, field === 'id' ? undefined : NAME_SCHEMES[kind], loaders);
  const value = TYPED[field].read(text);
  const identifier = value === null ? identify(text) : { kind: TYPED[field].kind, value };
  // Digits alone pass for a PMID, which only an article has: here they are an ISSN or an ORCID iD that is wrong.
  if (!identifier || (identifier.kind === 'PMID' && kind !== 'Article' && /^\d+$/.test(text.trim())))
    throw badInput(`\`${field}: "${shown(text)}"\` is not recognised. Give ${TYPED[field].forms}.`);
  return ofKind(kind, await nodeOf(identifier, loaders));
}

/** Looked up as an identifier and, where no node of the kind has it and the kind has names, as a name. */
async function nodeNamed<K extends Kind>(
  kind: K,
  text: string,
  names: IdentifierScheme | undefined,
  loaders: Loaders,
): Promise<StoredRecords[K] | null> {
  const identifier = identify(text);
  const identified = identifier && ofKind(kind, await nodeOf(identifier, loaders));
  if (identified || !names) return identified;
  const name: StoredIdentifier = { scheme: names, value: foldName(text) };
  return name.value === '' ? null : ofKind(kind, await loaders.search.byIdentifier.load(name));
}

function ofKind<K extends Kind>(kind: K, node: AnyNode | null): StoredRecords[K] | null {
  return node?.kind === kind ? (node.record as StoredRecords[K]) : null;
}

/** Keys of the nodes of one kind that a filter names by identifiers or names; those that name none are left out. */
export async function keysOf(kind: Kind, texts: readonly string[], loaders: Loaders): Promise<string[]> {
  return (await recordsOf(kind, texts, loaders)).map(({ key }) => key);
}

/** The same with all that the graph has of each, which was read to find it. */
export async function recordsOf<K extends Kind>(
  kind: K,
  texts: readonly string[],
  loaders: Loaders,
): Promise<StoredRecords[K][]> {
  const found = await Promise.all(texts.map((text) => nodeNamed(kind, text, NAME_SCHEMES[kind], loaders)));
  return [...new Map(found.flatMap((record) => (record ? [[record.key, record]] : []))).values()];
}

const MAX_SHOWN = 80;

/** What a message repeats of the caller's text. */
export function shown(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}
