#!/usr/bin/env node
import { analyses } from './analyses.js';
import { authors } from './authors.js';
import { backup } from './backup.js';
import { citationSearchCommand } from './citation-search.js';
import { isGroup, readArguments, type Command, type CommandGroup } from './command.js';
import { decisions } from './decisions.js';
import { duplicates } from './duplicates.js';
import { UsageError, exitCodeOf, sentenceOf } from './exit.js';
import { harvestCommand } from './harvest.js';
import { NAME, help, overview } from './help.js';
import { identifiersCommand } from './identifiers.js';
import { importCommand } from './import.js';
import { imports } from './imports.js';
import { endQuietlyWithReader } from './print.js';
import { reindex } from './reindex.js';
import { restore } from './restore.js';
import { serve } from './serve.js';
import { stats } from './stats.js';
import { verify } from './verify.js';
import { version } from '../version.js';

/** Every command, in the order in which the help lists them. */
const COMMANDS: readonly (Command | CommandGroup)[] = [
  serve,
  importCommand,
  harvestCommand,
  imports,
  duplicates,
  authors,
  decisions,
  citationSearchCommand,
  analyses,
  identifiersCommand,
  stats,
  verify,
  reindex,
  backup,
  restore,
];

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help';

/** Whether no command is named: nothing, or at once an option that is not the one of the help. */
const isOption = (word: string | undefined): boolean => word === undefined || (word.startsWith('-') && !isHelp(word));

function choose<C extends { name: string }>(commands: readonly C[], name: string, path: string): C {
  const chosen = commands.find((candidate) => candidate.name === name);
  if (chosen) return chosen;
  const known = commands.map((candidate) => candidate.name).join(', ');
  throw new UsageError(`There is no command "${[path, name].join(' ').trim()}". There are: ${known}. ${hint(path)}`);
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
  if (name === undefined || isHelp(name)) return console.log(overview(COMMANDS));
  if (name === '--version' || name === '-v') return console.log(version());
  const chosen = choose(COMMANDS, name, '');
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
