import { badInput } from '../errors.js';
import type { ImportRecordsInput, ImportUserError, Resolvers } from '../generated/graphql.js';
import { formatById } from '../import/index.js';
import { cleanText } from '../import/input.js';
import type { ImportReport } from '../import/report.js';
import type { TextTask } from '../jobs/tasks.js';
import { asHolder, change, type Context } from './context.js';
import { importKey } from './import.js';
import { payload } from './user-errors.js';

/** Characters that are imported in one request; larger sets are uploaded as files. */
export const MAX_CONTENT = 200_000;
const MAX_NAME = 255;

/** Throws BAD_USER_INPUT for what cannot be records. */
export function checkedText({ content, format, fileName }: ImportRecordsInput): TextTask {
  if (content.length > MAX_CONTENT) {
    throw badInput(
      `\`content\` has ${content.length} characters; at most ${MAX_CONTENT} are taken in one request. Upload the file to /imports instead.`,
    );
  }
  if (content.trim() === '') throw badInput('`content` is empty.');
  const name = cleanText(fileName ?? '');
  if (name.length > MAX_NAME) throw badInput(`\`fileName\` has ${name.length} characters; at most ${MAX_NAME} are allowed.`);
  return { content, format: format ? formatById(format).id : null, name: name || 'records' };
}

async function importRecords(input: ImportRecordsInput, context: Context) {
  await asHolder(context);
  const { report = null, userErrors } = await payload(async () => ({
    report: await change(context, 'importText', checkedText(input)),
  }));
  if (report === null) return { import: null, report, userErrors: userErrors.map(({ message }) => ({ message })) };
  const id = report.files[0]?.importId ?? null;
  return { import: id === null ? null : await context.loaders.import.byId.load(id), report, userErrors: refusalsOf(report) };
}

const refusalsOf = ({ refusals }: ImportReport): ImportUserError[] =>
  refusals.map(({ record, line, reason }) => ({ record, line, message: reason }));

export const importRecordsResolvers: Resolvers = {
  Mutation: {
    importRecords: (_, { input }, context) => importRecords(input, context),
    undoImport: (_, { id }, context) =>
      payload(async () => {
        const { records, works } = await change(context, 'undoImport', { id: importKey(id) ?? id });
        return { removedRecords: records, changedWorks: works };
      }),
  },
};
