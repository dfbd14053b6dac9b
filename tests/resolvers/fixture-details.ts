import type { ArticleDetails } from '../../src/records.js';

/** What the articles of the fixture have besides their records, by key. */
export const DETAILS: Record<string, Partial<ArticleDetails>> = {
  review: {
    abstract: [
      { label: 'Background', text: 'Residents burn out.' },
      { label: 'Results', text: 'Peers help.' },
    ],
    otherAbstracts: [
      { type: 'Publisher', language: 'fre', sections: [{ label: 'Contexte', text: 'Les résidents s’épuisent.' }, { label: null, text: 'Les pairs aident.' }] },
      { type: null, language: null, sections: [{ label: null, text: 'Peers help.' }] },
    ],
    vernacularTitle: 'Le mentorat par les pairs en résidence',
    languages: ['eng', 'fre'],
    meshHeadings: [
      {
        topicKey: 'mentoring', descriptorId: 'D008569', descriptor: 'Mentoring', isMajor: true,
        qualifiers: [
          { id: 'Q000379', name: 'methods', isMajor: true },
          { id: null, name: 'trends', isMajor: false },
        ],
      },
      { topicKey: 'burnout', descriptorId: null, descriptor: 'Burnout, Psychological', isMajor: false, qualifiers: [] },
    ],
    keywords: [
      { text: 'residency', owner: 'NOTNLM', isMajor: false },
      { text: 'peer support', owner: null, isMajor: true },
    ],
    grants: [{ id: 'R01 HS1', agency: 'AHRQ', country: 'United States' }],
    unresolvedReferences: [
      { position: 6, text: 'Doe J. A book of mentors. 1999.', doi: null, year: 1999 },
      { position: null, text: null, doi: '10.1000/elsewhere', year: null },
    ],
  },
  early: {
    abstract: [{ label: null, text: 'Coaching works.' }],
    bookTitle: 'Proceedings of the peers',
    corrections: [
      { type: 'RetractionIn', identifiers: [{ scheme: 'doi', value: '10.1000/nobody' }, { scheme: 'pmid', value: '39430214' }], text: 'BMC Med Educ. 2024;1:1' },
      { type: 'ErratumIn', identifiers: [], text: 'Fam Med. 2007 Jan;39(1):1' },
    ],
  },
  letter: { corrections: [{ type: 'RetractionOf', identifiers: [{ scheme: 'openalex', value: 'W2741809807' }], text: null }] },
}; // prettier-ignore
