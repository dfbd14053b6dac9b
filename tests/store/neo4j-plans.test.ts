import { beforeAll, describe, expect, it } from '@jest/globals';
import neo4j from 'neo4j-driver';
import type { Neo4jSettings } from '../../src/store/neo4j/connection.js';
import type { WriteBatch } from '../../src/store/store.js';
import { describeEngines } from '../engines.js';
import { library } from './library.js';
import { about, article, author, authorship, date, journal, stub, topic, write } from './records.js';

/**
 * How Neo4j finds the nodes that a batch names. Plans are made by what the planner believes of the size of the graph, and
 * are kept while it grows: so each has to go by an index already when the graph is empty.
 */
describeEngines('Plans of Neo4j', ['neo4j'], ([engine]) => {
  const settings = () => engine!.settings() as Neo4jSettings;

  /** Many new nodes in one batch: full articles, stubs that they cite, authors, topics and journals. */
  const FULL = 2_000;
  function large(): WriteBatch {
    const each = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
    const full = (i: number) =>
      write(
        article(`p${i}`, {
          pmid: String(i),
          date: date(1980 + (i % 40)),
          journalKey: `j${i % 100}`,
          authorships: [authorship(`a${i}`, 1), authorship(`a${FULL + (i % 1_000)}`, 2)],
          topics: [about(`t${i % 400}`), about(`t${(i * 7 + 1) % 400}`)],
        }),
        [`s${i}`, `s${(i + 1) % 2_500}`, `p${(i + 1) % FULL}`],
      );
    return {
      articles: [...each(FULL, full), ...each(2_500, (i) => write(stub(`s${i}`, { doi: `10.1/${i}` })))],
      authors: each(FULL + 1_000, (i) => author(`a${i}`)),
      journals: each(100, (i) => journal(`j${i}`)),
      topics: each(400, (i) => topic(`t${i}`, { broaderKeys: i === 0 ? [] : [`t${i >> 1}`] })),
      ledger: { put: each(3_000, (i) => ({ collection: 'record', key: `r${i}`, value: '{}', tags: [`t${i % 10}`] })) },
    };
  }

  describe('by an index', () => {
    const texts = new Set<string>();

    /** Writes that need every kind of statement: new and known nodes, aliases, removals, rows of the ledger. */
    beforeAll(async () => {
      const store = await engine!.openEmptyStore({ onStatement: (text) => texts.add(text) });
      texts.clear();
      const row = { collection: 'record', key: 'r', value: '1', tags: ['t'] };
      await store.write({ ...library(), ledger: { put: [row] } });
      await store.write({ ...library(), ledger: { put: [{ ...row, value: '2' }], expect: [{ ...row }] } });
      await store.write({ topics: [topic('above'), topic('t1', { broaderKeys: ['above'] })], ledger: { remove: [row] } });
      await store.write({ authors: [author('x'), author('y', { orcid: '0000-0001' })], journals: [journal('x')] });
      await store.write({ aliases: [{ kind: 'Author', from: 'x', to: 'y' }], remove: [{ kind: 'Author', key: 'x' }] });
      await store.write({ authors: [author('x', { orcid: '0000-0002' })], remove: [{ kind: 'Journal', key: 'x' }] });
      await store.write({ articles: [write(article('one'), ['two']), write(article('two'))] });
      await store.write({
        articles: [write(article('one', { title: 'Two' }))],
        remove: [{ kind: 'Article', key: 'two' }, { kind: 'Topic', key: 'none' }], // prettier-ignore
      });
      await store.rows('record', ['r']);
      await store.scan({ collection: 'record', limit: 5 });
      await store.scan({ collection: 'record', limit: 5, after: 'a', backward: true });
      await store.rowCount('record');
      await store.get('Author', ['x']);
      await store.details(['one']);
      await store.articlesAt([1, 2], true);
      await store.find([{ scheme: 'orcid', value: '0000-0002' }]);
    });

    interface Plan {
      operatorType: string;
      children: Plan[];
    }
    const operators = ({ operatorType, children }: Plan): string[] => [
      operatorType.replace(/@.*/, ''),
      ...children.flatMap(operators),
    ];

    /** Operators of the plan of each statement, as the graph is now. */
    async function plans(): Promise<{ text: string; plan: string[] }[]> {
      const { uri, user, password, database } = settings();
      const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
      const session = driver.session({ database });
      const found: { text: string; plan: string[] }[] = [];
      // A remark makes the text another one, so that no plan from before is used.
      for (const text of texts) {
        const { summary } = await session.run(`EXPLAIN ${text} // ${Math.random()}`, { input: {} });
        found.push({ text, plan: operators(summary.plan as unknown as Plan) });
      }
      await session.close();
      await driver.close();
      return found;
    }

    /** Where a plan looks at more than what it was given a key of. */
    const WIDE = /Scan|Cartesian/;
    const FINDS = /^(Multi)?Node(Unique)?(Index)?(By(Element)?Id)?(Seek|SeekByRange|IndexSeek)/;

    function expectSeeks(all: { text: string; plan: string[] }[]): void {
      expect(all.length).toBeGreaterThan(40);
      for (const { text, plan } of all) {
        expect({ text, wide: plan.filter((operator) => WIDE.test(operator)) }).toEqual({ text, wide: [] });
        const looks = text.match(/\b(?:MATCH|MERGE) \((\w+:\w+|n\) WHERE (?:elementId|id))/g) ?? [];
        const seeks = plan.filter((operator) => FINDS.test(operator));
        expect({ text, seeks: seeks.length }).toEqual({ text, seeks: looks.length });
      }
    }

    it('while the graph is empty', async () => {
      await engine!.openEmptyStore();
      expectSeeks(await plans());
    });

    it('while the graph is small, and when it has grown', async () => {
      const store = await engine!.openEmptyStore();
      await store.write(library());
      expectSeeks(await plans());
      await store.write(large());
      expectSeeks(await plans());
    });
  });

  it('the first batch may have eight thousand nodes with their edges', async () => {
    const store = await engine!.openEmptyStore();
    await store.write(large());
    expect((await store.describe()).counts).toEqual({
      articles: FULL,
      stubs: 2_500,
      authors: FULL + 1_000,
      journals: 100,
      topics: 400,
      citations: 3 * FULL,
      authorships: 2 * FULL,
      topicAssignments: 2 * FULL,
      publishedIn: FULL,
    });
    expect(await store.counts('citedBy', ['p1', 's1'], null)).toEqual([1, 2]);
    expect(await store.rowCount('record')).toBe(3_000);
  });
});
