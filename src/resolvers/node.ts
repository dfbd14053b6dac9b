import { badInput } from '../errors.js';
import type { Resolvers } from '../generated/graphql.js';
import { fromAnyGlobalId, isLedgerKind, type LedgerKind } from '../global-id.js';
import { identify } from '../ids.js';
import type { Act } from '../ledger/act.js';
import type { ImportNode } from '../ledger/imports.js';
import type { PossibleDuplicate } from '../ledger/possible.js';
import type { Loaders } from '../loaders/index.js';
import type { BriefRecord, Kind } from '../records.js';
import { asksBrief } from './brief.js';
import type { ThereOrPromised } from './connection.js';
import { recordByKey, recordOfIdentifier } from './identifier.js';

export const MAX_NODES = 100;

/**
 * The kind of a record. Records do not name their kind; each kind has a field that no other has, which the
 * compiler checks here: the last line only compiles while nothing but a topic is left.
 */
export function kindOf(record: BriefRecord): Kind {
  if ('authorsStatus' in record) return 'Article';
  if ('initials' in record) return 'Author';
  if ('issns' in record) return 'Journal';
  return record.synonyms && 'Topic';
}

type AnyRecord = BriefRecord | ImportNode | PossibleDuplicate | Act;

function typeOf(record: AnyRecord): Kind | LedgerKind {
  if ('timesRead' in record) return 'Import';
  if ('made' in record) return 'Decision';
  return 'reasons' in record ? 'PossibleDuplicate' : kindOf(record);
}

const BY_KIND = {
  Import: (loaders: Loaders) => loaders.import,
  PossibleDuplicate: (loaders: Loaders) => loaders.duplicate,
  Decision: (loaders: Loaders) => loaders.decision,
};

/** Ids come by the hundred: each is read once, and no promise waits for another. */
function recordOf(text: string, loaders: Loaders, isBrief: boolean): ThereOrPromised<AnyRecord | null> {
  const id = fromAnyGlobalId(text);
  if (id) {
    const { kind, key } = id;
    return isLedgerKind(kind) ? BY_KIND[kind](loaders).byId.load(key) : recordByKey(kind, key, loaders, isBrief);
  }
  const identifier = identify(text);
  return identifier && recordOfIdentifier(identifier, loaders, isBrief);
}

export const nodeResolvers: Resolvers = {
  Query: {
    node: (_, { id }, { loaders }, info) => recordOf(id, loaders, asksBrief(info)),
    nodes: (_, { ids }, { loaders }, info) => {
      if (ids.length > MAX_NODES)
        throw badInput(`\`ids\` has ${ids.length} entries; at most ${MAX_NODES} are allowed. Ask in several requests.`);
      const isBrief = asksBrief(info);
      return Promise.all(ids.map((id) => recordOf(id, loaders, isBrief)));
    },
  },
  Node: { __resolveType: typeOf },
  GraphNode: { __resolveType: kindOf },
};
