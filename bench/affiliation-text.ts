import { CULTURES } from './names.js';
import { randomOf } from './random.js';

const COUNTRIES = ['United States', 'United Kingdom', 'Netherlands', 'Canada', 'Germany', 'Australia', 'China', 'Sweden', 'Brazil', 'Japan', 'South Africa', 'Chile']; // prettier-ignore
const FIELDS = ['Medicine', 'Surgery', 'Nursing', 'Paediatrics', 'Medical Education', 'Psychiatry', 'Anatomy'];
const ENDINGS = [
  'ton',
  'ville',
  'burg',
  'field',
  'stad',
  'port',
  'ford',
  'dale',
  'haven',
  'wick',
  'bridge',
  'mouth',
  'by',
  'ham',
  'hurst',
];
const TOWNS = CULTURES[0]!.family.flatMap((name) => ENDINGS.map((ending) => name + ending));

/** Where an invented author works: at one of a thousand universities, some of which have many. Nearly each text is another one. */
export function affiliationOf(author: number): string {
  const random = randomOf(author + 1);
  const at = Math.floor(TOWNS.length * random() ** 2);
  const town = TOWNS[at]!;
  const country = COUNTRIES[Math.floor(COUNTRIES.length * (at / TOWNS.length) ** 2)]!;
  const field = FIELDS[Math.floor(FIELDS.length * random())]!;
  return `Unit ${author % 997}, Department of ${field}, University of ${town}, ${town}, ${country}`;
}
