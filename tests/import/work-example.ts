import type { RecordFields } from './bib-record.js';

/** An article, and the abstracts of two. */
export const ARTICLE: RecordFields = {
  title: 'Bedside teaching and the confidence of junior doctors: a controlled trial',
  authors: 'Marlow, Jane; Ferreira, Ana P.; Okafor, Chidi',
  journal: 'Journal of Clinical Education',
  year: 2015,
  volume: '12',
  pages: '345-352',
};
export const ABSTRACT =
  'Teaching beside the patient has become rare. Forty wards were assigned at random to weekly sessions led by senior physicians or to seminars. ' +
  'Confidence rose among doctors who attended sessions, most of all during night duty, while examination scores stayed equal. Costs were moderate.';
export const OTHER_ABSTRACT =
  'Simulated resuscitation helps nurses recognise deterioration earlier. Video recordings from six hospitals show how teams divide tasks, which ' +
  'signals they overlook, and why debriefing improves handover after emergencies. Further programmes should include pharmacists and porters too.';
