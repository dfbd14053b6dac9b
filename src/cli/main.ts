#!/usr/bin/env node
import { isGroup, readArguments, type Command, type CommandGroup } from './command.js';
import { UsageError, exitCodeOf, sentenceOf } from './exit.js';
import { NAME, help, overview } from './help.js';
import { endQuietlyWithReader } from './print.js';
import { version } from '../version.js';

/**
 * Every command under its name, in the order in which the help lists them. Only the one that is named is loaded: all of them
 * are some four hundred files, which takes longer than most commands run.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Command | CommandGroup>>> = {
  serve: async () => (await import('./serve.js')).serve,
  import: async () => (await import('./import.js')).importCommand,
  harvest: async () => (await import('./harvest.js')).harvestCommand,
  imports: async () => (await import('./imports.js')).imports,
  duplicates: async () => (await import('./duplicates.js')).duplicates,
  authors: async () => (await import('./authors.js')).authors,
  decisions: async () => (await import('./decisions.js')).decisions,
  'citation-search': async () => (await import('./citation-search.js')).citationSearchCommand,
  analyses: async () => (await import('./analyses.js')).analyses,
  identifiers: async () => (await import('./identifiers.js')).identifiersCommand,
  stats: async () => (await import('./stats.js')).stats,
  verify: async () => (await import('./verify.js')).verify,
  reindex: async () => (await import('./reindex.js')).reindex,
  backup: async () => (await import('./backup.js')).backup,
  restore: async () => (await import('./restore.js')).restore,
};

const allCommands = () => Promise.all(Object.values(COMMANDS).map((load) => load()));

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help';

/** Whether no command is named: nothing, or at once an option that is not the one of the help. */
const isOption = (word: string | undefined): boolean => word === undefined || (word.startsWith('-') && !isHelp(word));

function noCommand(names: readonly string[], name: string, path: string): UsageError {
  return new UsageError(`There is no command "${[path, name].join(' ').trim()}". There are: ${names.join(', ')}. ${hint(path)}`);
}

/** One of the commands below another. */
function choose(commands: readonly Command[], name: string, path: string): Command {
  const chosen = commands.find((candidate) => candidate.name === name);
  if (chosen) return chosen;
  throw noCommand(commands.map((candidate) => candidate.name), name, path); // prettier-ignore
}

const hint = (path: string): string => `Try \`${[NAME, path, '--help'].filter((part) => part !== '').join(' ')}\`.`;

async function runCommand(command: Command, path: string, args: readonly string[]): Promise<number | void> {
  const { help: wantsHelp, given } = readArguments(command, path, args);
  if (wantsHelp) return console.log(help(path, command));
  return command.run(given);
}

async function run(args: readonly string[]): Promise<number | void> {
  const [name, ...rest] = args;
  if (name === 'help' && rest.length > 0) return run([...rest, '--help']);
  if (name === undefined || isHelp(name)) return console.log(overview(await allCommands()));
  if (name === '--version' || name === '-v') return console.log(version());
  if (!Object.hasOwn(COMMANDS, name)) throw noCommand(Object.keys(COMMANDS), name, '');
  const chosen = await COMMANDS[name]!();
  if (!isGroup(chosen)) return runCommand(chosen, name, rest);
  const { usual } = chosen;
  const [below, ...last] = usual !== undefined && isOption(rest[0]) ? [usual, ...rest] : rest;
  if (isHelp(below)) return console.log(help(name, chosen));
  if (below === undefined) {
    const known = chosen.commands.map((candidate) => candidate.name).join(', ');
    throw new UsageError(`\`${name}\` needs a command behind it: ${known}. ${hint(name)}`);
  }
  return runCommand(choose(chosen.commands, below, name), `${name} ${below}`, last);
}

endQuietlyWithReader();
run(process.argv.slice(2)).then(
  // Not `process.exit`: what was written to a pipe has to arrive first.
  (code) => (process.exitCode = code ?? 0),
  (error: unknown) => {
    console.error(`${NAME}: ${sentenceOf(error)}`);
    process.exit(exitCodeOf(error));
  },
);
