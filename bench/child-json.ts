import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a program of this folder prints, which is JSON; its complaints go to ours. */
export async function childJson<T>(script: string, ...args: string[]): Promise<T> {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with code ${code}.`);
  return JSON.parse(text) as T;
}
