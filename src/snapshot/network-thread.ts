import type { AuthorNetwork } from '../analysis/author-network.js';
import { ComputingThread } from './computing-thread.js';
import type { NetworkQuestion } from './network-worker.js';

export const networkThread = new ComputingThread<NetworkQuestion, AuthorNetwork>(
  new URL('./network-worker.js', import.meta.url),
  'The network',
);
