import { KINDS, type Kind } from '../../records.js';
import { dropAliases } from './alias.js';
import type { Run } from './connection.js';
import type { Counts } from './made-counts.js';
import { seek } from './cypher.js';
import { claimIdentifiers, dropIdentifiers, nodeName, setIdentifiers, type Claims } from './identifier.js';
import { ofEachKind, whereKeysLead } from './known.js';
import { sendOver } from './portions.js';
import { keyName } from './presence-names.js';
import type { Perhaps } from './presence.js';
import { ARTICLE_LABELS, type NodeRow } from './rows.js';

/** What is known of the nodes of a batch before they are written. */
export interface Found {
  /** Keys of those that are there. */
  there: Record<Kind, ReadonlySet<string>>;
  claims: Claims;
}

/**
 * Which nodes of a batch are there is asked once: new ones are made, with nothing to look for or to take away, and the
 * others changed. The lock of the batch keeps others from making the same ones. What is there loses what it has no longer.
 */
export async function findNodes(run: Run, rows: Record<Kind, NodeRow[]>, perhaps: Perhaps): Promise<Found> {
  const there = ofEachKind(() => new Set<string>());
  for (const kind of KINDS) {
    const led = await whereKeysLead(run, kind, rows[kind].map(({ key }) => key).filter((key) => perhaps(keyName(kind, key)))); // prettier-ignore
    for (const { given, key, isThere } of led) if (isThere && given === key) there[kind].add(key);
    await dropAliases(run, kind, led.filter(({ given, key }) => given !== key).map(({ given }) => given)); // prettier-ignore
    dropIdentifiers(run, kind, rows[kind].filter(({ key }) => there[kind].has(key))); // prettier-ignore
  }
  return { there, claims: await claimIdentifiers(run, rows, there, perhaps) };
}

/** @param counts what new nodes are made with; null where it has to be counted */
export function writeNodes(run: Run, rows: Record<Kind, NodeRow[]>, { there, claims }: Found, counts: Counts | null): void {
  for (const kind of KINDS) {
    make(run, kind, rows[kind].filter(({ key }) => !there[kind].has(key)), claims, counts); // prettier-ignore
    sendOver(run, CHANGE[kind], rows[kind].filter(({ key }) => there[kind].has(key)).map(({ key, properties, labels }) => ({ key, properties, labels }))); // prettier-ignore
  }
  setIdentifiers(run, claims);
}

/** Keys of those that are made. */
export function newKeys(rows: Record<Kind, NodeRow[]>, there: Found['there']): Record<Kind, Set<string>> {
  return ofEachKind((kind) => new Set(rows[kind].map(({ key }) => key).filter((key) => !there[kind].has(key))));
}

const setLabels = (labels: readonly string[]): string =>
  labels.map((label) => `FOREACH (_ IN CASE WHEN '${label}' IN row.labels THEN [1] ELSE [] END | SET n:${label})`).join('\n');

const CHANGE = ofEachKind(
  (kind) => `UNWIND $input.rows AS row
${seek('n', kind, 'row.key')}
SET n += row.properties
${kind === 'Article' ? `REMOVE n:${ARTICLE_LABELS.join(':')}\n${setLabels(ARTICLE_LABELS)}` : ''}`,
);

const made = (labels: string, more = ''): string => `UNWIND $input.rows AS row
CREATE (n:${labels})
SET n = row.properties
${more}
FOREACH (id IN row.identifiers | CREATE (:Identifier {id: id})-[:IDENTIFIES]->(n))`;

const MAKE = {
  ...ofEachKind(made),
  Article: made('Article:Full', setLabels(ARTICLE_LABELS.filter((label) => label !== 'Full' && label !== 'Stub'))),
};
const MAKE_STUBS = made('Article:Stub');

function make(run: Run, kind: Kind, rows: readonly NodeRow[], claims: Claims, counts: Counts | null): void {
  const asMade = ({ key, properties, labels }: NodeRow) => ({
    properties: { key, ...properties, ...counts?.(kind, key) },
    labels,
    identifiers: claims.made.get(nodeName(kind, key)) ?? [],
  });
  const isStub = ({ labels }: NodeRow): boolean => labels.includes('Stub');
  sendOver(run, MAKE_STUBS, rows.filter(isStub).map(asMade));
  sendOver(run, MAKE[kind], rows.filter((row) => !isStub(row)).map(asMade)); // prettier-ignore
}
