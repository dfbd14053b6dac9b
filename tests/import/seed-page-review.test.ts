import { describe, expect, test } from '@jest/globals';
import { ids, journal, NEVER_ON_THE_PAGE, seedRecords } from './seed-page.js';

/** Every field of the review, written down from the page by hand. */
const [review, ...works] = seedRecords;

describe('the seed page', () => {
  test('holds the review and ten other works', () => {
    expect(works).toHaveLength(10);
  });

  test('the review', () => {
    expect(review).toEqual({
      ...NEVER_ON_THE_PAGE,
      ids: ids('33349761', null, null),
      title: 'Peer Mentoring in Medical Residency Education: A Systematic Review',
      authors: [],
      authorsStatus: 'NOT_LISTED',
      journal: journal('Can Med Educ J'),
      date: { year: 2020, month: 12, day: 22, raw: '2020 Dec 22', precision: 'DAY' },
      volume: null,
      issue: null,
      pages: null,
      publicationTypes: [],
      specialty: 'Medical Education',
      reportedCitations: 18,
      abstract: [
        {
          label: 'Background',
          text: 'Medical residents may experience burnout during their training, and a lack of social support. This can impact their overall wellbeing and ability to master key professional competencies. We explored, in this study, the extent to which peer mentorship promotes psychosocial wellbeing and the development of professional competencies in medical residency education.',
        },
        {
          label: 'Methods',
          text: 'We searched six databases (MEDLINE, EMBASE, PsycINFO, Academic Research Complete, ERIC, Education Research Complete) for studies on peer mentoring relationships in medical residency. We selected any study where authors reported on outcomes associated with peer mentoring relationships among medical residents. We applied no date, language, or study design limits to this review.',
        },
        {
          label: 'Results',
          text: 'We included nine studies in this systematic review. We found that medical residents received essential psychosocial supports from peers, and motivation to develop academic and career competencies. Medical residents in peer-mentoring relationships also reported increased overall satisfaction with their residency training programs.',
        },
        {
          label: 'Conclusions',
          text: 'Peer-mentoring relationships can enhance the development of key professional competencies and coping mechanisms in medical residency education. Further rigorous research is needed to examine the comparative benefits of informal and formal peer mentoring, and identify best practices with respect to effective design of peer-mentorship programs.',
        },
      ],
      citedBy: [
        {
          position: null,
          ids: ids('39948521', 'PMC11823063', '10.1186/s12909-025-06833-4'),
          recordKey: null,
          text: null,
          year: 2025,
        },
        {
          position: null,
          ids: ids('39695570', 'PMC11653835', '10.1186/s12909-024-06447-2'),
          recordKey: null,
          text: null,
          year: 2024,
        },
        {
          position: null,
          ids: ids('39450636', 'PMC11523149', '10.1177/00469580241271313'),
          recordKey: null,
          text: null,
          year: 2024,
        },
        { position: null, ids: ids('39430214', 'PMC11490231', '10.2147/amep.s499333'), recordKey: null, text: null, year: 2024 },
        {
          position: null,
          ids: ids('39402543', 'PMC11476957', '10.1186/s12909-024-06137-z'),
          recordKey: null,
          text: null,
          year: 2024,
        },
      ],
      references: [
        {
          position: 1,
          ids: ids(null, null, null),
          recordKey: 'cit:33eb240826949e45',
          text: 'Parrott S, Dobbie A, Chumley H . Peer coaching shows promise for residents as teachers. Fam Med. 2006; 38(4):234-5.',
          year: 2006,
        },
        {
          position: 2,
          ids: ids(null, 'PMC5438064', '10.1177/0141076817700848'),
          recordKey: null,
          text: "Wilson G, Larkin V, Redfern N, Stewart J, Steven A . Exploring the relationship between mentoring and doctors' health and wellbeing: a narrative review. J R Soc Med. 2017; 110(5):188-197. PMC: 5438064. DOI: 10.1177/0141076817700848.",
          year: 2017,
        },
        {
          position: 3,
          ids: ids(null, null, '10.1007/s12630-016-0773-0'),
          recordKey: null,
          text: 'Chakravarti A, Raazi M, OBrien J, Balaton B . Anesthesiology Resident Wellness Program at the University of Saskatchewan: curriculum content and delivery. Can J Anaesth. 2016; 64(2):199-210. DOI: 10.1007/s12630-016-0773-0.',
          year: 2016,
        },
        {
          position: 4,
          ids: ids(null, null, '10.1097/acm.0000000000000842'),
          recordKey: null,
          text: 'Jennings M, Slavin S . Resident Wellness Matters: Optimizing Resident Education and Wellness Through the Learning Environment. Acad Med. 2015; 90(9):1246-50. DOI: 10.1097/ACM.0000000000000842.',
          year: 2015,
        },
        {
          position: 5,
          ids: ids(null, 'PMC5579942', '10.1186/s13643-017-0571-y'),
          recordKey: null,
          text: 'Pethrick H, Nowell L, Oddone Paolucci E, Lorenzetti L, Jacobsen M, Clancy T . Psychosocial and career outcomes of peer mentorship in medical resident education: a systematic review protocol. Syst Rev. 2017; 6(1):178. PMC: 5579942. DOI: 10.1186/s13643-017-0571-y.',
          year: 2017,
        },
      ],
    });
  });
});
