import { parseArgs } from 'node:util';
import { UsageError } from './exit.js';

/** One command of the command line: what it does and how it is explained. */
export interface Command {
  name: string;
  summary: string;
  /** `value` stands for what an option takes in the help; without it the option is a flag. */
  options: Readonly<Record<string, { value?: string; about: string }>>;
  /** Lines below the options. */
  notes: readonly string[];
  examples: readonly string[];
  /** Answers the exit code where that is not 0; a flag that was given is `true` as text. */
  run(options: Readonly<Record<string, string | undefined>>): Promise<number | void>;
}

export function readArguments(
  command: Command,
  args: readonly string[],
): { help: boolean; options: Record<string, string | undefined> } {
  const known = Object.entries(command.options).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  );
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } },
      allowPositionals: false,
    });
    const { help, ...options } = values;
    return {
      help: help === true,
      options: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)])),
    };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split(/\.?\s*(?:To specify|\n)/, 1)[0];
    throw new UsageError(`${reason}. Try \`meded-graph ${command.name} --help\`.`);
  }
}
