import { Readable } from 'node:stream';
import type { Resolvers } from '../generated/graphql.js';
import type { JobQueue } from '../jobs/queue.js';
import { afresh, asHolder, type Context } from './context.js';
import { checkedText } from './import-records.js';
import { checkedSize } from './paging.js';
import { payload } from './user-errors.js';

const Query: Resolvers['Query'] = {
  importJob: async (_, { id }, context) => (await asHolder(context)).jobs.get(id),
  importJobs: async (_, { first }, context) => (await asHolder(context)).jobs.newest(checkedSize('first', first)),
};

/** A payload of what is done to a job. */
async function withJobs<T extends object>(context: Context, act: (jobs: JobQueue) => Promise<T>) {
  const { jobs } = await asHolder(context);
  return payload(() => afresh(context, () => act(jobs)));
}

const Mutation: Resolvers['Mutation'] = {
  startImportJob: (_, { input }, context) =>
    withJobs(context, async (jobs) => {
      const { content, format, name } = checkedText(input);
      return { job: await jobs.receive(Readable.from([Buffer.from(content, 'utf8')]), { fileName: name, format }) };
    }),
  stopImportJob: (_, { id }, context) => withJobs(context, async (jobs) => ({ job: await jobs.stop(id) })),
  resumeImportJob: (_, { id }, context) => withJobs(context, async (jobs) => ({ job: await jobs.resume(id) })),
  deleteImportJob: (_, { id }, context) =>
    withJobs(context, async (jobs) => {
      await jobs.remove(id);
      return { deletedId: id };
    }),
};

export const jobResolvers: Resolvers = {
  Query,
  Mutation,
  ImportJob: {
    refusals: async ({ id }, _, context) =>
      (await asHolder(context)).jobs.refusalsSoFar(id) ?? (await context.loaders.job.report.load(id))?.refusals ?? [],
    report: async ({ id }, _, context) => {
      await asHolder(context);
      return context.loaders.job.report.load(id);
    },
  },
};
