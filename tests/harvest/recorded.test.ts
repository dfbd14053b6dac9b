import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Scene, line } from './scene.js';
import { recordedAnswers, sharedData } from './recorded.js';

const folder = sharedData();
// Real records are not part of the repository: without them there is nothing to say.
const whereThere = folder === null ? describe.skip : describe;

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set({ works: [], cites: [] });
  if (folder !== null) scene.standIn.recorded = recordedAnswers(folder);
});
afterEach(() => scene.end());

whereThere('real records, in the shapes of their sources', () => {
  test('PubMed: articles, and the references that are in them, though elink has none', async () => {
    const report = await scene.harvest(['pubmed'], { seeds: ['pmid:11537092'], direction: 'BACKWARD' });
    expect(report).toMatchObject({ failed: 0, refused: 0, finished: true });
    // Of its 21 references one is in the sample, too.
    const references = await scene.neighbours('pmid:11537092', 'references');
    expect(Object.keys(references)).toHaveLength(21);
    expect(line(report, 1, 'pubmed', 'RECORDS')).toMatchObject({ asked: 21, answered: 21, unknown: 20 });
    const [cited] = await scene.store.get('Article', ['pmid:11540070']);
    expect(cited).toMatchObject({ status: 'FULL', citedByCount: 1 });
    const asked = scene.standIn.received.length;
    expect(await scene.harvest(['pubmed'], { seeds: ['pmid:11537092'], direction: 'BACKWARD' })).toMatchObject({
      works: 22,
      calls: 0,
    });
    expect(scene.standIn.received.length).toBe(asked);
  });

  test('Crossref: 45 references, of which 26 have a DOI', async () => {
    const report = await scene.harvest(['crossref'], { seeds: ['10.1007/S10107-009-0306-5'], direction: 'BACKWARD' });
    expect(line(report, 1, 'crossref', 'REFERENCES')).toMatchObject({ answered: 1, found: 26, new: 26 });
    expect(report).toMatchObject({ works: 27, stubs: { reached: 26 } });
    const [details] = await scene.store.details(['doi:10.1007/s10107-009-0306-5']);
    expect(details!.unresolvedReferences).toHaveLength(19);
  });

  test('OpenAlex: 45 works that it names in its own way', async () => {
    const report = await scene.harvest(['openalex'], { seeds: ['https://openalex.org/W2741809807'], direction: 'BACKWARD' });
    expect(line(report, 1, 'openalex', 'REFERENCES')).toMatchObject({ answered: 1, found: 45, new: 45 });
    expect(line(report, 1, 'openalex', 'IDENTIFIERS')).toMatchObject({ asked: 45, answered: 45, unknown: 45 });
    expect(report.seeds[0]).toMatchObject({ key: 'pmid:29456894', isFound: true });
  });
});
