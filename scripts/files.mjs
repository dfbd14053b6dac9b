// The few file functions that the scripts share.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
export { existsSync, rmSync, mkdirSync, readFileSync, writeFileSync, statSync } from 'node:fs';

/** All files below a folder whose name ends so. */
export function globSync(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
