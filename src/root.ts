import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the package: the nearest one above this file that holds `package.json`. Built code lies one
 * level deeper (dist/src) than its source (src), so that a fixed number of steps would be wrong for one of them.
 */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
