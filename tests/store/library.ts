import type { WriteBatch } from '../../src/store/store.js';
import { about, article, author, authorship, date, journal, SOURCE, stub, topic, write } from './records.js';

/**
 * A small library in which everything occurs that lists, filters and searches have to get right: equal and
 * missing values, stubs, a hub, shared names, accents, CJK, characters beyond U+FFFF, nodes without edges.
 */
export function library(): WriteBatch {
  return { authors: authors(), journals: journals(), topics: topics(), articles: articles() };
}

function authors() {
  return [
    author('a1', { name: 'Boone S', names: ['Boone S', 'Boone Sara'], orcid: '0000-0002-1825-0097' }),
    author('a2', { name: 'An J' }),
    author('a3', { name: 'Ñandú É' }),
    author('a4', { name: '王 明' }),
    author('a5', { name: 'Mentoring Study Group', kind: 'GROUP' }),
    author('a6', { name: 'Boone S' }),
    author('a7', { name: "O'Brien K", orcid: '0000-0002-1694-233X' }),
    author('a8', { name: 'Idle Q' }),
  ];
}

function journals() {
  const issns = [{ value: '1472-6920', type: 'ELECTRONIC' as const }];
  return [
    journal('j1', { title: 'BMC medical education', abbreviation: 'BMC Med Educ', issns, nlmId: '101088679' }),
    journal('j2', { title: 'Medical teacher', abbreviation: 'Med Teach' }),
    journal('j3', { title: 'Med Teach', names: ['Medical Teachers'] }),
    journal('j4', { title: 'The Clinical Teacher' }),
  ];
}

function topics() {
  return [
    topic('t1', { name: 'Mentoring', meshId: 'D008569', synonyms: ['Mentors', 'Mentorship'] }),
    topic('t2', { name: 'Peer Group', meshId: 'D010379', broaderKeys: ['t1'] }),
    topic('t3', { name: 'Students, Medical', broaderKeys: ['t1'] }),
    topic('t4', { name: 'Peer mentoring', broaderKeys: ['t2', 't1'] }),
    topic('t5', { name: 'Unused' }),
  ];
}

const ABSTRACTS = {
  p1: 'Peer mentoring of students. Analyses show that peers help.',
  p3: 'Students’ studies of l’hôpital. No mentors here.',
  p6: '医学教育 in small groups.',
};

/** A work with an identifier of every scheme, and two of one. */
const MANY_NAMES = [
  { scheme: 'pmid' as const, value: '102' },
  { scheme: 'openalex' as const, value: 'W102' },
  { scheme: 's2' as const, value: '0123456789abcdef0123456789abcdef01234567' },
  { scheme: 'omid' as const, value: 'br/062102' },
  { scheme: 'doi' as const, value: '10.1000/p2' },
  { scheme: 'doi' as const, value: '10.1000/p2.preprint' },
];

function articles() {
  return [
    write(
      article('p1', {
        pmid: '101', pmcid: 'PMC101', doi: '10.1000/p1', title: 'Peer mentoring: a review', date: date(2020, 12, 22), journalKey: 'j1',
        publicationTypes: ['Review', 'Journal Article'], authorships: [authorship('a1', 1, 'Boone S'), authorship('a2', 2, 'An J'), authorship('a5', 3)],
        topics: [about('t1'), about('t4', { matchedText: 'Peer mentoring', isMajor: true })],
      }),
      ['p2', 'p3', 's1', 'p7'],
      ABSTRACTS.p1,
    ),
    write(
      article('p2', {
        pmid: '102', identifiers: MANY_NAMES, isRetracted: true, title: 'Mentors and peers', date: date(2015), journalKey: 'j2', publicationTypes: ['Letter'],
        authorsStatus: 'POSSIBLY_TRUNCATED', authorships: [authorship('a2', 1), authorship('a1', 2), authorship('a3', 3)], topics: [about('t1'), about('t2')],
      }),
      ['p7'],
    ),
    write(
      article('p3', {
        doi: '10.1000/p3', title: 'The éducation of students', date: date(2015, 6), journalKey: 'j2', publicationTypes: ['letter', 'Review'],
        authorships: [authorship('a3', 1), authorship('a4', 2), authorship('a1', 3)], topics: [about('t3'), about('t1', { method: 'MESH_INDEXING' })],
      }),
      ['p7', 's1', 's2'],
      ABSTRACTS.p3,
    ),
    write(article('p4', { title: 'The éducation of students', date: date(2015, 6), journalKey: 'j1', authorships: [authorship('a1', 1)], topics: [about('t3')] }), ['p7']),
    write(article('p5', { title: 'Untimed', authorsStatus: 'NOT_LISTED', journalKey: 'j3' }), ['p7', 'p5x']),
    write(article('p5x', { title: 'Also untimed', journalKey: 'j3', authorships: [authorship('a5', 1)] }), ['p7']),
    write(article('p6', { title: '\u{10400}\u{10401} 医学', date: date(2017, 1, 1), authorships: [authorship('a4', 1, '王 明')], topics: [about('t4')] }), ['p7'], ABSTRACTS.p6),
    write(article('p7', { title: '\ufa0e hub', date: date(1999), journalKey: 'j1', publicationTypes: ['Journal Article'] })),
    {
      ...write(article('p8', { title: null, date: date(2017), hasReferenceList: true })),
      references: [
        { citedKey: 'p7', position: null, provenance: SOURCE },
        { citedKey: 'p1', position: 2, provenance: [] },
        { citedKey: 'p3', position: null, provenance: SOURCE },
        { citedKey: 'p2', position: 2, provenance: SOURCE },
        { citedKey: 's2', position: 1, provenance: SOURCE },
        { citedKey: 'p4', position: 10, provenance: SOURCE },
      ],
    },
    write(stub('s1', { pmid: '201', isRetracted: true })),
    write(stub('s2', { doi: '10.1000/s2' })),
    write(stub('s3', { pmcid: 'PMC203' }), ['p7', 'p1']),
  ];
} // prettier-ignore
