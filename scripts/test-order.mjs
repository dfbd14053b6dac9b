// The order in which jest starts the test files (jest.config.js): the longest first, so that none of them is left for the
// end, when the other processor would have nothing to do. What jest has measured on this machine goes before this list.
import TestSequencer from '@jest/test-sequencer';

/** Seconds, roughly, where nobody has measured yet; files that are not named take a few. */
const SECONDS = {
  'intake/order': 135,
  'store/contract': 270,
  'store/engines-agree': 140,
  'derive/undo': 110,
  'traverse/subgraph-random': 30,
  'resolvers/first-queries': 15,
  'resolvers/walk': 30,
  'traverse/paths-random': 30,
  'ledger/verify': 30,
  'derive/decisions': 70,
  'ledger/backup': 25,
  'intake/report': 40,
  'cli/import': 35,
  'cli/commands': 40,
  'cli/main': 50,
  'cli/analyses': 40,
  'cli/serve-jobs': 30,
  'derive/undo-decision': 40,
  'analysis/coauthor-data': 15,
  'server/upload': 25,
  'server/token': 20,
  'harvest/failures': 15,
  'harvest/harvest': 15,
  'intake/reader-thread': 15,
  'analysis/leiden': 15,
  'import/hostile-text': 10,
};
const OTHERS = 5;

export default class LongestFirst extends TestSequencer {
  time(test) {
    const name = /dist\/tests\/(.+)\.test\.js$/.exec(test.path)?.[1];
    return super.time(test) ?? (SECONDS[name] ?? OTHERS) * 1000;
  }
}
