import { CodedError } from '../errors.js';
import { identify } from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import type { Kind } from '../records.js';
import { nodeOf, shown } from './identifier.js';

/** Failures of a change that its caller can mend are data of its answer, not errors of the request. */
export interface UserError {
  field: string[] | null;
  message: string;
}

/** A wrong argument, and where it stands. */
class WrongArgument extends CodedError {
  constructor(
    readonly field: string[],
    message: string,
  ) {
    super('BAD_USER_INPUT', message);
  }
}

/** The payload of a change: what `work` answers, or why it was not done. Faults of others than the caller are thrown on. */
export async function payload<T extends object>(work: () => Promise<T>): Promise<Partial<T> & { userErrors: UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof CodedError && error.code === 'BAD_USER_INPUT')) throw error;
    const field = error instanceof WrongArgument ? error.field : null;
    return { userErrors: [{ field, message: error.message }] } as unknown as Partial<T> & { userErrors: UserError[] };
  }
}

const MAX_NAMED = 100;

export function checkNumber(field: string, list: readonly unknown[]): void {
  if (list.length <= MAX_NAMED) return;
  throw new WrongArgument([field], `\`${field}\` has ${list.length} entries; at most ${MAX_NAMED} are allowed.`);
}

/** Keys of the nodes of one kind that an argument names by ids or identifiers, in its order. */
export function keysOfArgument(kind: Kind, field: string, texts: readonly string[], loaders: Loaders): Promise<string[]> {
  checkNumber(field, texts);
  return Promise.all(texts.map((text, i) => keyOfArgument(kind, [field, String(i)], text, loaders)));
}

export async function keyOfArgument(kind: Kind, field: string[], text: string, loaders: Loaders): Promise<string> {
  const identifier = identify(text);
  const node = identifier && (await nodeOf(identifier, loaders));
  if (node?.kind === kind) return node.record.key;
  throw new WrongArgument(field, `There is no ${kind.toLowerCase()} "${shown(text)}".`);
}
