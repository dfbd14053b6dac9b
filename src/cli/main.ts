#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../root.js';
import { readArguments, type Command } from './command.js';
import { UsageError, exitCodeOf, sentenceOf } from './exit.js';
import { harvestCommand } from './harvest.js';
import { serve } from './serve.js';

/** Every command, in the order in which the help lists them. */
const COMMANDS: readonly Command[] = [serve, harvestCommand];

const NAME = 'meded-graph';

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    `Usage: ${NAME} <command> [options]`,
    '',
    'A self-hosted GraphQL knowledge graph of medical-education literature.',
    '',
    'Commands:',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `\`${NAME} <command> --help\` explains a command. \`${NAME} --version\` tells the version.`,
  ].join('\n');
}

function help({ name, summary, options, examples, notes }: Command): string {
  const rows = Object.entries(options).map(([option, { value, about }]) => [`--${option} ${value ?? ''}`.trim(), about] as const);
  const all = [...rows, ['--help', 'Show this help.'] as const];
  const width = Math.max(...all.map(([left]) => left.length));
  return [
    `Usage: ${NAME} ${name}${rows.length > 0 ? ' [options]' : ''}`,
    '',
    summary,
    '',
    'Options:',
    ...all.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`),
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n');
}

function version(): string {
  return (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

async function run(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return console.log(overview());
  if (name === '--version' || name === '-v') return console.log(version());
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    const known = COMMANDS.map((candidate) => candidate.name).join(', ');
    throw new UsageError(`There is no command "${name}". There are: ${known}. Try \`${NAME} --help\`.`);
  }
  const values = readArguments(command, rest);
  if (values.help) return console.log(help(command));
  process.exitCode = (await command.run(values.options)) ?? 0;
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`${NAME}: ${sentenceOf(error)}`);
  process.exit(exitCodeOf(error));
});
