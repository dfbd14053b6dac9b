import { expect, test } from '@jest/globals';
import { CodedError } from '../../src/errors.js';
import { createLoaders } from '../../src/loaders/index.js';
import { describeEachEngine } from '../engines.js';
import { fixture } from '../resolvers/fixture.js';

describeEachEngine('loaders of a request that is over', (openEmptyStore) => {
  test('begin no read any more, and fail with the reason of the end', async () => {
    const sent: string[] = [];
    const store = await openEmptyStore({ onStatement: (text) => sent.push(text) });
    await store.write(fixture);
    sent.length = 0;
    const ended = new AbortController();
    const loaders = createLoaders(store, ended.signal);
    expect(await loaders.article.byKey.load('review')).toMatchObject({ pmid: '33349761' });
    expect(sent).toHaveLength(1);

    ended.abort(new CodedError('TIMEOUT', 'Took too long.'));
    const list = { parent: 'review', question: null };
    await expect(loaders.article.byKey.load('protocol')).rejects.toThrow('Took too long.');
    await expect(loaders.article.citedBy.count.load(list)).rejects.toThrow('Took too long.');
    await expect(loaders.search.byIdentifier.load({ scheme: 'pmid', value: '1' })).rejects.toThrow('Took too long.');
    expect(sent).toHaveLength(1);
  });
});
