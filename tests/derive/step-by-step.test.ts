import { expect, test } from '@jest/globals';
import { undoImport } from '../../src/derive/undo.js';
import { parseName } from '../../src/import/person-name.js';
import type { BibAuthor, BibJournal, BibRecord } from '../../src/import/record.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, ids, importRecords, mention, nodesOf, record } from './importing.js';
import { expectSettled } from './settled.js';

/** What one record changes of others that have nothing in common with it but a journal, an ISSN, an ORCID or a cited work. */

const SHARED_ISSN = '0142-159X';
const journal = (nlmId: string | null, issn: string | null, title: string | null = null): BibJournal => ({
  title, abbreviation: null, nlmId, issns: issn === null ? [] : [{ value: issn, type: 'LINKING' }],
}); // prettier-ignore

const author = (name: string, orcid: string | null = null, affiliations: string[] = []): BibAuthor => ({
  ...parseName(name), orcid, affiliations,
}); // prettier-ignore

const work = (pmid: string, part: Partial<BibRecord>): BibRecord =>
  record({ ids: ids({ pmid }), title: `What was found in the study number ${pmid}`, authorsStatus: 'COMPLETE', ...part });

/** Imports each record by itself; answers the ids of the imports. */
async function oneByOne(store: GraphStore, records: readonly BibRecord[]): Promise<string[]> {
  const imports: string[] = [];
  for (const one of records) imports.push((await importRecords(store, [one])).files[0]!.importId!);
  return imports;
}

const issnsOf = async (store: GraphStore): Promise<unknown[]> =>
  (await nodesOf(store, 'Journal')).map(({ key, issns }) => [key, (issns as { value: string }[]).map(({ value }) => value)]);

describeEachEngine('step by step', (openEmptyStore) => {
  test('an ISSN that a journal claims after another one has it changes hands, and comes back', async () => {
    const store = await openEmptyStore();
    const held = work('1', { journal: journal('7909593', SHARED_ISSN) });
    const [, claim] = await oneByOne(store, [held, work('2', { journal: journal('101234567', SHARED_ISSN) })]);
    expect(await issnsOf(store)).toEqual([['nlm:101234567', [SHARED_ISSN]], ['nlm:7909593', []]]); // prettier-ignore
    await expectSettled(store);
    await undoImport(store, claim!);
    expect(await issnsOf(store)).toEqual([['nlm:7909593', [SHARED_ISSN]]]);
    await expectSettled(store);
  });

  test('a notice that names two works holds for both, until it is taken back', async () => {
    const store = await openEmptyStore();
    const named = ids({ pmid: '1', pmcid: 'PMC2' });
    const notice = work('3', { corrections: [{ type: 'RetractionOf', ids: named, text: null }] });
    const [, , last] = await oneByOne(store, [work('1', {}), work('2', { ids: ids({ pmid: '2', pmcid: 'PMC2' }) }), notice]);
    const retracted = async () => [
      (await articleOf(store, 'pmid:1')).isRetracted,
      (await articleOf(store, 'pmid:2')).isRetracted,
    ];
    expect(await retracted()).toEqual([true, true]);
    await expectSettled(store);
    await undoImport(store, last!);
    expect(await retracted()).toEqual([false, false]);
    await expectSettled(store);
  });

  test('so it does between journals that were both there', async () => {
    const store = await openEmptyStore();
    const there = [work('1', { journal: journal('7909593', SHARED_ISSN) }), work('2', { journal: journal('101234567', null) })];
    await oneByOne(store, [...there, work('3', { journal: journal('101234567', SHARED_ISSN) })]);
    expect(await issnsOf(store)).toEqual([['nlm:101234567', [SHARED_ISSN]], ['nlm:7909593', []]]); // prettier-ignore
    await expectSettled(store);
  });

  test('a name that two journals bear is of the one that is left when an import is undone', async () => {
    const store = await openEmptyStore();
    const named = work('1', { journal: journal(null, null, 'Medical Teacher') });
    const bearers = ['7909593', '101234567'].map((nlmId, i) =>
      work(String(i + 2), { journal: journal(nlmId, null, 'Medical Teacher') }),
    );
    const imports = await oneByOne(store, [named, ...bearers]);
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('journal:medical-teacher');
    await undoImport(store, imports[2]!);
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('nlm:7909593');
    await expectSettled(store);
  });

  test('who an author is follows from journals that turn out to be one', async () => {
    const store = await openEmptyStore();
    const garcia = (affiliation: string): BibAuthor => author('García Márquez, José', null, [affiliation]);
    const records = [
      work('1', { authors: [garcia('University of Bern, Switzerland')], journal: journal('7909593', '1234-5679', 'Clinical Teaching') }), // prettier-ignore
      work('2', {
        authors: [garcia('Harvard Medical School, Boston, MA, USA')],
        journal: journal(null, null, 'Medical Teacher'),
      }),
      work('3', { authors: [author('Wang W')], journal: journal('7909593', SHARED_ISSN, 'Medical Teacher') }),
    ];
    const imports = await oneByOne(store, records.slice(0, 2));
    const keyOn = async (pmid: string): Promise<string> => (await articleOf(store, `pmid:${pmid}`)).authorships[0]!.authorKey;
    expect(await keyOn('1')).not.toBe(await keyOn('2'));
    imports.push(...(await oneByOne(store, records.slice(2))));
    expect(await keyOn('1')).toBe(await keyOn('2'));
    await expectSettled(store);
    await undoImport(store, imports[2]!);
    expect(await keyOn('1')).not.toBe(await keyOn('2'));
    await expectSettled(store);
  });

  test('an ORCID that another name had goes to who is left with it', async () => {
    const store = await openEmptyStore();
    const ORCID = '0000-0002-1825-0097';
    const imports = await oneByOne(store, [
      work('107', { authors: [author('García Márquez, José', ORCID)] }),
      work('100', { authors: [author('van der Berg, A', ORCID)] }),
    ]);
    expect((await articleOf(store, 'pmid:100')).authorships[0]!.authorKey).toBe(`orcid:${ORCID}`);
    expect((await articleOf(store, 'pmid:107')).authorships[0]!.authorKey).not.toBe(`orcid:${ORCID}`);
    await undoImport(store, imports[1]!);
    expect((await articleOf(store, 'pmid:107')).authorships[0]!.authorKey).toBe(`orcid:${ORCID}`);
    await expectSettled(store);
  });

  test('an author with one article left keeps the ORCID when it is no more told on the other one', async () => {
    const store = await openEmptyStore();
    const ORCID = '0000-0002-1694-233X';
    const imports = await oneByOne(store, [
      work('1', { authors: [author('Garcia J', ORCID)] }),
      work('2', { authors: [author('García Márquez, José', ORCID)] }),
    ]);
    await undoImport(store, imports[1]!);
    expect((await articleOf(store, 'pmid:1')).authorships[0]!.authorKey).toBe(`orcid:${ORCID}`);
    await expectSettled(store);
  });

  test('a work that is only cited gets identifiers that a later reference tells with the one that is known', async () => {
    const store = await openEmptyStore();
    const [pmid, all] = [mention({ pmid: '105' }), mention({ pmid: '105', pmcid: 'PMC13', doi: '10.5555/d1' })];
    await oneByOne(store, [work('1', { references: [pmid] }), work('2', { references: [all] })]);
    expect(await articleOf(store, 'pmid:105')).toMatchObject({ doi: '10.5555/d1', pmcid: 'PMC13', citedByCount: 2 });
    await expectSettled(store);
  });

  test('so it does where two were cited that turn out to be one', async () => {
    const store = await openEmptyStore();
    const both = mention({ pmid: '105', doi: '10.5555/d1' });
    const singles = [mention({ pmid: '105' }), mention({ doi: '10.5555/d1' })];
    const citing = singles.map((one, i) => work(String(i + 1), { references: [one] }));
    await oneByOne(store, [...citing, work('3', { references: [both] })]);
    expect(await articleOf(store, 'pmid:105')).toMatchObject({ doi: '10.5555/d1', citedByCount: 3 });
    await expectSettled(store);
  });

  test('and has its own identifiers again when what told that it is another work is undone', async () => {
    const store = await openEmptyStore();
    const imports = await oneByOne(store, [
      work('1', { references: [mention({ doi: '10.5555/d7', openalex: 'W1002' })] }),
      work('2', { citedBy: [mention({ pmid: '101', openalex: 'W1002' })] }),
    ]);
    expect((await articleOf(store, 'pmid:101')).doi).toBe('10.5555/d7');
    await undoImport(store, imports[1]!);
    expect((await articleOf(store, 'doi:10.5555/d7')).pmid).toBeNull();
    await expectSettled(store);
  });

  test('a heading without identifier is of the same descriptor of two, whichever comes first', async () => {
    const store = await openEmptyStore();
    const heading = (descriptorId: string | null) => ({ descriptorId, descriptor: 'Mentors', isMajor: false, qualifiers: [] });
    const ids = [null, 'D008636', 'D007397'];
    const imports = await oneByOne(store, ids.map((id, i) => work(String(i + 1), { mesh: [heading(id)] }))); // prettier-ignore
    expect((await articleOf(store, 'pmid:1')).topics.map(({ topicKey }) => topicKey)).toEqual(['mesh:D007397']);
    await expectSettled(store);
    await undoImport(store, imports[2]!);
    expect((await articleOf(store, 'pmid:1')).topics.map(({ topicKey }) => topicKey)).toEqual(['mesh:D008636']);
    await expectSettled(store);
  });

  test('an undo leaves what other references say of a work of which two claim an identifier', async () => {
    const store = await openEmptyStore();
    const both = mention({ pmid: '101', doi: '10.5555/d4' });
    const owner = { pmid: '101', doi: '10.5555/x' };
    const imports = await oneByOne(store, [
      work('', { ids: ids(owner) }),
      work('', { ids: ids(owner), volume: '3' }),
      work('', { ids: ids({ doi: '10.5555/d4' }), title: 'Of something else that was studied' }),
      work('1', { references: [both] }),
      work('2', { references: [both] }),
    ]);
    await undoImport(store, imports[4]!);
    for (const id of imports.slice(0, 2)) await undoImport(store, id);
    expect((await articleOf(store, 'pmid:101')).doi).toBe('10.5555/d4');
    await expectSettled(store);
  });

  test('and what a record says of its own work, which counts for no citation', async () => {
    const store = await openEmptyStore();
    const both = mention({ pmid: '105', doi: '10.5555/d4' });
    const imports = await oneByOne(store, [work('105', { references: [both] }), work('2', { references: [both] })]);
    await undoImport(store, imports[1]!);
    expect((await articleOf(store, 'pmid:105')).doi).toBe('10.5555/d4');
    await expectSettled(store);
  });

  test('a work that is only cited gets identifiers of a reference that leads to the work that has one of them', async () => {
    const store = await openEmptyStore();
    await oneByOne(store, [
      work('', { ids: ids({ pmid: '103', doi: '10.5555/d0' }) }),
      work('1', { references: [mention({ doi: '10.5555/d2' })] }),
      work('2', { references: [mention({ pmid: '103', pmcid: 'PMC13', doi: '10.5555/d2' })] }),
    ]);
    expect((await articleOf(store, 'doi:10.5555/d2')).pmcid).toBe('PMC13');
    await expectSettled(store);
  });
});
