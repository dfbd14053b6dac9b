import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** What figures were measured on. */
export interface Machine {
  date: string;
  commit: string;
  cpu: string;
  cores: number;
  memoryGB: number;
  node: string;
  /** Mean numbers of processes that wanted a processor before the bench began, over 1, 5 and 15 minutes. */
  load: number[];
  versions: Record<string, string>;
}

const PACKAGES = ['@neo4j/graphql', '@apollo/server', 'neo4j-driver', 'better-sqlite3', 'graphql'];

function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout?.trim() ?? '';
  return `${git('rev-parse', '--short', 'HEAD') || 'unknown'}${git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : ''}`;
}

export function machineFacts(): Machine {
  const version = (name: string) =>
    (JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: loadavg().map((one) => Math.round(one * 10) / 10),
    versions: Object.fromEntries(PACKAGES.map((name) => [name, version(name)])),
  };
}
