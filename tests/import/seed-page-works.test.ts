import { describe, expect, test } from '@jest/globals';
import { author, ids, journal, NOT_THE_REVIEW, seedRecords, year } from './seed-page.js';

/** Every field of the citing works and the references, written down from the page by hand. */
const [, boone, amonoo, midik, asim, eleje, parrott, wilson, chakravarti, jennings, pethrick] = seedRecords;

describe('works of the seed page', () => {
  test('citing work 1: Boone 2025', () => {
    expect(boone).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids('39948521', 'PMC11823063', '10.1186/s12909-025-06833-4'),
      title: 'Burnout in medical education: interventions from a co-creation process',
      authors: [
        author('Boone', 'A'),
        author('Braeckman', 'L'),
        author('Michels', 'N'),
        author('Van den Broeck', 'K'),
        author('Kindermans', 'H'),
        author('Roex', 'A'),
      ],
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: journal('BMC Med Educ'),
      date: year(2025),
      volume: '25',
      issue: '1',
      pages: { asWritten: '230', first: null, last: null },
      publicationTypes: [],
    });
  });

  test('citing work 2: Amonoo 2024', () => {
    expect(amonoo).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids('39695570', 'PMC11653835', '10.1186/s12909-024-06447-2'),
      title:
        'Perceptions of a faculty-trainee group mentorship program, the mentorship families program, in a residency training program: results from a cross-sectional survey',
      authors: [
        author('Amonoo', 'H'),
        author('Funk', 'M'),
        author('Guo', 'M'),
        author('Meyer', 'F'),
        author('Wolfe', 'E'),
        author('Palamara', 'K'),
      ],
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: journal('BMC Med Educ'),
      date: year(2024),
      volume: '24',
      issue: '1',
      pages: { asWritten: '1430', first: null, last: null },
      publicationTypes: [],
    });
  });

  test('citing work 3: Midik 2024', () => {
    expect(midik).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids('39450636', 'PMC11523149', '10.1177/00469580241271313'),
      title: 'Difficulties Faced by Residents and Clues for Solutions: A Qualitative Study',
      authors: [author('Midik', 'O'), author('Demiroren', 'M'), author('Baykan', 'Z')],
      authorsStatus: 'COMPLETE',
      journal: journal('Inquiry'),
      date: year(2024),
      volume: '61',
      issue: null,
      pages: { asWritten: '469580241271313', first: null, last: null },
      publicationTypes: [],
    });
  });

  test('citing work 4: Asim 2024, a letter', () => {
    expect(asim).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids('39430214', 'PMC11490231', '10.2147/amep.s499333'),
      title:
        'Regarding the Article Students\' Perception of Peer-Students Mentoring Program "Big Sibling Mentoring Program" to Complement Faculty Mentoring of First-Year Medical Students in Saudi Arabia',
      authors: [author('Asim', 'N'), author('Alberto', 'I')],
      authorsStatus: 'COMPLETE',
      journal: journal('Adv Med Educ Pract'),
      date: year(2024),
      volume: '15',
      issue: null,
      pages: { asWritten: '993-994', first: '993', last: '994' },
      publicationTypes: ['Letter'],
    });
  });

  test('citing work 5: Eleje 2024', () => {
    expect(eleje).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids('39402543', 'PMC11476957', '10.1186/s12909-024-06137-z'),
      title:
        "Improving struggling medical and nursing students' subjective vitality, school engagement and academic performance through a peer mentorship intervention programme: an intervention protocol",
      authors: [
        author('Eleje', 'G'),
        author('Ikwuka', 'D'),
        author('Nwosu', 'K'),
        author('Eleje', 'L'),
        author('Sani', 'N'),
        author('Niyoyita', 'J'),
      ],
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: journal('BMC Med Educ'),
      date: year(2024),
      volume: '24',
      issue: '1',
      pages: { asWritten: '1144', first: null, last: null },
      publicationTypes: [],
    });
  });

  test('reference 1: Parrott 2006, a work without any identifier', () => {
    expect(parrott).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids(null, null, null),
      title: 'Peer coaching shows promise for residents as teachers',
      authors: [author('Parrott', 'S'), author('Dobbie', 'A'), author('Chumley', 'H')],
      authorsStatus: 'COMPLETE',
      journal: journal('Fam Med'),
      date: year(2006),
      volume: '38',
      issue: '4',
      pages: { asWritten: '234-5', first: '234', last: '235' },
      publicationTypes: [],
    });
  });

  test('reference 2: Wilson 2017', () => {
    expect(wilson).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids(null, 'PMC5438064', '10.1177/0141076817700848'),
      title: "Exploring the relationship between mentoring and doctors' health and wellbeing: a narrative review",
      authors: [
        author('Wilson', 'G'),
        author('Larkin', 'V'),
        author('Redfern', 'N'),
        author('Stewart', 'J'),
        author('Steven', 'A'),
      ],
      authorsStatus: 'COMPLETE',
      journal: journal('J R Soc Med'),
      date: year(2017),
      volume: '110',
      issue: '5',
      pages: { asWritten: '188-197', first: '188', last: '197' },
      publicationTypes: [],
    });
  });

  test('reference 3: Chakravarti 2016', () => {
    expect(chakravarti).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids(null, null, '10.1007/s12630-016-0773-0'),
      title: 'Anesthesiology Resident Wellness Program at the University of Saskatchewan: curriculum content and delivery',
      authors: [author('Chakravarti', 'A'), author('Raazi', 'M'), author('OBrien', 'J'), author('Balaton', 'B')],
      authorsStatus: 'COMPLETE',
      journal: journal('Can J Anaesth'),
      date: year(2016),
      volume: '64',
      issue: '2',
      pages: { asWritten: '199-210', first: '199', last: '210' },
      publicationTypes: [],
    });
  });

  test('reference 4: Jennings 2015', () => {
    expect(jennings).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids(null, null, '10.1097/acm.0000000000000842'),
      title: 'Resident Wellness Matters: Optimizing Resident Education and Wellness Through the Learning Environment',
      authors: [author('Jennings', 'M'), author('Slavin', 'S')],
      authorsStatus: 'COMPLETE',
      journal: journal('Acad Med'),
      date: year(2015),
      volume: '90',
      issue: '9',
      pages: { asWritten: '1246-50', first: '1246', last: '1250' },
      publicationTypes: [],
    });
  });

  test('reference 5: Pethrick 2017', () => {
    expect(pethrick).toEqual({
      ...NOT_THE_REVIEW,
      ids: ids(null, 'PMC5579942', '10.1186/s13643-017-0571-y'),
      title: 'Psychosocial and career outcomes of peer mentorship in medical resident education: a systematic review protocol',
      authors: [
        author('Pethrick', 'H'),
        author('Nowell', 'L'),
        author('Oddone Paolucci', 'E'),
        author('Lorenzetti', 'L'),
        author('Jacobsen', 'M'),
        author('Clancy', 'T'),
      ],
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: journal('Syst Rev'),
      date: year(2017),
      volume: '6',
      issue: '1',
      pages: { asWritten: '178', first: null, last: null },
      publicationTypes: [],
    });
  });
});
