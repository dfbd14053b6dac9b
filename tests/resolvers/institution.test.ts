import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { restoreBackup } from '../../src/derive/restore.js';
import { emptyAuthor, type BibAuthor, type BibRecord } from '../../src/import/record.js';
import { writeBackup } from '../../src/ledger/backup.js';
import { verifyGraph } from '../../src/ledger/verify.js';
import type { GraphStore } from '../../src/store/store.js';
import { graphText, ids, importRecords, record } from '../derive/importing.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';

const LEEDS = '024mrxd33';
const OSLO = '01xtthb56';

const author = (name: string, affiliations: string[], institutions: BibAuthor['institutions'] = []): BibAuthor => ({
  ...emptyAuthor(name), familyName: name, givenName: 'Una', initials: 'U', orcid: name === 'Roe' ? '0000-0002-1825-0097' : null, affiliations, institutions,
}); // prettier-ignore
const year = (value: number) => ({ year: value, month: null, day: null, raw: String(value), precision: 'YEAR' }) as const;
const stated = (name: string | null, ror: string | null, country: string | null, affiliation: string | null = null) => ({ name, ror, country, affiliation }); // prettier-ignore
const LEEDS_TEXT = 'School of Medicine, University of Leeds, Leeds, UK.';

const RECORDS: BibRecord[] = [
  // What PubMed writes, with the identifier of one affiliation.
  record({
    source: 'pubmed-xml', ids: ids({ pmid: '1' }), title: 'Tea one', date: year(2010), authorsStatus: 'COMPLETE',
    authors: [
      author('Roe', [LEEDS_TEXT, 'Oslo University Hospital, Oslo, Norway'], [stated(null, LEEDS, null, LEEDS_TEXT)]),
      author('Poe', ['Univ. of Oslo, Oslo, Norway']),
      author('Coe', ['Somewhere']),
    ],
  }),
  record({
    source: 'pubmed-xml', ids: ids({ pmid: '2' }), title: 'Tea two', date: year(2015), authorsStatus: 'COMPLETE',
    authors: [author('Roe', ['Dept of Tea, The University of Leeds, Leeds, England']), author('Doe', ['Emory University, Atlanta, Georgia'])],
  }),
  // Of the same work two sources: the names of OpenAlex stand beside the text of PubMed.
  record({ source: 'pubmed-xml', ids: ids({ pmid: '3' }), title: 'Tea three', date: year(2020), authorsStatus: 'COMPLETE', authors: [author('Poe', ['Inst of Cups, Oslo'])] }),
  record({
    source: 'openalex', ids: ids({ pmid: '3', openalex: 'W3' }), title: 'Tea three', date: year(2020), authorsStatus: 'COMPLETE',
    authors: [author('Poe', ['Inst of Cups, Oslo.'], [stated('University of Oslo', OSLO, 'NO')])],
  }),
]; // prettier-ignore

describeEachEngine('where authors worked', (openEmptyStore) => {
  let store: GraphStore;
  const folder = mkdtempSync(join(tmpdir(), 'meded-institutions-'));
  beforeAll(async () => {
    store = await openEmptyStore();
    await importRecords(store, RECORDS);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const FIELDS = 'name country { code name } ror statedBySource';
  const one = async (pmid: string): Promise<Answer> =>
    (await ask(store, `{ article(by: { pmid: "${pmid}" }) { countries { code } authorships { edges { nameAsWritten institutions { ${FIELDS} } } } } }`)).article; // prettier-ignore

  const oslo = { name: 'University of Oslo', country: { code: 'NO', name: 'Norway' }, ror: null, statedBySource: false };
  const leeds = {
    name: 'University of Leeds',
    country: { code: 'GB', name: 'United Kingdom' },
    ror: LEEDS,
    statedBySource: true,
  };

  test('an authorship has what sources state, and else what the affiliation says', async () => {
    const first = await one('1');
    expect(first.authorships.edges.map(({ institutions }: Answer) => institutions)).toEqual([
      [leeds, { ...oslo, name: 'Oslo University Hospital' }],
      [oslo],
      [],
    ]);
    expect(first.countries).toEqual([{ code: 'GB' }, { code: 'NO' }]);
    const third = await one('3');
    expect(third.authorships.edges[0].institutions).toEqual([{ ...oslo, ror: OSLO, statedBySource: true }]);
  });

  test('an author has each institution once, with its years; what is stated once holds for all', async () => {
    const { author: roe } = await ask(store, `{ author(by: { orcid: "0000-0002-1825-0097" }) { institutions { ${FIELDS} articleCount firstYear lastYear } articles { nodes { title } edges { institutions { ror } } } } }`); // prettier-ignore
    expect(roe.institutions).toEqual([
      { ...leeds, articleCount: 2, firstYear: 2010, lastYear: 2015 },
      { ...oslo, name: 'Oslo University Hospital', articleCount: 1, firstYear: 2010, lastYear: 2010 },
    ]);
    expect(roe.articles.edges.map(({ institutions }: Answer) => institutions.length)).toEqual([1, 2]);
  });

  test('a backup brings it back, and verify finds nothing wrong', async () => {
    const path = join(folder, 'backup.jsonl.gz');
    await writeBackup(store, path, { program: '1.0.0', now: new Date('2025-06-30T10:00:00Z') });
    const other = await openEmptyStore();
    await restoreBackup(other, path, { replace: false });
    expect(await graphText(other)).toBe(await graphText(store));
    expect((await graphText(other)).match(new RegExp(LEEDS, 'g'))).toHaveLength(1);
    const problems: unknown[] = [];
    await verifyGraph(other, { onProblem: (problem) => problems.push(problem) });
    expect(problems).toEqual([]);
  }, 120_000);

  describe('networks', () => {
    const network = async (kind: string, fields: string, input = 'scope: { filter: { hasAbstract: false } }'): Promise<Answer> =>
      (await ask(store, `{ network: ${kind}(input: { ${input} }) { ${fields} } }`)).network;

    test('of institutions: nodes by identity, links by joint works, and how many authorships tell none', async () => {
      const found = await network('institutionNetwork', `articleCount authorshipCount unplacedAuthorships
        nodes { id label institution { ${FIELDS} } country { code } articleCount degree community } edges { source target weight firstYear }
        communities { label topNames } components { count isolated } leftOut { reason nodes articles } notFound`); // prettier-ignore
      expect(found).toMatchObject({ articleCount: 3, authorshipCount: 6, unplacedAuthorships: 1, notFound: [], leftOut: [] });
      const byName = new Map<string, Answer>(found.nodes.map((node: Answer) => [node.label, node]));
      expect([...byName].map(([name, { articleCount, degree }]) => [name, articleCount, degree]).sort()).toEqual([
        ['Emory University', 1, 1],
        ['Oslo University Hospital', 1, 2],
        ['University of Leeds', 2, 3],
        ['University of Oslo', 2, 2],
      ]);
      expect(byName.get('University of Leeds')).toMatchObject({
        id: `ror:${LEEDS}`,
        institution: leeds,
        country: { code: 'GB' },
      });
      expect(byName.get('University of Oslo').institution).toEqual({ ...oslo, ror: OSLO, statedBySource: true });
      expect(found.edges).toHaveLength(4);
      expect(found.edges).toContainEqual({ source: expect.anything(), target: expect.anything(), weight: 1, firstYear: 2015 });
    });

    test('of countries, by period, of one author alone', async () => {
      const countries = await network('countryNetwork', 'unplacedAuthorships nodes { id label institution { name } country { code } articleCount } edges { source target sharedArticleCount } slices { firstYear lastYear nodes { id } newNodeCount }', 'scope: { filter: { hasAbstract: false } }, timeSlices: 2'); // prettier-ignore
      expect(countries.nodes.map(({ id, label, articleCount }: Answer) => [id, label, articleCount]).sort()).toEqual([
        ['GB', 'United Kingdom', 2],
        ['NO', 'Norway', 2],
        ['US', 'United States', 1],
      ]);
      expect(countries.nodes[0]).toMatchObject({ institution: null, country: { code: countries.nodes[0].id } });
      expect(countries.edges.map(({ source, target }: Answer) => [source, target].sort().join('-')).sort()).toEqual(['GB-NO', 'GB-US']); // prettier-ignore
      expect(countries.unplacedAuthorships).toBe(1);
      expect(countries.slices.map(({ newNodeCount }: Answer) => newNodeCount)).toEqual([3, 0]);
      const own = await network('countryNetwork', 'authorshipCount nodes { id }', 'scope: { among: ["0000-0002-1825-0097"] }');
      expect(own).toEqual({ authorshipCount: 2, nodes: expect.arrayContaining([{ id: 'GB' }, { id: 'NO' }]) });
      expect(own.nodes).toHaveLength(2);
    });
  });
});
