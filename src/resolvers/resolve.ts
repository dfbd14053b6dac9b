import { badInput } from '../errors.js';
import type { IdentifierKind, Resolvers, ResolversTypes } from '../generated/graphql.js';
import { fromGlobalId, fromLedgerId, toGlobalId } from '../global-id.js';
import { identify, type Identifier } from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import { nodeOf } from './identifier.js';

/** `resolve`: what each of many identifiers is, and what it finds. A miss is an answer, never an error. */

export const MAX_IDENTIFIERS = 1000;

const NOT_IN_GRAPH: Record<IdentifierKind, string> = {
  PMID: 'No article of this graph has this PMID.',
  PMCID: 'No article of this graph has this PMCID.',
  DOI: 'No article of this graph has this DOI.',
  OPENALEX: 'No article of this graph has this OpenAlex id.',
  SEMANTIC_SCHOLAR: 'No article of this graph has this Semantic Scholar id.',
  OMID: 'No article of this graph has this OMID.',
  ORCID: 'No author of this graph has this ORCID iD.',
  ISSN: 'No journal of this graph has this ISSN.',
  MESH: 'No topic of this graph has this MeSH descriptor UI.',
  NLM: 'No journal of this graph has this NLM identifier.',
  GLOBAL_ID: 'This is the id of a graph such as this one, but no node of this graph has it.',
};

const UNKNOWN =
  'Not recognised as an identifier. Give a PMID, DOI, PMCID, OpenAlex or Semantic Scholar id, OMID, ORCID iD, ISSN, MeSH descriptor UI or an id of this graph, bare, with a prefix such as `pmid:`, or as a link.';
const NO_NODE = 'This is the id of an import or a possible duplicate, which stand beside the graph: give it to `node`.';
const WRONG_CHECK_DIGIT: readonly [RegExp, string][] = [
  [
    /(?:^|\D)\d{4}[-\s]?\d{4}[-\s]?\d{4}[-\s]?\d{3}[\dx]\/?$/i,
    'Looks like an ORCID iD, but its check digit is wrong: a digit may be mistyped.',
  ],
  [/(?:^|\D)\d{4}-\d{3}[\dx]$|issn\D*\d{7}[\dx]$/i, 'Looks like an ISSN, but its check digit is wrong: a digit may be mistyped.'],
];

async function resolveOne(input: string, loaders: Loaders): Promise<ResolversTypes['ResolvedIdentifier']> {
  const identifier = identify(input);
  if (!identifier) return { input, kind: null, normalized: null, node: null, problem: whyUnknown(input) };
  const node = await nodeOf(identifier, loaders);
  const { kind } = identifier;
  return {
    input,
    kind,
    normalized: normalForm(identifier),
    node: node?.record ?? null,
    problem: node ? null : NOT_IN_GRAPH[kind],
  };
}

function whyUnknown(input: string): string {
  if (fromLedgerId(input)) return NO_NODE;
  const text = input.trim();
  return WRONG_CHECK_DIGIT.find(([shape]) => shape.test(text))?.[1] ?? UNKNOWN;
}

/** Ids of this graph may come with the padding or line breaks of other programs. */
function normalForm({ kind, value }: Identifier): string {
  const id = kind === 'GLOBAL_ID' ? fromGlobalId(value) : null;
  return id ? toGlobalId(id.kind, id.key) : value;
}

export const resolveResolvers: Resolvers = {
  Query: {
    resolve: (_, { identifiers }, { loaders }) => {
      if (identifiers.length > MAX_IDENTIFIERS) {
        throw badInput(
          `\`identifiers\` has ${identifiers.length} entries; at most ${MAX_IDENTIFIERS} are allowed. Ask in several requests.`,
        );
      }
      return Promise.all(identifiers.map((input) => resolveOne(input, loaders)));
    },
  },
};
