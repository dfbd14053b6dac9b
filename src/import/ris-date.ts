import type { PartialDate } from '../records.js';
import { dateFromParts, dateFromText } from './partial-date.js';

/**
 * RIS has dates as `YYYY/MM/DD/other`, where any part may lack and programs write words for numbers: `2006///Nov-Dec`,
 * `2014/Winter///`, `2010/Jan`, `2012/04/01/ 2012 Apr`. `other` counts where it is all that is told beside the year.
 */
export function risDate(text: string): PartialDate | null {
  const match = /^(\d{4})\/([^/]*)(?:\/([^/]*)(?:\/(.*))?)?$/.exec(text);
  if (match === null) return dateFromText(text);
  const [year = '', month = '', day = '', other = ''] = match.slice(1).map((part) => (part ?? '').trim());
  const rest = other.replaceAll(year, ' ').replaceAll('/', ' ');
  let date: PartialDate | null;
  if (month + day === '') date = dateFromText(`${year} ${rest}`);
  else if (/^\d*$/.test(month + day)) date = dateFromText([year, month, day].filter((part) => part !== '').join('/'));
  // Days of a double issue: `1998/12/19-26`.
  else if (/^\d+$/.test(month)) date = asRange(dateFromParts(year, month));
  else date = dateFromText(`${year} ${month} ${day}`);
  return date && { ...date, raw: text };
}

const asRange = (date: PartialDate | null): PartialDate | null => date && { ...date, precision: 'RANGE' };
