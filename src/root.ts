import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The folder of the package: the nearest one above this file that holds `package.json`. Built code lies one
 * level deeper (dist/src) than its source (src), so that a fixed number of steps would be wrong for one of them.
 */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/**
 * A file of the built program, named from `src`, such as the code of a thread. Not `import.meta.url`: scripts/build.mjs puts
 * many files into one, which lies elsewhere.
 */
export const builtFile = (name: string): URL => pathToFileURL(join(PACKAGE_ROOT, 'dist', 'src', name));
