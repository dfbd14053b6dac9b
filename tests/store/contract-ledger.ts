import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LedgerName, LedgerRow } from '../../src/store/ledger.js';
import { ROOT } from '../../src/store/relation.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { library } from './library.js';
import { article, write } from './records.js';

const row = (key: string, tags: readonly string[] = [], value = `{"of":"${key}"}`, collection = 'record'): LedgerRow => ({
  collection,
  key,
  value,
  tags,
});
const named = (key: string, collection = 'record'): LedgerName => ({ collection, key });

/** Rows beside the graph: by key, by tag, in order; written with it or not at all. */
export function ledgerContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeEach(async () => {
    store = await open();
  });

  const put = (...rows: LedgerRow[]) => store.write({ ledger: { put: rows } });
  const remove = (...rows: LedgerName[]) => store.write({ ledger: { remove: rows } });
  const keysTagged = async (tags: readonly string[], collection = 'record') =>
    (await store.tagged(collection, tags)).map(({ key }) => key);
  const keysFrom = async (scan: { after?: string | null; limit?: number; backward?: boolean }, collection = 'record') =>
    (await store.scan({ collection, limit: 100, ...scan })).map(({ key }) => key);

  it('begins empty', async () => {
    expect(await store.rows('record', ['a'])).toEqual([null]);
    expect(await store.rows('record', [])).toEqual([]);
    expect(await store.tagged('record', ['t'])).toEqual([]);
    expect(await keysFrom({})).toEqual([]);
    expect(await store.rowCount('record')).toBe(0);
  });

  it('gives rows whole, in the order of the keys, null for a miss, again for a key that comes twice', async () => {
    const value = '{"title":"Peer","list":[1,null,true],"n":9007199254740991,"text":"l’hôpital \\u0000 \u{10400}"}';
    await put(row('b', ['x'], value), row('a'), row('a', [], '"other"', 'work'));
    const b = { collection: 'record', key: 'b', value, tags: ['x'] };
    expect(await store.rows('record', ['b', 'nobody', 'a', 'b', 'B', ''])).toEqual([
      b,
      null,
      { collection: 'record', key: 'a', value: '{"of":"a"}', tags: [] },
      b,
      null,
      null,
    ]);
    expect(await store.rows('work', ['a', 'b'])).toEqual([{ collection: 'work', key: 'a', value: '"other"', tags: [] }, null]);
    expect(await store.rows('nothing', ['a'])).toEqual([null]);
  });

  describe('tags', () => {
    it('find each row once, in the order of the keys by code points', async () => {
      const keys = ['\u{10400}', 'b', '\ufa0e', 'a10', 'B', 'a2'];
      await put(...keys.map((key) => row(key, ['shared', `own:${key}`])), row('zz', ['else']));
      const inOrder = ['B', 'a10', 'a2', 'b', '\ufa0e', '\u{10400}'];
      expect(await keysTagged(['shared'])).toEqual(inOrder);
      expect(await keysTagged(['shared', 'own:b', 'shared', 'unknown'])).toEqual(inOrder);
      expect(await keysTagged(['own:b', 'own:a2', 'own:nobody'])).toEqual(['a2', 'b']);
      expect(await keysTagged(['unknown'])).toEqual([]);
      expect(await keysTagged([])).toEqual([]);
      expect(await store.tagged('record', ['else'])).toEqual([row('zz', ['else'])]);
    });

    it('find the keys of the rows alone, in the same order', async () => {
      await put(
        row('b', ['x', 'y']),
        row('\u{10400}', ['y']),
        row('\ufa0e', ['y']),
        row('a', ['else']),
        row('c', ['x'], '1', 'work'),
      );
      expect(await store.taggedKeys('record', ['y', 'x', 'y'])).toEqual(['b', '\ufa0e', '\u{10400}']);
      expect(await store.taggedKeys('work', ['x', 'y'])).toEqual(['c']);
      expect(await store.taggedKeys('record', ['unknown'])).toEqual([]);
      expect(await store.taggedKeys('record', [])).toEqual([]);
    });

    it('of two collections are apart', async () => {
      await put(row('a', ['t']), row('b', ['t', 'u'], '1', 'work'));
      expect(await keysTagged(['t'])).toEqual(['a']);
      expect(await keysTagged(['t'], 'work')).toEqual(['b']);
      expect(await keysTagged(['u'])).toEqual([]);
      expect(await keysTagged(['t'], 'nothing')).toEqual([]);
    });

    it('may be any text, and are told apart to the last character', async () => {
      const long = 'é'.repeat(999);
      const odd = ["' OR 1=1 --", '"', '%', '', ' ', 'pmid:1', 'PMID:1', 'pmid:1 ', '\ufa0e', '\u{10400}', 'e\u0301', 'é', `${long}a`, `${long}b`, '\n', '[]', '$x'];
      await put(...odd.map((tag, i) => row(`r${String(i).padStart(2, '0')}`, [tag])));
      for (const [i, tag] of odd.entries()) expect([tag, await keysTagged([tag])]).toEqual([tag, [`r${String(i).padStart(2, '0')}`]]);
      expect(await keysTagged(odd)).toHaveLength(odd.length);
      expect(await store.tagged('record', [`${long}b`])).toEqual([row('r13', [`${long}b`])]);
    }); // prettier-ignore

    it('of a row may be many, are given once, and are asked for by thousands', async () => {
      const many = Array.from({ length: 3_000 }, (_, i) => `tag:${i}`);
      await put(row('wide', [...many, 'tag:7', 'tag:7']), ...many.map((tag, i) => row(`r${String(i).padStart(4, '0')}`, [tag])));
      const [wide] = await store.rows('record', ['wide']);
      expect([...wide!.tags].sort()).toEqual([...many].sort());
      expect(await keysTagged(['tag:2999', 'tag:7'])).toEqual(['r0007', 'r2999', 'wide']);
      expect(await store.tagged('record', [...many, ...many.map((tag) => `not-${tag}`)])).toHaveLength(3_001);
      expect((await store.rows('record', many.map((_, i) => `r${String(i).padStart(4, '0')}`))).filter((one) => one === null)).toEqual([]);
    }); // prettier-ignore
  });

  it('scans a collection in the order of its keys, from a key on, both ways, and counts it', async () => {
    await put(...['b', '\u{10400}', 'a', '\ufa0e', 'B', 'a2'].map((key) => row(key)), row('a1', [], '1', 'work'));
    const all = ['B', 'a', 'a2', 'b', '\ufa0e', '\u{10400}'];
    expect(await keysFrom({})).toEqual(all);
    expect(await keysFrom({ after: null, backward: true })).toEqual([...all].reverse());
    expect(await keysFrom({ limit: 2 })).toEqual(['B', 'a']);
    expect(await keysFrom({ limit: 2, backward: true })).toEqual(['\u{10400}', '\ufa0e']);
    expect(await keysFrom({ after: 'a', limit: 3 })).toEqual(['a2', 'b', '\ufa0e']);
    expect(await keysFrom({ after: 'a1' })).toEqual(['a2', 'b', '\ufa0e', '\u{10400}']);
    expect(await keysFrom({ after: '\ufa0e', backward: true, limit: 2 })).toEqual(['b', 'a2']);
    expect(await keysFrom({ after: '\u{10400}' })).toEqual([]);
    expect(await keysFrom({ after: 'B', backward: true })).toEqual([]);
    expect(await keysFrom({ limit: 0 })).toEqual([]);
    expect(await keysFrom({}, 'work')).toEqual(['a1']);
    expect(await store.scan({ collection: 'record', after: 'a2', limit: 1 })).toEqual([row('b')]);
    expect([await store.rowCount('record'), await store.rowCount('work'), await store.rowCount('none')]).toEqual([6, 1, 0]);
  });

  it('replaces value and tags of a row that is there', async () => {
    await put(row('a', ['x', 'y'], '1'), row('b', ['x']));
    await put(row('a', ['y', 'z'], '2'));
    expect(await store.rows('record', ['a'])).toEqual([row('a', ['y', 'z'], '2')]);
    expect([await keysTagged(['x']), await keysTagged(['y']), await keysTagged(['z'])]).toEqual([['b'], ['a'], ['a']]);
    await put(row('a', ['z', 'y'], '3'));
    expect(await store.tagged('record', ['z'])).toEqual([row('a', ['y', 'z'], '3')]);
    await put(row('a', [], '3'));
    expect(await store.rows('record', ['a'])).toEqual([row('a', [], '3')]);
    expect(await keysTagged(['x', 'y', 'z'])).toEqual(['b']);
    expect(await store.rowCount('record')).toBe(2);
  });

  it('takes the last of a row put twice, and puts what is also removed', async () => {
    await put(row('a', ['first'], '1'), row('b'), row('a', ['last'], '2'));
    expect(await store.rows('record', ['a'])).toEqual([row('a', ['last'], '2')]);
    expect(await keysTagged(['first'])).toEqual([]);
    await store.write({ ledger: { remove: [named('a'), named('b')], put: [row('a', ['new'], '3')] } });
    expect(await keysFrom({})).toEqual(['a']);
    expect(await keysTagged(['last', 'new'])).toEqual(['a']);
    expect(await keysTagged(['last'])).toEqual([]);
  });

  it('removes rows with their tags, of their collection only, and none where there is none', async () => {
    await put(row('a', ['t']), row('b', ['t']), row('a', ['t'], '1', 'work'));
    await remove(named('a'), named('nobody'), named('a'));
    expect(await store.rows('record', ['a', 'b'])).toEqual([null, row('b', ['t'])]);
    expect([await keysTagged(['t']), await keysTagged(['t'], 'work')]).toEqual([['b'], ['a']]);
    expect(await store.rowCount('record')).toBe(1);
    await put(row('a', ['u']));
    expect([await keysTagged(['t']), await keysTagged(['u'])]).toEqual([['b'], ['a']]);
  });

  it('changes nothing when the same is written again, and leaves the graph alone', async () => {
    await store.write(library());
    const { counts, completeness, dataVersion } = await store.describe();
    await put(row('a', ['t', 'u']), row('b'));
    const before = await store.scan({ collection: 'record', limit: 10 });
    await put(row('b'), row('a', ['u', 't', 'u']));
    expect(await store.scan({ collection: 'record', limit: 10 })).toEqual(before);
    const now = await store.describe();
    expect([now.counts, now.completeness]).toEqual([counts, completeness]);
    expect(now.dataVersion).toBeGreaterThanOrEqual(dataVersion);
    await store.write({ articles: [write(article('new'))], ledger: { put: [row('c')] } });
    expect((await store.describe()).counts.articles).toBe(counts.articles + 1);
  });

  describe('expectations', () => {
    beforeEach(() => put(row('lock', ['t'], '{"by":"me"}'), row('other', [], '1', 'work')));

    const expectConflict = async (batch: WriteBatch) => {
      const before = [await store.scan({ collection: 'record', limit: 100 }), await store.counts('allArticles', [ROOT], null)];
      await expect(store.write(batch)).rejects.toMatchObject({ name: 'CodedError', code: 'CONFLICT', message: expect.stringContaining('lock') });
      expect([await store.scan({ collection: 'record', limit: 100 }), await store.counts('allArticles', [ROOT], null)]).toEqual(before);
    }; // prettier-ignore

    it('that hold let the batch be written', async () => {
      const expected = [{ ...named('lock'), value: '{"by":"me"}' }, { ...named('nobody'), value: null }, { ...named('lock', 'work'), value: null }]; // prettier-ignore
      await store.write({
        ledger: { expect: expected, put: [row('lock', [], '{"by":"you"}')], remove: [named('other', 'work')] },
      });
      expect(await store.rows('record', ['lock'])).toEqual([row('lock', [], '{"by":"you"}')]);
      expect(await store.rowCount('work')).toBe(0);
    });

    it('are of the rows as the transaction begins', async () => {
      await store.write({ ledger: { expect: [{ ...named('lock'), value: '{"by":"me"}' }], remove: [named('lock')] } });
      await store.write({ ledger: { expect: [{ ...named('lock'), value: null }], put: [row('lock', [], '2')] } });
      expect(await store.rows('record', ['lock'])).toEqual([row('lock', [], '2')]);
    });

    it.each<[string, string | null]>([
      ['another value', '{"by":"you"}'],
      ['a value that is equal as JSON only', '{"by": "me"}'],
      ['no row', null],
    ])('of %s refuse the whole batch, its graph too', async (_, value) => {
      await expectConflict({
        articles: [write(article('new'))],
        ledger: { put: [row('lock', ['t'], '{"by":"me"}'), row('new')], expect: [{ ...named('lock'), value }] },
      });
    });

    it('of a row that is not there refuse the whole batch, whatever else would refuse it', async () => {
      const expected = [
        { ...named('lock'), value: '{"by":"me"}' },
        { ...named('unlocked'), value: '1' },
      ];
      await expectConflict({
        articles: [write(article('bad'), ['missing'])],
        ledger: { remove: [named('lock')], expect: expected },
      });
    });
  });

  it('is written in the transaction of the graph: a batch that is refused leaves no row', async () => {
    await put(row('a', ['old'], '1'), row('gone', ['old']));
    const ledger = { put: [row('a', ['new'], '2'), row('b', ['new'])], remove: [named('gone')] };
    await expect(store.write({ articles: [write(article('bad'), ['missing'])], ledger })).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    });
    expect(await store.scan({ collection: 'record', limit: 10 })).toEqual([row('a', ['old'], '1'), row('gone', ['old'])]);
    expect([await keysTagged(['old']), await keysTagged(['new'])]).toEqual([['a', 'gone'], []]);
    await store.write({ articles: [write(article('good'))], ledger });
    expect([await keysFrom({}), await keysTagged(['new'])]).toEqual([['a', 'b'], ['a', 'b']]); // prettier-ignore
    expect(await store.get('Article', ['good'])).toMatchObject([{ key: 'good' }]);
  });

  it('keeps text as all text is kept, without NUL and halves of surrogate pairs, and finds it as it was written', async () => {
    await put(row('k\0\ud800', ['t\0\udc00', 'u'], '"v\0\ud800"'));
    const kept = { collection: 'record', key: 'k\ufffd', value: '"v\ufffd"', tags: ['t\ufffd', 'u'] };
    expect(await store.rows('record', ['k\0\ud800', 'k\ufffd'])).toEqual([kept, kept]);
    expect(await store.tagged('record', ['t\0\udc00'])).toEqual([kept]);
    expect(await store.tagged('record', ['t\ufffd'])).toEqual([kept]);
    expect(await store.scan({ collection: 'record', after: 'k\0', limit: 10 })).toEqual([kept]);
    await store.write({ ledger: { expect: [{ ...named('k\0\ud800'), value: '"v\0\ud800"' }], put: [row('x')] } });
    await put(row('k\ufffd', [], '1'));
    expect(await keysFrom({})).toEqual(['k\ufffd', 'x']);
    await remove(named('k\0\udfff'));
    expect(await keysFrom({})).toEqual(['x']);
  });

  it('keeps values of 100,000 characters and keys of 1,000', async () => {
    const big = row(`k${'é'.repeat(999)}`, ['t'], JSON.stringify('漢'.repeat(100_000)));
    await put(big);
    expect(await store.rows('record', [big.key])).toEqual([big]);
    expect(await store.tagged('record', ['t'])).toEqual([big]);
  });

  it('begins a read after every write that was acknowledged before it', async () => {
    for (let n = 1; n <= 20; n++) {
      await put(row(`r${n}`, ['t'], String(n)));
      expect(await store.rowCount('record')).toBe(n);
      expect((await store.rows('record', [`r${n}`]))[0]?.value).toBe(String(n));
      expect(await keysTagged(['t'])).toHaveLength(n);
    }
  });
}
