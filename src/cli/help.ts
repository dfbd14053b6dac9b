import { isGroup, type Command, type CommandGroup, type OptionSpec } from './command.js';
import { EXIT_CODES } from './exit.js';

/** Help texts, made from what the commands say about themselves. */

export const NAME = 'meded-graph';

const HELP_LINE = ['--help', 'Show this help.'] as const;

/** Rows of two columns, the left one as wide as its widest entry. */
function columns(rows: readonly (readonly [string | number, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => String(left).length));
  return rows.map(([left, right]) => `  ${String(left).padEnd(width)}  ${right}`);
}

const list = (commands: readonly (Command | CommandGroup)[]) =>
  columns(commands.map(({ name, summary }) => [name, summary] as const));

export function overview(commands: readonly (Command | CommandGroup)[]): string {
  return [
    `Usage: ${NAME} <command> [options]`,
    '',
    'A self-hosted GraphQL knowledge graph of medical-education literature.',
    '',
    'Commands:',
    ...list(commands),
    '',
    'Exit codes:',
    ...columns(EXIT_CODES),
    '',
    `\`${NAME} <command> --help\` explains a command. \`${NAME} --version\` tells the version.`,
  ].join('\n');
}

function optionRow([name, { value, about, repeated }]: [string, OptionSpec]): readonly [string, string] {
  const shown = value === undefined ? `--${name}` : `--${name} ${value}`;
  return [repeated ? `${shown} …` : shown, about];
}

/** @param path names of the command as they are typed: `duplicates list` */
export function help(path: string, command: Command | CommandGroup): string {
  return isGroup(command) ? groupHelp(path, command) : commandHelp(path, command);
}

function groupHelp(path: string, { summary, commands, notes, examples }: CommandGroup): string {
  return [
    `Usage: ${NAME} ${path} <command> [options]`,
    '',
    summary,
    '',
    'Commands:',
    ...list(commands),
    '',
    ...notes,
    `\`${NAME} ${path} <command> --help\` explains each.`,
    ...ending(examples),
  ].join('\n');
}

function commandHelp(path: string, { summary, positionals, options, notes, examples }: Command): string {
  const rows = [...Object.entries(options).map(optionRow), HELP_LINE];
  return [
    [`Usage: ${NAME} ${path}`, ...(rows.length > 1 ? ['[options]'] : []), ...(positionals ? [positionals.shown] : [])].join(' '),
    '',
    summary,
    '',
    ...(positionals ? ['Arguments:', ...columns([[positionals.shown, positionals.about]]), ''] : []),
    'Options:',
    ...columns(rows),
    ...(notes.length > 0 ? ['', ...notes] : []),
    ...ending(examples),
  ].join('\n');
}

function ending(examples: readonly string[]): string[] {
  return ['', 'Exit codes:', ...columns(EXIT_CODES), '', 'Examples:', ...examples.map((example) => `  ${example}`)];
}
