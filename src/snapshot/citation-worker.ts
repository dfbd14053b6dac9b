import { parentPort } from 'node:worker_threads';
import { buildCitationArrays, type Citing } from './citation-arrays.js';
import { computeAndTell } from './computing.js';
import type { Sent } from './computing-thread.js';

/** The thread that sorts the citations of a whole graph (see citations.ts): it does so once and ends. */
parentPort!.on('message', (task: Citing & Sent) => computeAndTell(task, () => buildCitationArrays(task)));
