import { expect, test } from '@jest/globals';
import { mergeWorks, undoDecision } from '../../src/derive/decisions.js';
import { reindex } from '../../src/derive/reindex.js';
import { undoImport } from '../../src/derive/undo.js';
import { CodedError } from '../../src/errors.js';
import { listActs } from '../../src/ledger/act.js';
import { DERIVED, PRIMARY } from '../../src/ledger/collections.js';
import { getImports, listImports } from '../../src/ledger/imports.js';
import { listPossible } from '../../src/ledger/possible.js';
import type { Problem } from '../../src/ledger/problem.js';
import { workSources } from '../../src/ledger/support.js';
import { verifyGraph } from '../../src/ledger/verify.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { importMixed, mixedLibrary, randomNumbers, shuffled } from '../intake/mixed-library.js';
import { articleOf, citedBy, graphText, ids, importAll, importRecords, mention, nodesOf, printed, record } from './importing.js';

async function textOf(store: GraphStore): Promise<string> {
  const { items } = await listPossible(store, { after: null, limit: 1_000 });
  return [await graphText(store), ...items.map((pair) => JSON.stringify(pair))].join('\n');
}

/** Imports, and answers the ids of the import nodes. */
async function idsOf(store: GraphStore, work: () => Promise<unknown>): Promise<string[]> {
  const before = new Set((await listImports(store, { after: null, limit: 1_000 })).map(({ id }) => id));
  await work();
  return (await listImports(store, { after: null, limit: 1_000 })).map(({ id }) => id).filter((id) => !before.has(id));
}

const oneOf = async (store: GraphStore, work: () => Promise<unknown>): Promise<string> => (await idsOf(store, work))[0]!;

async function problemsOf(store: GraphStore): Promise<Problem[]> {
  const problems: Problem[] = [];
  await verifyGraph(store, { onProblem: (problem) => problems.push(problem) });
  return problems;
}

const A = record({
  ids: ids({ pmid: '1', doi: '10.1234/a' }),
  title: 'Of tea',
  volume: '7',
  references: [mention({ pmid: '9' }, 1)],
});
const A2 = record({ source: 'other', ids: ids({ doi: '10.1234/a', pmcid: 'PMC1' }), title: 'Of tea, again', issue: '2' });
const B = record({
  ids: ids({ pmid: '2' }),
  title: 'Of cups',
  references: [mention({ pmcid: 'PMC1' }, 1), mention({ pmid: '9' }, 2)],
});

describeEachEngine('undo of an import', (openEmptyStore) => {
  test('takes back what only it supported, and leaves what others brought too', async () => {
    const store = await openEmptyStore();
    const first = await oneOf(store, () => importRecords(store, [A, B]));
    const second = await oneOf(store, () => importRecords(store, [A, A2]));
    expect(await citedBy(store, 'pmid:2')).toEqual([['pmid:1', 1, ['test']], ['pmid:9', 2, ['test']]]); // prettier-ignore
    expect(await undoImport(store, first)).toMatchObject({ records: 1 });
    expect((await nodesOf(store, 'Article')).map(({ key, status }) => [key, status])).toEqual([['pmid:1', 'FULL'], ['pmid:9', 'STUB']]); // prettier-ignore
    expect((await workSources(store, ['pmid:1']))[0]!.map(({ source, importIds }) => [source, importIds])).toEqual([
      ['other', [second]],
      ['test', [second]],
    ]);
    expect(await getImports(store, [first])).toEqual([null]);
    await undoImport(store, second);
    expect((await store.describe()).counts).toMatchObject({ articles: 0, stubs: 0, authors: 0, journals: 0, citations: 0 });
  });

  test('lets a work fall apart into those that its record had joined', async () => {
    const store = await openEmptyStore();
    const [doi, pmid] = [
      record({ ids: ids({ doi: '10.1234/a' }), title: 'Von Tee', volume: '1' }),
      record({ ids: ids({ pmid: '1' }), title: 'Of something else', volume: '1' }),
    ];
    const citing = record({
      ids: ids({ pmid: '5' }),
      title: 'Cites both',
      references: [mention({ doi: '10.1234/a' }, 1), mention({ pmid: '1' }, 2)],
    });
    await importRecords(store, [doi, pmid, citing]);
    const before = await textOf(store);
    const joining = await oneOf(store, () =>
      importRecords(store, [record({ ids: ids({ doi: '10.1234/a', pmid: '1' }), title: 'Joins', source: 'other' })]),
    );
    expect(await citedBy(store, 'pmid:5')).toEqual([['pmid:1', 1, ['test']]]);
    await undoImport(store, joining);
    expect(await citedBy(store, 'pmid:5')).toEqual([['doi:10.1234/a', 1, ['test']], ['pmid:1', 2, ['test']]]); // prettier-ignore
    expect(await textOf(store)).toBe(before);
  });

  test('makes a citation by text unresolved again', async () => {
    const store = await openEmptyStore();
    const text = 'Poel C. On the whistling of kettles and its uses. Journal of cups. 2017;3:20-31.';
    await importRecords(store, [record({ ids: ids({ pmid: '1' }), title: 'Cites', references: [printed(text, 2017, 1)] })]);
    const poel = record({
      ids: ids({ pmid: '2' }), title: 'On the whistling of kettles and its uses', volume: '3', pages: { asWritten: '20-31', first: '20', last: '31' },
      date: { year: 2017, month: null, day: null, raw: '2017', precision: 'YEAR' },
      journal: { title: 'Journal of cups', abbreviation: null, issns: [], nlmId: null },
      authors: [{ kind: 'PERSON', nameAsWritten: 'Poel C', familyName: 'Poel', givenName: null, initials: 'C', suffix: null, orcid: null, affiliations: [], institutions: [], isCorresponding: null, equalContribution: null }],
    }); // prettier-ignore
    const id = await oneOf(store, () => importRecords(store, [poel]));
    expect(await citedBy(store, 'pmid:1')).toEqual([['pmid:2', 1, ['test']]]);
    await undoImport(store, id);
    expect(await citedBy(store, 'pmid:1')).toEqual([]);
    expect((await store.details(['pmid:1']))[0]!.unresolvedReferences).toEqual([{ position: 1, text, doi: null, year: 2017 }]);
  });

  test('forgets what a heading meant, and brings back what NLM had withdrawn', async () => {
    const store = await openEmptyStore();
    const named = (pmid: string, id: string | null) =>
      record({
        ids: ids({ pmid }),
        title: `Number ${pmid}`,
        source: 'pubmed-xml',
        mesh: [{ descriptorId: id, descriptor: 'Teapots', isMajor: false, qualifiers: [] }],
      });
    await importRecords(store, [named('1', null)]);
    const before = await textOf(store);
    const tells = await oneOf(store, () => importRecords(store, [named('2', 'D900001')]));
    expect((await articleOf(store, 'pmid:1')).topics).toMatchObject([{ topicKey: 'mesh:D900001' }]);
    const gone = { kind: 'withdrawn', place: { line: null, record: 1 }, ids: ids({ pmid: '1' }) } as const;
    const withdrawal = await oneOf(store, () => importAll(store, [gone]));
    expect(await store.get('Article', ['pmid:1'])).toEqual([null]);
    await undoImport(store, tells);
    await undoImport(store, withdrawal);
    expect(await textOf(store)).toBe(before);
  });

  test('gives the graph as if it had never been imported, in every order, whatever overlaps', async () => {
    const all = await mixedLibrary();
    for (let seed = 0; seed < 3; seed++) {
      const random = randomNumbers(seed);
      const parts = [0, 1, 2].map(() => all.filter(() => random() < 0.5));
      const texts: string[] = [];
      for (const left of [parts.slice(1), parts.slice(2)]) {
        const fresh = await openEmptyStore();
        for (const part of left) await importMixed(fresh, part);
        texts.push(await textOf(fresh));
      }
      const store = await openEmptyStore();
      const imports: string[][] = [];
      for (const part of parts) imports.push(await idsOf(store, () => importMixed(store, shuffled(part, random))));
      for (const [i, text] of texts.entries()) {
        for (const id of shuffled(imports[i]!, random)) await undoImport(store, id);
        expect({ seed, i, text: await textOf(store) }).toEqual({ seed, i, text });
      }
      for (const id of imports[2]!) await undoImport(store, id);
      const rows = await Promise.all(
        Object.values({ ...PRIMARY, ...DERIVED }).map(async (name) => [name, await store.rowCount(name)]),
      );
      // Aliases stay: whoever kept a key of a node that comes back still finds it.
      expect(rows.filter(([name, count]) => count !== 0 && name !== 'alias')).toEqual([]);
    }
  }, 300_000);

  test('leaves no key in doubt: one that was merged finds what it became, if that is there, and nothing it is not', async () => {
    const store = await openEmptyStore();
    const keyOf = async (key: string) => (await store.get('Article', [key]))[0]?.key ?? null;
    const of = (pmid: string) => record({ ids: ids({ pmid }), title: `Of ${pmid === '1' ? 'tea' : 'cups'}` });
    const both = await oneOf(store, () => importRecords(store, [of('1'), of('2')]));
    const kept = await mergeWorks(store, ['pmid:1', 'pmid:2']);
    const merged = kept === 'pmid:1' ? 'pmid:2' : 'pmid:1';
    expect(await keyOf(merged)).toBe(kept);
    await undoImport(store, both);
    expect([await keyOf(merged), await problemsOf(store)]).toEqual([null, []]);
    const first = await oneOf(store, () => importRecords(store, [of(kept.slice(5))]));
    const second = await oneOf(store, () => importRecords(store, [of(merged.slice(5))]));
    expect([await keyOf(merged), await problemsOf(store)]).toEqual([kept, []]);

    const [act] = await listActs(store, { after: null, limit: 1 });
    await undoDecision(store, act!.id);
    expect(await keyOf(merged)).toBe(merged);
    await undoImport(store, second);
    // The two were parted: who kept the key of the one is not to be shown the other.
    expect([await keyOf(merged), await problemsOf(store)]).toEqual([null, []]);
    await reindex(store);
    expect([await keyOf(merged), await keyOf(kept)]).toEqual([null, kept]);
    await undoImport(store, first);
    expect(await problemsOf(store)).toEqual([]);
  });

  test('a journal that was another one for a while, and then itself, leads nowhere when nothing is in it any more', async () => {
    const store = await openEmptyStore();
    const issns = [{ value: '1472-6920', type: 'UNKNOWN' }] as const;
    const journal = (title: string, more: object = {}) => ({ title, abbreviation: null, issns: [], nlmId: null, ...more });
    const short = record({ ids: ids({ doi: '10.1234/a' }), journal: journal('Tea Educ'), source: 'ris' });
    const both = record({
      ids: ids({ pmid: '2' }),
      journal: journal('Tea and education', { abbreviation: 'Tea Educ', issns: [...issns] }),
    });
    const long = record({
      ids: ids({ doi: '10.1234/a' }),
      journal: journal('Tea and education', { issns: [...issns] }),
      source: 'crossref',
    });
    const keys = async () => (await store.get('Journal', ['journal:tea-educ', 'issn:1472-6920'])).map((one) => one?.key ?? null);
    await importRecords(store, [short]);
    const joining = await oneOf(store, () => importRecords(store, [both]));
    expect([await keys(), await problemsOf(store)]).toEqual([['issn:1472-6920', 'issn:1472-6920'], []]);
    await undoImport(store, joining);
    expect([await keys(), await problemsOf(store)]).toEqual([['journal:tea-educ', 'journal:tea-educ'], []]);
    await importRecords(store, [long]);
    expect([await keys(), await problemsOf(store)]).toEqual([[null, 'issn:1472-6920'], []]);
    await reindex(store);
    expect([await keys(), await problemsOf(store)]).toEqual([[null, 'issn:1472-6920'], []]);
  });

  test('works that were merged by hand are both there again where they are only said to cite', async () => {
    const store = await openEmptyStore();
    const two = ['1', '2'].map((pmid) => record({ ids: ids({ pmid }), title: `Of ${pmid === '1' ? 'tea' : 'cups'}` }));
    const first = await oneOf(store, () => importRecords(store, two));
    await mergeWorks(store, ['pmid:1', 'pmid:2']);
    await importRecords(store, [record({ ids: ids({ pmid: '9' }), title: 'Of kettles', citedBy: [mention({ pmid: '1' }), mention({ pmid: '2' })] })]); // prettier-ignore
    expect((await articleOf(store, 'pmid:9')).citedByCount).toBe(1);
    await undoImport(store, first);
    const before = await textOf(store);
    expect([(await articleOf(store, 'pmid:9')).citedByCount, await citedBy(store, 'pmid:1')]).toEqual([
      2,
      [['pmid:9', null, ['test']]],
    ]);
    await reindex(store);
    expect(await textOf(store)).toBe(before);
  });

  test('an import that is not there is said to be none', async () => {
    const store = await openEmptyStore();
    const error: unknown = await undoImport(store, 'nonsense').catch((one: unknown) => one);
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^There is no import "nonsense"/) });
  });
});
