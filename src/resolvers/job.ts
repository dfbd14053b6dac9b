import { Readable } from 'node:stream';
import type { Resolvers } from '../generated/graphql.js';
import { jobLoaders } from '../loaders/job.js';
import { connectionFields, edgeFields, ledgerConnection } from './connection.js';
import { asHolder } from './context.js';
import { checkedText } from './import-records.js';
import { payload } from './user-errors.js';

const Query: Resolvers['Query'] = {
  importJob: async (_, { id }, context) => (await asHolder(context)).jobs.get(id),
  importJobs: async (_, args, context) => ledgerConnection('importJobs', jobLoaders((await asHolder(context)).jobs), args),
};

const Mutation: Resolvers['Mutation'] = {
  startImportJob: async (_, { input }, context) => {
    const { jobs } = await asHolder(context);
    return payload(async () => {
      const { content, format, name } = checkedText(input);
      return { job: await jobs.receive(Readable.from([Buffer.from(content, 'utf8')]), { fileName: name, format }) };
    });
  },
  stopImportJob: async (_, { id }, context) => {
    const { jobs } = await asHolder(context);
    return payload(async () => ({ job: await jobs.stop(id) }));
  },
  resumeImportJob: async (_, { id }, context) => {
    const { jobs } = await asHolder(context);
    return payload(async () => ({ job: await jobs.resume(id) }));
  },
  deleteImportJob: async (_, { id }, context) => {
    const { jobs } = await asHolder(context);
    return payload(async () => {
      await jobs.remove(id);
      return { deletedId: id };
    });
  },
};

export const jobResolvers: Resolvers = {
  Query,
  Mutation,
  ImportJob: {
    refusals: async ({ id }, _, context) => (await asHolder(context)).jobs.refusals(id),
    report: async ({ id }, _, context) => (await asHolder(context)).jobs.report(id),
  },
  ImportJobConnection: connectionFields,
  ImportJobEdge: edgeFields,
};
