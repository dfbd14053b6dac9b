import { describe, expect, test } from '@jest/globals';
import { loadVocabulary } from '../../src/import/vocabulary.js';
import { readVocabulary, topicMatcher } from '../../src/import/topics.js';

const topic = (name: string, part: object = {}) => ({ name, meshId: null, synonyms: [], broader: null, ...part });
const read = (...topics: unknown[]) => readVocabulary(JSON.stringify({ topics }), 'topics.json');

describe('reading a vocabulary', () => {
  test('keys and broader topics', () => {
    const topics = read(topic('Mentoring'), topic('Peer Mentoring', { broader: 'mentoring', synonyms: ['peer mentor'] }), topic('Burnout', { meshId: 'D002055' })); // prettier-ignore
    expect(topics).toEqual([
      { key: 'topic:mentoring', name: 'Mentoring', meshId: null, synonyms: [], broaderKeys: [] },
      {
        key: 'topic:peer-mentoring',
        name: 'Peer Mentoring',
        meshId: null,
        synonyms: ['peer mentor'],
        broaderKeys: ['topic:mentoring'],
      },
      { key: 'mesh:D002055', name: 'Burnout', meshId: 'D002055', synonyms: [], broaderKeys: [] },
    ]);
  });

  test.each<[string, unknown[], RegExp]>([
    [
      'a name twice',
      [topic('Coaching'), topic('coaching')],
      /^topics\.json, topic "coaching": "coaching" stands already at "Coaching"/,
    ],
    ['a synonym of two topics', [topic('A b', { synonyms: ['coach'] }), topic('C d', { synonyms: ['coachs'] })], /topic "C d": "coachs" stands already at "A b"/], // prettier-ignore
    ['a descriptor twice', [topic('A b', { meshId: 'D002055' }), topic('C d', { meshId: 'D002055' })], /topic "C d": "D002055" stands already at "A b"/], // prettier-ignore
    ['an unknown broader topic', [topic('A b', { broader: 'C d' })], /topic "A b": the broader topic "C d" is not in the list/],
    ['a topic broader than itself', [topic('A b', { broader: 'A b' })], /topic "A b": it is broader than itself/],
    ['a cycle', [topic('A b', { broader: 'C d' }), topic('C d', { broader: 'A b' })], /topic "A b": it is broader than itself/],
    ['no name', [topic('Fine'), { meshId: null }], /^topics\.json, topic 2: it has no name/],
    ['a descriptor that is none', [topic('A b', { meshId: 'D1' })], /topic "A b": "meshId" is no MeSH descriptor/],
    ['synonyms that are no list', [topic('A b', { synonyms: 'x' })], /topic "A b": "synonyms" must be a list/],
    ['an unknown field', [topic('A b', { colour: 'green' })], /topic "A b": unknown field "colour"/],
  ])('%s is refused', (_, topics, message) => {
    expect(() => read(...topics)).toThrow(message);
  });

  test('what is no vocabulary is refused', () => {
    expect(() => readVocabulary('{', 'topics.json')).toThrow(/^topics\.json: it is no JSON/);
    expect(() => readVocabulary('[]', 'topics.json')).toThrow(/^topics\.json: it has no list "topics"/);
  });
});

describe('matching', () => {
  const match = topicMatcher(
    read(
      topic('Mentoring', { synonyms: ['mentor', 'mentorship'] }),
      topic('Peer Mentoring', { synonyms: ['peer mentorship', 'near-peer mentor'] }),
      topic('Coaching', { synonyms: ['coach'] }),
      topic('Career Study'),
      topic('Élan Vital'),
    ),
  );
  const matched = (title: string | null, ...abstract: string[]) =>
    match(title, abstract).map(({ topicKey, matchedText }) => `${topicKey} "${matchedText}"`);

  test('hyphens, case and accents do not matter; the text stays as it was written', () => {
    expect(matched('On Peer-Mentoring, again')).toEqual(['topic:mentoring "Mentoring"', 'topic:peer-mentoring "Peer-Mentoring"']);
    expect(matched('elan VITAL')).toEqual(['topic:elan-vital "elan VITAL"']);
    expect(matched('Néar peer méntor')).toEqual(['topic:mentoring "méntor"', 'topic:peer-mentoring "Néar peer méntor"']);
  });

  test('synonyms and plurals match', () => {
    expect(matched('Mentors')).toEqual(['topic:mentoring "Mentors"']);
    expect(matched('Near-peer mentors')).toEqual(['topic:mentoring "mentors"', 'topic:peer-mentoring "Near-peer mentors"']);
    expect(matched('Coaches')).toEqual(['topic:coaching "Coaches"']);
    expect(matched("the coach's view")).toEqual([`topic:coaching "coach's"`]);
    expect(matched('Career studies')).toEqual(['topic:career-study "Career studies"']);
  });

  test('parts of words do not match, nor words that are apart', () => {
    expect(matched('tormentors, commentoring, coachman, encoach')).toEqual([]);
    expect(matched('careers of study, career in studies')).toEqual([]);
  });

  test('no match runs from one text into the next', () => {
    expect(matched('A career', 'study of all')).toEqual([]);
    expect(matched(null, 'A career study')).toEqual(['topic:career-study "career study"']);
  });

  test('every topic once, with its first place: the title before the abstract', () => {
    expect(matched('mentorship', 'Mentoring and coaching')).toEqual([
      'topic:mentoring "mentorship"',
      'topic:coaching "coaching"',
    ]);
  });
});

describe('the curated vocabulary', () => {
  test('is read, and all of it finds itself', async () => {
    const vocabulary = await loadVocabulary();
    const match = topicMatcher(vocabulary);
    expect(vocabulary.length).toBeGreaterThanOrEqual(40);
    for (const { key, name, synonyms } of vocabulary)
      for (const term of [name, ...synonyms])
        expect(match(`Of ${term.toUpperCase()} and more`, []).map(({ topicKey }) => topicKey)).toContain(key);
  });

  test('has the topics that the documentation names', async () => {
    const byName = new Map((await loadVocabulary()).map((one) => [one.name, one]));
    expect(byName.get('Mentoring')).toMatchObject({ key: 'topic:mentoring', meshId: null });
    expect(byName.get('Peer Mentoring')).toMatchObject({ broaderKeys: ['topic:mentoring'] });
    expect(byName.get('Internship and Residency')).toMatchObject({ meshId: 'D007396', broaderKeys: ['mesh:D004503'] });
  });
});
