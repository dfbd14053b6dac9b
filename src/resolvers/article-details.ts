import type { ArticleResolvers, CorrectionResolvers, MeshHeadingResolvers, Resolvers, WorkScheme } from '../generated/graphql.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type {
  ArticleDetails,
  BriefArticle,
  Correction,
  StoredArticle,
  WorkIdentifier,
  WorkScheme as Scheme,
} from '../records.js';
import type { Filter } from '../store/filter.js';

/** What is shown of one article but never of many in a row; one statement reads it for all articles of an answer. */

const detailsOf = (article: BriefArticle, loaders: Loaders): Promise<ArticleDetails> => loaders.article.details.load(article.key);

const detail =
  <Field extends keyof ArticleDetails>(field: Field) =>
  async (article: BriefArticle, _: unknown, { loaders }: { loaders: Loaders }): Promise<ArticleDetails[Field]> =>
    (await detailsOf(article, loaders))[field];

async function abstract(article: BriefArticle, loaders: Loaders): Promise<ArticleDetails['abstract']> {
  return article.hasAbstract ? (await detailsOf(article, loaders)).abstract : [];
}

function abstractText(sections: ArticleDetails['abstract']): string {
  return sections.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('\n\n');
}

const RETRACTED: Filter<'Article'> = { test: 'isRetracted', value: true };

export const articleDetails = {
  abstract: async (article, _, { loaders }) => abstractText(await abstract(article, loaders)) || null,
  abstractSections: (article, _, { loaders }) => abstract(article, loaders),
  otherAbstracts: detail('otherAbstracts'),
  vernacularTitle: detail('vernacularTitle'),
  bookTitle: detail('bookTitle'),
  languages: detail('languages'),
  meshHeadings: detail('meshHeadings'),
  keywords: detail('keywords'),
  grants: detail('grants'),
  corrections: detail('corrections'),
  unresolvedReferences: detail('unresolvedReferences'),
  citesRetracted: async ({ key, referenceCount }, _, { loaders }) =>
    referenceCount > 0 && (await loaders.article.references.count.load({ parent: key, question: RETRACTED })) > 0,
} satisfies ArticleResolvers;

const SCHEMES: Record<Scheme, WorkScheme> = {
  pmid: 'PMID',
  doi: 'DOI',
  pmcid: 'PMCID',
  openalex: 'OPENALEX',
  s2: 'SEMANTIC_SCHOLAR',
  omid: 'OMID',
};

/** The other work, by the first of its identifiers that the graph knows. */
async function correctedArticle({ identifiers }: Correction, loaders: Loaders): Promise<StoredArticle | null> {
  const found = await Promise.all(identifiers.map(({ scheme, value }) => loaders.search.byIdentifier.load({ scheme, value })));
  const node = found.find((one) => one?.kind === 'Article');
  return node?.kind === 'Article' ? node.record : null;
}

const Correction: CorrectionResolvers = {
  article: (correction, _, { loaders }) => correctedArticle(correction, loaders),
};

const MeshHeading: MeshHeadingResolvers = {
  descriptor: async ({ topicKey }, _, { loaders }) => (await loadNamed(loaders.topic.byKey, [topicKey]))[0]!,
  name: ({ descriptor }) => descriptor,
  meshId: ({ descriptorId }) => descriptorId,
  major: ({ isMajor }) => isMajor,
  qualifiers: ({ qualifiers }) => qualifiers.map(({ name }) => name),
  qualifierTerms: ({ qualifiers }) => qualifiers,
};

export const articleDetailsResolvers: Resolvers = {
  OtherAbstract: { text: ({ sections }) => abstractText(sections) },
  Correction,
  MeshHeading,
  MeshQualifier: { meshId: ({ id }) => id },
  WorkIdentifier: { scheme: ({ scheme }: WorkIdentifier) => SCHEMES[scheme] },
};
