// The order in which jest starts the test files (jest.config.js): the longest first, so that none of them is left for the
// end, when the other processor would have nothing to do. What jest has measured on this machine goes before this list.
import TestSequencer from '@jest/test-sequencer';

/** Seconds, roughly, where nobody has measured yet; files that are not named take a few. */
const SECONDS = {
  'store/contract': 200,
  'store/engines-agree': 80,
  'intake/order': 75,
  'derive/undo': 55,
  'cli/serve-jobs': 45,
  'cli/commands': 35,
  'resolvers/walk': 35,
  'snapshot/walks': 35,
  'derive/decisions': 35,
  'intake/report': 35,
  'cli/import': 30,
  'cli/main': 30,
  'derive/omid': 30,
  'derive/authors': 30,
  'analysis/layout': 30,
  'ledger/backup': 30,
  'jobs/child': 25,
  'cli/citation-search': 25,
  'traverse/author-ties-random': 25,
  'resolvers/change': 25,
  'derive/journals': 25,
  'ledger/verify': 25,
  'cli/analyses': 20,
  'cli/serve': 20,
  'traverse/subgraph-random': 20,
  'harvest/rounds': 20,
  'derive/topics': 20,
  'harvest/failures': 20,
  'harvest/hostile': 20,
  'server/fast-path': 20,
  'cli/harvest': 20,
  'server/upload': 20,
  'store/neo4j-plans': 20,
  'resolvers/every-field': 20,
  'intake/dedup-data': 20,
  'intake/reader-thread': 15,
  'intake/again': 15,
  'derive/undo-decision': 15,
  'harvest/harvest': 15,
  'analysis/leiden': 15,
  'traverse/paths-random': 15,
  'analysis/coauthor-data': 15,
  'intake/kill': 15,
  'import/hostile-text': 10,
  'store/quick-search': 10,
  'store/neo4j': 10,
  'server/faults': 10,
  'server/token': 10,
  'resolvers/first-queries': 10,
};
const OTHERS = 5;

export default class LongestFirst extends TestSequencer {
  time(test) {
    const name = /dist\/tests\/(.+)\.test\.js$/.exec(test.path)?.[1];
    return super.time(test) ?? (SECONDS[name] ?? OTHERS) * 1000;
  }
}
