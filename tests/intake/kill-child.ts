import { openStore } from '../../src/store/open.js';
import { importMixed, mixedLibrary, randomNumbers, shuffled } from './mixed-library.js';

/** Imports the made-up library in an order of its own until it is killed or done; says when it begins and when it ends. */
const [dataDir, seed] = process.argv.slice(2);
const store = await openStore({ engine: 'sqlite', dataDir: dataDir! });
process.stdout.write('begun\n');
const list = shuffled(await mixedLibrary(), randomNumbers(Number(seed)));
for (let at = 0; at < list.length; at += 9) await importMixed(store, list.slice(at, at + 9));
await store.close();
process.stdout.write('done\n');
