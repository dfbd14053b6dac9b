import { expect, test } from '@jest/globals';
import { mergeAuthors } from '../../src/derive/author-decisions.js';
import { undoDecision } from '../../src/derive/decisions.js';
import { parseName } from '../../src/import/person-name.js';
import { listActs } from '../../src/ledger/act.js';
import type { GraphStore } from '../../src/store/store.js';
import { articleOf, ids, importRecords, record } from '../derive/importing.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';

const [ORCID_A, ORCID_B] = ['0000-0002-1825-0097', '0000-0001-5109-3700'];
const TEAM = ['Roe B', 'Doe C', 'Poe D'];
const smith = (orcid: string | null) => ({ ...parseName('Smith J'), orcid });

/** Smith J of the third work fits two people with ORCIDs alike. */
async function threeSmiths(store: GraphStore): Promise<string> {
  const people = [smith(ORCID_A), smith(ORCID_B), smith(null)];
  const works = people.map(
    (one, i) =>
    record({ ids: ids({ pmid: `${i + 1}` }), title: `Work number ${i} on something`, authors: [one, ...TEAM.map(parseName)], authorsStatus: 'COMPLETE' }), // prettier-ignore
  );
  await importRecords(store, works);
  return (await articleOf(store, 'pmid:3')).authorships[0]!.authorKey;
}

const QUESTION = `{ article(by: { pmid: "3" }) { authors { name possibleSame { author { orcid articleCount } score evidence evidenceItems { kind } } } } }`;
const ofSmith = async (store: GraphStore): Promise<Answer[]> =>
  (await ask(store, QUESTION)).article.authors.find(({ name }: Answer) => name === 'Smith J').possibleSame;

describeEachEngine('authors who may be the same person', (openEmptyStore) => {
  test('are listed with what speaks for it, and not any more when a person has decided', async () => {
    const store = await openEmptyStore();
    const key = await threeSmiths(store);
    const listed = await ofSmith(store);
    expect(listed.map(({ author }) => author.orcid).sort()).toEqual([ORCID_B, ORCID_A]);
    for (const { score, evidence, evidenceItems, author } of listed) {
      expect(author.articleCount).toBe(1);
      expect(score).toBeGreaterThanOrEqual(2);
      expect(evidence).toContainEqual(expect.stringMatching(/^shared coauthors: doe\|c, poe\|d, roe\|b \(\d/));
      expect(evidenceItems.map(({ kind }: Answer) => kind)).toContain('COAUTHORS');
    }
    await mergeAuthors(store, [key, `orcid:${ORCID_A}`]);
    const others = await ask(store, `{ author(by: { orcid: "${ORCID_A}" }) { articleCount possibleSame { author { id } } } }`);
    expect(others.author).toEqual({ articleCount: 2, possibleSame: [] });
    const [act] = await listActs(store, { after: null, limit: 1 });
    const { decisions } = await ask(
      store,
      '{ decisions { totalCount nodes { kind decidedAt articles { title } authors { orcid } } } }',
    );
    expect(decisions).toEqual({
      totalCount: 1,
      nodes: [{ kind: 'MERGE_AUTHORS', decidedAt: act!.at, articles: [], authors: [{ orcid: ORCID_A }] }],
    });
    await undoDecision(store, act!.id);
    expect(await ofSmith(store)).toEqual(listed);
  });
});
