import type { CodegenConfig } from '@graphql-codegen/cli';

const sources = '../resolvers/sources.js';
const connections = '../resolvers/connection.js';
const records = '../records.js';
const ledger = '../ledger';
const traverse = '../traverse';
const outcome = '../traverse/search-outcome.js';

/** What the resolvers of each type get as their parent. Types that are not named here are plain objects of the same shape. */
const mappers = {
  Article: `${records}#BriefArticle`,
  Author: `${records}#StoredAuthor`,
  Journal: `${records}#StoredJournal`,
  Topic: `${records}#StoredTopic`,
  WorkIdentifier: `${records}#WorkIdentifier as WorkIdentifierSource`,
  Correction: `${records}#Correction as CorrectionSource`,
  MeshHeading: `${records}#MeshHeading as MeshHeadingSource`,
  AuthorIdentity: '../ledger/author-row.js#AuthorIdentity as AuthorIdentitySource',
  MeshQualifier: `${records}#MeshQualifier as MeshQualifierSource`,
  OtherAbstract: `${records}#OtherAbstract as OtherAbstractSource`,
  ReferenceCount: `${records}#BriefArticle`,

  ArticleConnection: `${connections}#ArticleConnectionSource`,
  ArticleEdge: `${sources}#ArticleEdgeSource`,
  CitationConnection: `${sources}#CitationConnectionSource`,
  CitationEdge: `${sources}#CitationEdgeSource`,
  AuthorArticleConnection: `${sources}#AuthorArticleConnectionSource`,
  AuthorArticleEdge: `${sources}#AuthorArticleEdgeSource`,
  TopicArticleConnection: `${sources}#TopicArticleConnectionSource`,
  TopicArticleEdge: `${sources}#TopicArticleEdgeSource`,

  AuthorConnection: `${sources}#AuthorConnectionSource`,
  AuthorEdge: `${sources}#AuthorEdgeSource`,
  CoauthorConnection: `${sources}#CoauthorConnectionSource`,
  CoauthorEdge: `${sources}#CoauthorEdgeSource`,
  AuthorshipConnection: `${sources}#AuthorshipConnectionSource`,
  AuthorshipEdge: `${sources}#AuthorshipEdgeSource`,
  JournalConnection: `${sources}#JournalConnectionSource`,
  JournalEdge: `${sources}#JournalEdgeSource`,
  TopicConnection: `${sources}#TopicConnectionSource`,
  TopicEdge: `${sources}#TopicEdgeSource`,
  TopicAssignmentConnection: `${sources}#TopicAssignmentConnectionSource`,
  TopicAssignmentEdge: `${sources}#TopicAssignmentEdgeSource`,
  AuthorTopicConnection: `${sources}#AuthorTopicConnectionSource`,
  AuthorTopicEdge: `${sources}#AuthorTopicEdgeSource`,
  AuthorMetrics: `${sources}#AuthorMetricsSource`,
  CitedAuthorConnection: `${sources}#RelatedAuthorConnectionSource`,
  CitedAuthorEdge: `${sources}#RelatedAuthorEdgeSource`,
  SimilarAuthorConnection: `${sources}#RelatedAuthorConnectionSource`,
  SimilarAuthorEdge: `${sources}#RelatedAuthorEdgeSource`,
  RelatedTopicConnection: `${sources}#RelatedTopicConnectionSource`,
  RelatedTopicEdge: `${sources}#RelatedTopicEdgeSource`,
  SearchConnection: `${sources}#SearchConnectionSource`,
  SearchEdge: `${sources}#SearchEdgeSource`,
  Suggestion: `${sources}#SuggestionSource`,

  RelatedArticleConnection: `${sources}#RelatedConnectionSource`,
  RelatedArticleEdge: `${sources}#RelatedEdgeSource`,
  SharedArticleConnection: `${sources}#SharedConnectionSource`,
  SharedArticleEdge: `${sources}#ArticleEdgeSource`,

  CitationSearch: `${sources}#CitationSearchSource`,
  CitationSearchSeed: `${outcome}#SeedFound`,
  CitationSearchRound: `${outcome}#Round`,
  CitationDirectionCounts: `${outcome}#DirectionCounts`,
  CitationSeedCounts: `${outcome}#StartCounts`,
  CitationLink: `${outcome}#Link`,
  CitationCandidateConnection: `${sources}#CitationCandidateConnectionSource`,
  CitationCandidateEdge: `${sources}#CitationCandidateEdgeSource`,
  SavedCitationSearch: `${sources}#SavedCitationSearchSource`,
  SavedCitationSearchConnection: `${sources}#SavedCitationSearchConnectionSource`,
  SavedCitationSearchEdge: `${sources}#SavedCitationSearchEdgeSource`,

  ArticleFacets: `${connections}#ArticleConnectionSource`,
  FacetCounts: `${sources}#FacetCountsSource`,
  YearFacet: `${sources}#FacetValue`,
  JournalFacet: `${sources}#FacetValue`,
  TopicFacet: `${sources}#FacetValue`,
  PublicationTypeFacet: `${sources}#FacetValue`,
  AuthorFacet: `${sources}#FacetValue`,
  YearTotal: `${sources}#FacetValue`,

  Analysis: '../analysis/analysis.js#AnalysisDescription',
  AnalysisRun: '../snapshot/run.js#AnalysisRun as AnalysisRunSource',
  AnalysisParameter: '../analysis/analysis.js#Parameter',
  Community: `${sources}#CommunitySource`,
  CommunityConnection: `${sources}#CommunityConnectionSource`,
  CommunityEdge: `${sources}#CommunityEdgeSource`,
  CommunityTerm: '../analysis/community-labels.js#LabelTerm',
  ReferenceYear: `${sources}#ReferenceYearSource`,
  RankingConnection: `${sources}#RankingSource`,
  RankingEdge: `${sources}#RankingEdgeSource`,
  MainPath: `${sources}#MainPathSource`,
  Subgraph: `${sources}#SubgraphSource`,
  SubgraphNode: `${sources}#SubgraphNodeSource`,
  SubgraphEdge: `${traverse}/subgraph-edge.js#SubgraphEdge as SubgraphEdgeSource`,
  Paths: `${traverse}/paths.js#Paths as PathsSource`,
  Path: `${traverse}/paths.js#Path as PathSource`,
  PathNode: `${traverse}/paths.js#PathNode as PathNodeSource`,
  CollaborationPaths: `${traverse}/collaboration.js#Collaboration`,
  CollaborationGap: `${sources}#CollaborationGapSource`,
  CollaborationPath: `${sources}#CollaborationPathSource`,
  CollaborationStep: `${traverse}/collaboration.js#CollaborationStep as CollaborationStepSource`,

  Institution: `../resolvers/institution.js#KeyedInstitution`,
  AuthorInstitution: '../affiliation/institution-years.js#InstitutionYears',

  PlaceNetwork: `${sources}#PlaceNetworkSource`,
  PlaceNetworkNode: `${sources}#PlaceNodeSource`,
  PlaceNetworkSlice: `${sources}#PlaceSliceSource`,

  AuthorNetwork: `${sources}#AuthorNetworkSource`,
  AuthorNetworkNode: '../analysis/author-network-part.js#NetworkNode',
  AuthorNetworkEdge: `${sources}#NetworkEdgeSource`,
  AuthorNetworkCommunity: `${sources}#NetworkCommunitySource`,
  AuthorNetworkSlice: '../analysis/author-network-slices.js#NetworkSlice',

  Graph: '../store/description.js#StoreDescription',

  Provenance: `${sources}#ProvenanceSource`,
  Import: `${ledger}/imports.js#ImportNode`,
  ImportConnection: `${sources}#ImportConnectionSource`,
  ImportEdge: `${sources}#ImportEdgeSource`,
  ImportReport: '../import/report.js#ImportReport as ImportReportSource',
  ImportMerge: '../import/report.js#MergeNote',
  ImportedFile: '../import/report.js#FileReport',
  ImportJob: '../jobs/job.js#Job',
  Decision: `${ledger}/act.js#Act as DecisionSource`,
  DecisionConnection: `${sources}#DecisionConnectionSource`,
  DecisionEdge: `${sources}#DecisionEdgeSource`,
  PossibleSameAuthor: `${ledger}/possible-author.js#PossibleAuthor as PossibleSameAuthorSource`,
  PossibleDuplicate: `${ledger}/possible.js#PossibleDuplicate as PossibleDuplicateSource`,
  PossibleDuplicateConnection: `${sources}#PossibleDuplicateConnectionSource`,
  PossibleDuplicateEdge: `${sources}#PossibleDuplicateEdgeSource`,
};

/** Types of the resolvers from schema/*.graphql. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/generated/graphql.ts': {
      plugins: [
        { add: { content: '/* Generated by `npm run codegen` from schema/*.graphql. Do not edit. */' } },
        'typescript',
        'typescript-resolvers',
      ],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: 'string', BigInt: 'string', ID: { input: 'string', output: 'string' } },
        contextType: '../resolvers/context.js#Context',
        mappers,
      },
    },
  },
};

export default config;
