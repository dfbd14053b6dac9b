import { isGenericWord } from './affiliation-words.js';
import { foldText, words } from '../store/fold.js';
import { countryNamed } from './countries.js';
import { campusName, normalName, shownName } from './institution-name.js';
import { countryOfRegion } from './regions.js';
import { BY_SUBJECT, DEPARTMENT, SCHOOL, SUBJECTS, UNIVERSITY, UNIVERSITY_WORD, isAddress, strengthOf } from './institution-words.js'; // prettier-ignore
import { remember } from './remember.js';

/** Whether a name says only what kind of institution it is: `University Hospital`, `Faculty of Medicine`. */
function isKindOnly(name: string): boolean {
  const found = words(name);
  const tells = (word: string): boolean =>
    (word.length > 1 || word > '\u007f') &&
    !/^\d+$/.test(word) &&
    ((!isGenericWord(word) && !SUBJECTS.has(word)) || countryNamed(word) !== null);
  const place = /\b(?:of|de|do|da|du|von|di)\s+(?:the\s+)?(.*)$/.exec(name)?.[1] ?? '';
  if (countryNamed(place) !== null || countryOfRegion(place) !== null) return false;
  // A national body is the only one of its kind in its country; of national hospitals and universities there are several.
  return !found.some(tells) && !(found[0] === 'national' && found.length > 2);
}

interface Candidate {
  name: string;
  strength: number;
  /** Says only what kind of institution it is. */
  isKindOnly: boolean;
}

/** Words before `University of X` that belong to its name though they name no place. */
const ADJECTIVE = /^(?:City|State|Medical|Federal|Technical|Technological|National|Catholic|Free|Open|Islamic|American|Autonomous|Metropolitan|Pontifical|Agricultural)$/; // prettier-ignore

/** From the university on, in a part that begins with a department: `Faculty of Medicine of the University of X`. */
function universityWithin(part: string): string | null {
  const english =
    /(?:^|.*\s(?:of|at|in|from|and)\s+(?:the\s+)?|.*\bthe\s+)((?:\p{Lu}[\p{L}.'’-]*\s+){0,4})(Univ(?:ersity\b|\.|\b).*)$/u.exec(
      part,
    );
  if (english) {
    const before = english[1]!.trim().split(/\s+/);
    const isName = before.every((word) => ADJECTIVE.test(word)) || !isKindOnly(before.join(' '));
    if (english[1] !== '' && isName) return `${english[1]!}${english[2]!}`;
    return /^Univ\S*\s+of\s/.test(english[2]!) ? english[2]! : null;
  }
  const other = /(?<!\p{L})[UÜ]niversi(?!tari|tair|ty\b)\p{L}*\s+.*$/u.exec(part);
  return other ? other[0] : null;
}

/** What begins the name of a university's part. */
const PART = String.raw`(?:Schools?|Faculty|Faculties|Department|Dept\.?|Division|Colleges?\s+of|Medical\s+College)\b.*$`;
/** `Northwestern University Feinberg School of Medicine`: all that follows the word is the school's name. */
const PART_OF_NAMED = new RegExp(String.raw`(?<=Universit\p{L}*|Univ)\s*[-–—/:]?\s+(?!(?:of|de|di|in|at|for|du|des|degli|della|del|da|do|zu|van)\b)(?:(?:\p{Lu}[\p{L}.'’]*|&|and)\s+){0,5}${PART}`, 'u'); // prettier-ignore
/** `University of Miami Miller School of Medicine`: where the place ends only well-known names of schools tell. */
const PART_OF_PLACED = new RegExp(String.raw`\s*[-–—/:]?\s+(?:(?:Graduate|Postgraduate|Medical|Law|Business|Dental|Nursing|Veterinary|Keck|Perelman|Miller|Leonard\sM\.|Pritzker|Larner|Wharton)\s+)*${PART}`, 'u'); // prettier-ignore

/** Without the schools, faculties and departments of it that stand behind its name. */
function withoutSchools(name: string): string {
  for (const part of [PART_OF_NAMED, PART_OF_PLACED]) {
    const kept = name.replace(part, '').trim();
    if (kept !== name && /Univ/u.test(kept) && !isKindOnly(kept)) return kept;
  }
  return name;
}

/** What a part is by itself; null for what is no institution. */
const institutionIn = remember(20_000, (part): Candidate | null => {
  const shown = shownName(part);
  const folded = foldText(shown);
  const strength = strengthOf(folded);
  if (strength === 0 || isAddress(folded) || /^an? /.test(folded)) return null;
  const isDepartment = DEPARTMENT.test(folded) && !/^(?:university|univ)\b/.test(folded);
  if (isDepartment || (strength === UNIVERSITY && BY_SUBJECT.test(folded))) {
    const within = UNIVERSITY_WORD.test(folded) ? universityWithin(shown) : null;
    if (within !== null) return named(withoutSchools(shownName(within)), UNIVERSITY);
    return isDepartment || !/institute of technology/.test(folded) ? null : named(shown, strength);
  }
  return named(strength === UNIVERSITY ? withoutSchools(atUniversity(shown)) : shown, strength);
});

/** `Nursing Program at Ohio State University`; of `University of North Carolina at Chapel Hill` nothing is cut. */
function atUniversity(name: string): string {
  const at = /^(?!.*Universi.*\sat\s).*\sat\s+(?:the\s+)?(\p{Lu}.*Universi.*)$/u.exec(name);
  return at ? at[1]! : name;
}

function named(text: string, strength: number): Candidate | null {
  const name = text.replace(/\s+\d[\d\s-]*$/, '');
  return name.length < 3 ? null : { name, strength, isKindOnly: isKindOnly(name) };
}

/** A place by which institutions of one kind are told apart: the next part that is a name of at most three words. */
function placeAfter(parts: readonly string[], at: number): string | null {
  return parts.slice(at + 1).map(placeIn).find((place) => place !== null) ?? null; // prettier-ignore
}

const placeIn = remember(20_000, (part): string | null => {
  const place = part.replace(/^[A-Z-]*\d[\d-]+\s+|[\s-]\d{5,6}$|\.$/g, '');
  const folded = foldText(place);
  if (!/^\p{Lu}[\p{L}.'’ -]*$/u.test(place) || place.split(' ').length > 3 || place.length < 3) return null;
  if (strengthOf(folded) > 0 || isAddress(folded) || DEPARTMENT.test(folded) || folded === 'georgia') return null;
  return countryNamed(place) === null && countryOfRegion(place) === null ? place : null;
});

/** `Charité – Universitätsmedizin Berlin`: a proper name, and behind it which university's hospital it is, are one name. */
function ofOneHospital(part: string): boolean {
  const proper =
    /^(\p{Lu}\p{Ll}[\p{L}’'-]+)(?: MC)?\s+[-–—]\s+(?:Universitäts(?:medizin|klinik|spital)|University (?:Hospital|Medical C|Medicine))/u.exec(
      part,
    );
  const word = foldText(proper?.[1] ?? '');
  return word !== '' && !isGenericWord(word) && !SUBJECTS.has(word) && !DEPARTMENT.test(word);
}

/** Of what the institution before it is a member, are no institutions of the author's: `corporate member of X, Y, and Z`. */
const MEMBERSHIP = /^(?:an? )?(?:corporate |associate |founding )?members? of /i;
const LAST_OF_LIST = /^(?:and|und) /;

function withoutMemberships(parts: readonly string[]): readonly string[] {
  const at = parts.findIndex((part) => MEMBERSHIP.test(part));
  if (at === -1) return parts;
  const last = /\s(?:and|und)\s/.test(parts[at]!) ? -1 : parts.slice(at + 1, at + 4).findIndex((part) => LAST_OF_LIST.test(part));
  return [...parts.slice(0, at), ...withoutMemberships(parts.slice(at + last + 2))];
}

/** Parts that name two things: `Brigham and Women's Hospital and Harvard Medical School`, `CNRS - Université Y`. */
const halves = remember(20_000, (part): readonly string[] => {
  const found = ofOneHospital(part) ? [part] : part.split(/\s+[-–—]\s+/);
  return found.flatMap((piece) => {
    for (const and of piece.matchAll(/\s+(?:and|&)\s+(?=\p{Lu}|the\s)/gu)) {
      const [left, right] = [piece.slice(0, and.index), piece.slice(and.index + and[0].length)];
      const isWhole =
        /\b(?:Hospital|University|Institute|College|Cent(?:er|re)|School|Clinic)s?(?:\s+\([^)]*\))?$|^(?:The\s+)?University\s+of\s/u;
      const isSplit = isWhole.test(left) || /^(?:the\s+)?universi/i.test(right);
      if (isSplit && strengthOf(foldText(left)) >= SCHOOL && strengthOf(foldText(right)) >= SCHOOL) return [left, right];
    }
    return [piece];
  });
});

/**
 * The institutions of one affiliation, given in its parts between commas.
 *
 * The institution is the part with the strongest word: university (or polytechnic, institute of technology), then hospital,
 * institute, college or academy with a name of its own, then school or centre, then other bodies (company, ministry,
 * society). Of equal ones the later counts, for departments stand before what they belong to; but two universities are two
 * institutions. Departments are none. A university's schools are cut off (`Stanford University School of Medicine`); its
 * hospital is an institution of its own where no university stands beside it. A name that only says what kind it is
 * (`University Hospital`) gets the place that follows, and counts for nothing without one.
 *
 * @param end the part that tells the country; what follows it is passed over, as it is itself
 */
export function institutionsOf(given: readonly string[], end: number): readonly string[] {
  const parts = withoutMemberships(given.slice(0, end)).flatMap(halves);
  const candidates = parts.flatMap((part, at): Candidate[] => {
    const found = institutionIn(part);
    if (found === null) return [];
    const campus = found.strength === UNIVERSITY ? campusName(found.name, parts[at + 1]) : null;
    if (!found.isKindOnly) return [{ ...found, name: campus ?? found.name }];
    // A research centre or a faculty in a town is one of many.
    if (found.strength < SCHOOL || /^\p{L}+ cent(?:er|re)$/iu.test(found.name)) return [];
    const place = placeAfter(parts, at);
    return place === null ? [] : [{ ...found, name: `${found.name}, ${place}` }];
  });
  const strongest = Math.max(0, ...candidates.map(({ strength }) => strength));
  const best = candidates.filter(({ strength }) => strength === strongest);
  if (strongest < UNIVERSITY) return best.slice(-1).map(({ name }) => name);
  return withoutLonger(best.map(({ name }) => name));
}

/** Each once; where one name begins another the shorter stands for both. */
function withoutLonger(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const found: { name: string; normal: string }[] = [];
  for (const name of names) {
    const normal = normalName(name);
    if (!found.some((one) => normal === one.normal || normal.startsWith(`${one.normal} `))) found.push({ name, normal });
  }
  return found
    .filter(({ normal }) => !found.some((one) => one.normal !== normal && normal.startsWith(`${one.normal} `)))
    .map(({ name }) => name);
}
