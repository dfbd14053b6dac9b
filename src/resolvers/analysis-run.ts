import { ANALYSES } from '../analysis/index.js';
import { readTexts } from '../analysis/parameters.js';
import { badInput } from '../errors.js';
import type { Resolvers, StartAnalysisInput } from '../generated/graphql.js';
import type { AnalysisRun } from '../snapshot/run.js';
import { asHolder, type Context } from './context.js';
import { shown } from './identifier.js';
import { checkedSize } from './paging.js';
import { payload } from './user-errors.js';

/** Analyses at work: watched by everybody, started and stopped by the holder of the token. */

/** How long an answer waits for a run that is told to stop. */
const STOP_WAIT_MS = 5_000;

async function start({ analysis: id, settings }: StartAnalysisInput, { snapshots }: Context): Promise<AnalysisRun> {
  const analysis = ANALYSES.find((one) => one.id === id.trim().toUpperCase());
  if (!analysis) throw badInput(`There is no analysis "${shown(id)}". There are: ${ANALYSES.map((one) => one.id).join(', ')}.`);
  return snapshots.start(analysis, readTexts(analysis.parameters, settings));
}

async function stop(id: string, { snapshots }: Context): Promise<AnalysisRun> {
  const run = snapshots.get(id);
  if (!run) throw badInput(`There is no run "${shown(id)}"; \`analysisRuns\` lists those that there are.`);
  if (run.isOver) return run;
  run.stop();
  const late = new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS).unref());
  await Promise.race([run.answer.catch(() => {}), late]);
  return run;
}

export const analysisRunResolvers: Resolvers = {
  Query: {
    analysisRuns: (_, { first }, { snapshots }) => snapshots.newest(checkedSize('first', first)),
    analysisRun: (_, { id }, { snapshots }) => snapshots.get(id),
  },
  Mutation: {
    startAnalysis: (_, { input }, context) =>
      payload(async () => {
        await asHolder(context);
        return { run: await start(input, context) };
      }),
    stopAnalysis: (_, { id }, context) =>
      payload(async () => {
        await asHolder(context);
        return { run: await stop(id, context) };
      }),
  },
  AnalysisRun: {
    settings: ({ settings }) => Object.entries(settings).map(([id, value]) => ({ id, value: String(value) })),
    isCurrent: (run) => run.isCurrent(),
  },
};
