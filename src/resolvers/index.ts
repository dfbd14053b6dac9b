import type { Resolvers } from '../generated/graphql.js';
import { analysisRunResolvers } from './analysis-run.js';
import { analysisResolvers } from './analysis.js';
import { articleDetailsResolvers } from './article-details.js';
import { articleResolvers } from './article.js';
import { authorMetricsResolvers } from './author-metrics.js';
import { authorNetworkResolvers } from './author-network.js';
import { authorResolvers } from './author.js';
import { citationSearchResolvers } from './citation-search.js';
import { collaborationResolvers } from './collaboration.js';
import { decisionResolvers } from './decision.js';
import { duplicateResolvers } from './duplicate.js';
import { facetResolvers } from './facet.js';
import { graphResolvers } from './graph.js';
import { importRecordsResolvers } from './import-records.js';
import { importReportResolvers } from './import-report.js';
import { importResolvers } from './import.js';
import { institutionResolvers } from './institution.js';
import { jobResolvers } from './job.js';
import { journalResolvers } from './journal.js';
import { nodeResolvers } from './node.js';
import { placeNetworkResolvers } from './place-network.js';
import { provenanceResolvers } from './provenance.js';
import { relatedAuthorResolvers } from './related-author.js';
import { relatedResolvers } from './related.js';
import { resolveResolvers } from './resolve.js';
import { searchResolvers } from './search.js';
import { structureResolvers } from './structure.js';
import { topicResolvers } from './topic.js';
import { traversalResolvers } from './traversal.js';

/** All resolvers, one part for each file of this folder that has some. */
export const resolvers: Resolvers[] = [
  nodeResolvers,
  graphResolvers,
  articleResolvers,
  articleDetailsResolvers,
  authorResolvers,
  authorMetricsResolvers,
  relatedAuthorResolvers,
  collaborationResolvers,
  authorNetworkResolvers,
  journalResolvers,
  topicResolvers,
  facetResolvers,
  searchResolvers,
  resolveResolvers,
  traversalResolvers,
  analysisResolvers,
  analysisRunResolvers,
  structureResolvers,
  importResolvers,
  importRecordsResolvers,
  importReportResolvers,
  jobResolvers,
  decisionResolvers,
  duplicateResolvers,
  provenanceResolvers,
  relatedResolvers,
  citationSearchResolvers,
  institutionResolvers,
  placeNetworkResolvers,
];
