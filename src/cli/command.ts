import { parseArgs } from 'node:util';
import { UsageError } from './exit.js';

/** An option of a command. Without `value` it is a flag; else `value` stands for what it takes in the help. */
export interface OptionSpec {
  value?: string;
  about: string;
  /** May be given more than once. */
  repeated?: boolean;
  /** The only values that it takes. */
  choices?: readonly string[];
}

/** What stands behind the options: `shown` is how the help writes it, `FILE…` or `WORK RECORD…`. */
export interface PositionalSpec {
  shown: string;
  about: string;
  least: number;
  most: number;
}

interface Explained {
  name: string;
  summary: string;
  /** Lines below the options. */
  notes: readonly string[];
  examples: readonly string[];
}

/** One command of the command line: what it does and how it is explained. */
export interface Command extends Explained {
  positionals?: PositionalSpec;
  options: Readonly<Record<string, OptionSpec>>;
  /** Answers the exit code where that is not 0; a failure is thrown. */
  run(given: Given): Promise<number | void>;
}

/** A command that only has commands below it: `duplicates list`. */
export interface CommandGroup extends Explained {
  commands: readonly Command[];
  /** Name of the command that runs where none is named. */
  usual?: string;
}

export const isGroup = (one: Command | CommandGroup): one is CommandGroup => 'commands' in one;

/** What was written on the command line, checked against the command's list of options. */
export class Given {
  constructor(
    private readonly path: string,
    private readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>,
    readonly positionals: readonly string[] = [],
  ) {}

  /** Value of an option; undefined where it was not given. */
  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** Every value of a repeated option, in order. */
  list(name: string): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  }

  /** A whole number from 1, or another `least` one, on. */
  number(name: string, otherwise: number, least = 1): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (number < least) throw this.wrong(`--${name} is "${text}", but must be a whole number from ${least} on`);
    return number;
  }

  /** Years from `--from-year` to `--to-year`; undefined where an end was not given. */
  years(): { from: number | undefined; to: number | undefined } {
    const year = (name: string): number | undefined => (this.text(name) === undefined ? undefined : this.number(name, 0));
    const [from, to] = [year('from-year'), year('to-year')];
    if (from !== undefined && to !== undefined && from > to)
      throw this.wrong(`--from-year is ${from}, which is after --to-year, ${to}: no year is between them`);
    return { from, to };
  }

  /** The command line was written wrongly; `reason` comes without its full stop. */
  wrong(reason: string): UsageError {
    return new UsageError(`${reason}. Try \`meded-graph ${this.path} --help\`.`);
  }
}

/** @param path names of the command, as written: `duplicates list` */
export function readArguments(command: Command, path: string, args: readonly string[]): { help: boolean; given: Given } {
  const { help, given } = parse(command, path, args);
  if (!help) {
    checkPositionals(command, given);
    checkChoices(command, given);
  }
  return { help, given };
}

function parse(command: Command, path: string, args: readonly string[]): { help: boolean; given: Given } {
  const known = Object.entries(command.options).map(
    ([name, { value, repeated }]) =>
      [name, { type: value === undefined ? 'boolean' : 'string', multiple: repeated === true }] as const,
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } },
      allowPositionals: command.positionals !== undefined,
    });
    const { help, ...rest } = values;
    return { help: help === true, given: new Given(path, rest, positionals) };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split(/\.?\s*(?:To specify|\n)/, 1)[0];
    throw new UsageError(`${reason}. Try \`meded-graph ${path} --help\`.`);
  }
}

function checkPositionals({ positionals: spec }: Command, given: Given): void {
  if (!spec) return;
  const { length } = given.positionals;
  if (length < spec.least) throw given.wrong(`${spec.shown} is missing: ${spec.about.replace(/\.$/, '')}`);
  if (length > spec.most) throw given.wrong(`Unexpected argument '${given.positionals[spec.most]}'`);
  if (given.positionals.includes('')) throw given.wrong(`An argument is empty; expected ${spec.shown}`);
}

function checkChoices({ options }: Command, given: Given): void {
  for (const [name, { choices }] of Object.entries(options)) {
    for (const value of [given.text(name) ?? [], given.list(name)].flat())
      if (choices && !choices.includes(value)) throw given.wrong(`--${name} is "${value}", but must be ${choices.join(', ')}`);
  }
}
