import { parseArgs } from 'node:util';
import { UsageError } from './exit.js';

/** One command of the command line: what it does and how it is explained. */
export interface Command {
  name: string;
  summary: string;
  /** Options that take a value; `value` stands for it in the help. */
  options: Readonly<Record<string, { value: string; about: string }>>;
  /** Lines below the options. */
  notes: readonly string[];
  examples: readonly string[];
  run(options: Readonly<Record<string, string | undefined>>): Promise<void>;
}

export function readArguments(
  command: Command,
  args: readonly string[],
): { help: boolean; options: Record<string, string | undefined> } {
  const known = Object.keys(command.options).map((name) => [name, { type: 'string' }] as const);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } },
      allowPositionals: false,
    });
    const { help, ...options } = values as Record<string, string> & { help?: boolean };
    return { help: help === true, options };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split(/\.?\s*(?:To specify|\n)/, 1)[0];
    throw new UsageError(`${reason}. Try \`meded-graph ${command.name} --help\`.`);
  }
}
