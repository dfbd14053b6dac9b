import { words } from '../store/fold.js';

/** Short forms that stand for a whole word wherever they stand. */
const SHORT: Readonly<Record<string, string>> = {
  univ: 'university', inst: 'institute', hosp: 'hospital', natl: 'national', coll: 'college', ctr: 'center', centre: 'center',
  centres: 'centers', sch: 'school', acad: 'academy', fac: 'faculty', dept: 'department',
}; // prettier-ignore

const SPELLED: readonly [RegExp, string][] = [
  [/\bUniv\b\.?/g, 'University'],
  [/\bInst\b\.?/g, 'Institute'],
  [/\bHosp\b\.?/g, 'Hospital'],
  [/\bNatl\b\.?/g, 'National'],
  [/\bColl\b\.?(?=$|\s)/g, 'College'],
  [/\bCtr\b\.?/g, 'Center'],
];

/**
 * The form of a name by which two institutions are one: folded words; `Univ.` and the like written out, British spelling of
 * `centre` made American, without a leading `The`, without `and`, `&` and what stands in brackets. Names that differ in
 * anything else are different institutions: `Washington University` is not the `University of Washington`.
 */
export function normalName(name: string): string {
  const found = words(name.replace(/\([^)]*\)/g, ' '))
    .map((word) => SHORT[word] ?? word)
    .filter((word) => word !== 'and');
  if (found[0] === 'the' && found.length > 1) found.shift();
  return found.join(' ');
}

/** A name to show: as written, without brackets, article and marks around it, short forms written out. */
export function shownName(text: string): string {
  let name = /[([]/.test(text) ? text.replace(/\([^)]*\)?|\[[^\]]*\]?/g, ' ') : text;
  const unit = /[\s–/-]+(?:CNRS|INSERM|Inserm|UMRS?|UPR)\b/.exec(name);
  if (unit && unit.index > 3) name = name.slice(0, unit.index);
  if (/\b(?:Univ|Inst|Hosp|Natl|Coll|Ctr)\b/.test(name)) for (const [short, long] of SPELLED) name = name.replace(short, long);
  return name
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[\s,;:.*†‡§#-]+$/gu, '')
    .replace(/^(?:(?:and|from|at|in|the|both at)\s+)+(?=\S)/i, '')
    .trim();
}

/** Public systems whose campuses are institutions of their own, and the places that tell which campus is meant. */
const CAMPUSES: Readonly<Record<string, readonly string[]>> = {
  'University of California': ['Berkeley', 'Davis', 'Irvine', 'Los Angeles', 'Merced', 'Riverside', 'San Diego', 'San Francisco', 'Santa Barbara', 'Santa Cruz'], // prettier-ignore
  'University of Wisconsin': ['Madison', 'Milwaukee', 'Eau Claire', 'La Crosse', 'Oshkosh'],
  'University of Illinois': ['Chicago', 'Urbana-Champaign', 'Springfield'],
  'University of North Carolina': ['Chapel Hill', 'Charlotte', 'Greensboro', 'Wilmington', 'Asheville'],
  'University of Massachusetts': ['Amherst', 'Boston', 'Lowell', 'Dartmouth'],
  'University of Colorado': ['Boulder', 'Denver', 'Colorado Springs'],
  'University of Texas': ['Austin', 'Arlington', 'El Paso'],
  'University of Alabama': ['Birmingham', 'Huntsville'],
  'University of Hawaii': ['Manoa', 'Hilo'],
  'University of Missouri': ['Columbia', 'Kansas City', 'St. Louis'],
};

/**
 * `University of California, San Diego` of however the campus is written (`at San Diego`, `-San Diego`, or in the next part);
 * null where the name is none of a system with campuses. Without a known campus the system's name stands for itself.
 */
export function campusName(name: string, next: string | undefined): string | null {
  const system = Object.keys(CAMPUSES).find((one) => name.startsWith(one));
  if (system === undefined) return null;
  const rest = name.slice(system.length).replace(/^(?:\s+at\s+|[\s,–—-]+)/i, '');
  const named = (text: string): string | undefined => CAMPUSES[system]!.find((campus) => text.startsWith(campus));
  const campus = rest === '' ? named(next ?? '') : named(rest);
  if (campus !== undefined) return `${system}, ${campus}`;
  return rest === '' ? system : null;
}
