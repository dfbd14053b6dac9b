import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal, type Answer } from './execute.js';
import { byHand } from './fixture-collaboration.js';

describeEachEngine('How authors hang together', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(byHand);
  });

  const of = async (key: string, fields: string): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { author(by: { id: $id }) { ${fields} } }`, { id: toGlobalId('Author', key) })).author;

  test('chains of joint papers', async () => {
    const id = (key: string) => toGlobalId('Author', key);
    const paths = async (from: string, to: string, more = '') =>
      (
        await ask(
          store,
          `{ collaborationPaths(from: "${id(from)}", to: "${id(to)}" ${more}) { outcome distance count
            paths { length authors { name } steps { weight from { name } to { name } articles { totalCount nodes { title } } } } } }`,
        )
      ).collaborationPaths;
    expect(await paths('berg', 'nandu')).toMatchObject({
      outcome: 'FOUND',
      distance: 2,
      count: '2',
      paths: [
        {
          length: 2,
          authors: [{ name: 'van der Berg J' }, { name: 'Müller Ä' }, { name: 'Ñandú É' }],
          steps: [
            { weight: 2, from: { name: 'van der Berg J' }, to: { name: 'Müller Ä' }, articles: { totalCount: 2, nodes: [{ title: 'Article w2' }, { title: 'Article w1' }] } },
            { weight: 1, articles: { nodes: [{ title: 'Article w4' }] } },
          ],
        },
        { authors: [{ name: 'van der Berg J' }, { name: '王 明' }, { name: 'Ñandú É' }] },
      ],
    }); // prettier-ignore
    expect(await paths('berg', 'nandu', ', maxDistance: 1')).toEqual({
      outcome: 'NOT_WITHIN',
      distance: null,
      count: '0',
      paths: [],
    });
    expect(await paths('berg', 'berg')).toEqual({
      outcome: 'FOUND',
      distance: 0,
      count: '1',
      paths: [{ length: 0, authors: [{ name: 'van der Berg J' }], steps: [] }],
    });
    const far = await of(
      'briain',
      `near: collaborationDistance(to: "${id('mueller')}") far: collaborationDistance(to: "${id('nandu')}")
      self: collaborationDistance(to: "${id('briain')}") within: collaborationDistance(to: "${id('nandu')}", maxDistance: 1)`,
    );
    expect(far).toEqual({ near: 1, far: 2, self: 0, within: null });
  });

  test('bridges: without whom others fall apart', async () => {
    const fields = 'count authorCount articlesLeftOut bridges { parts separatedPairs author { name } }';
    expect((await ask(store, `{ bridges { ${fields} } }`)).bridges).toEqual({
      count: 1,
      authorCount: 5,
      articlesLeftOut: 0,
      bridges: [{ parts: 2, separatedPairs: '3', author: { name: 'Müller Ä' } }],
    });
    expect((await ask(store, `{ bridges(scope: { publicationYear: { from: 2012 } }) { ${fields} } }`)).bridges).toEqual({
      count: 0,
      authorCount: 4,
      articlesLeftOut: 0,
      bridges: [],
    });
    expect((await ask(store, `{ bridges(first: 0) { ${fields} } }`)).bridges).toMatchObject({ count: 1, bridges: [] });
  });

  test('gaps: pairs of a topic who share coauthors and topics, with the reasons', async () => {
    const fields = `count authorCount hubsLeftOut isComplete gaps { adamicAdar resourceAllocation a { name } b { name }
      sharedCoauthorCount sharedCoauthors { name } sharedTopicCount sharedTopics { name } }`;
    const { gaps } = await ask(store, `{ gaps(topic: "Mentoring") { ${fields} } }`);
    expect(gaps).toEqual({
      count: 1,
      authorCount: 4,
      hubsLeftOut: 0,
      isComplete: true,
      gaps: [
        {
          // 王 has three coauthors, Müller four.
          adamicAdar: expect.closeTo(1 / Math.log(3) + 1 / Math.log(4), 12),
          resourceAllocation: expect.closeTo(1 / 3 + 1 / 4, 12),
          a: { name: 'van der Berg J' },
          b: { name: 'Ñandú É' },
          sharedCoauthorCount: 2,
          sharedCoauthors: [{ name: '王 明' }, { name: 'Müller Ä' }],
          sharedTopicCount: 1,
          sharedTopics: [{ name: 'Mentoring' }],
        },
      ],
    });
    const few = await ask(store, `{ gaps(topic: "Mentoring", minArticles: 2, by: RESOURCE_ALLOCATION) { count authorCount } }`);
    expect(few.gaps).toEqual({ count: 0, authorCount: 3 });
    expect(await refusal(store, '{ gaps(topic: "Nothing") { count } }')).toEqual({
      code: 'BAD_USER_INPUT',
      message: '`topic: "Nothing"` names no topic of this graph. Look it up with `topics` first.',
    });
  });

  test('the strongest chain may be another than the first one', async () => {
    const [from, to] = ['berg', 'nandu'].map((key) => toGlobalId('Author', key));
    const { collaborationPaths } = await ask(
      store,
      `{ collaborationPaths(from: "${from}", to: "${to}", first: 0) { paths { length } strongest { length resistance authors { name } steps { weight } } } }`,
    );
    expect(collaborationPaths).toEqual({
      paths: [],
      strongest: {
        length: 2,
        resistance: 1.5,
        authors: [{ name: 'van der Berg J' }, { name: 'Müller Ä' }, { name: 'Ñandú É' }],
        steps: [{ weight: 2 }, { weight: 1 }],
      },
    });
  });

  test('what cannot be answered is refused', async () => {
    const [berg] = [toGlobalId('Author', 'berg')];
    expect(await refusal(store, `{ collaborationPaths(from: "${berg}", to: "nobody") { count } }`)).toEqual({
      code: 'BAD_USER_INPUT',
      message: '`to: "nobody"` names no author of this graph. Look it up with `resolve` first.',
    });
    expect(await refusal(store, `{ collaborationPaths(from: "${berg}", to: "${berg}", maxDistance: 7) { count } }`)).toEqual({
      code: 'BAD_USER_INPUT',
      message: '`maxDistance` is 7; it must be between 1 and 6.',
    });
    expect(await refusal(store, '{ gaps(topic: "Mentoring", minArticles: 0) { count } }')).toEqual({
      code: 'BAD_USER_INPUT',
      message: '`minArticles` is 0; it must be between 1 and 1000000.',
    });
  });
});
