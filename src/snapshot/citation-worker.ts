import { parentPort } from 'node:worker_threads';
import type { GroupingScan } from '../store/grouping.js';
import { buildCitationArrays, type Citing } from './citation-arrays.js';
import type { Sorted } from './citations.js';
import { computeAndTell } from './computing.js';
import type { Sent } from './computing-thread.js';
import { buildGroupings } from './groupings.js';

/** What the thread is told of a whole graph. */
export interface Unsorted {
  citing: Citing;
  nodes: Float64Array;
  groupings: GroupingScan;
}

const sorted = ({ citing, nodes, groupings }: Unsorted): Sorted => ({
  arrays: buildCitationArrays(citing),
  groupings: buildGroupings(nodes, groupings),
});

/** The thread that sorts the citations of a whole graph and what its works share (see citations.ts): it does so once and ends. */
parentPort!.on('message', (task: Unsorted & Sent) => computeAndTell(task, () => sorted(task)));
