import { readFileSync } from 'node:fs';

/** What Linux says of a process; null elsewhere. */

/** Memory in MiB: what is resident now, its part that is the process's own and that which is mapped of files, and the most there has been. */
export interface Memory {
  rss: number;
  anonymous: number;
  file: number;
  peak: number;
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

export function memoryOf(pid: number): Memory | null {
  const status = read(`/proc/${pid}/status`);
  if (status === null) return null;
  const mib = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) / 1024;
  return { rss: mib('VmRSS'), anonymous: mib('RssAnon'), file: mib('RssFile'), peak: mib('VmHWM') };
}

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICKS = 100;

/** Processor time that the process has used, in seconds. */
export function cpuOf(pid: number): number | null {
  // The name of the program, in parentheses, may hold blanks.
  const fields = read(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ');
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS : null;
}
