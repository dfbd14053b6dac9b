// npm test: builds src and tests, then runs jest. Arguments go to jest: npm test -- tests/store.
import { spawnSync } from 'node:child_process';

const run = (command, args, env = {}) =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

const built = run(process.execPath, ['scripts/build.mjs', '--tests']);
if (built !== 0) process.exit(built);
const jest = ['--experimental-vm-modules', '--no-warnings', '--enable-source-maps', 'node_modules/jest/bin/jest.js'];
process.exit(run(process.execPath, [...jest, ...process.argv.slice(2)]));
