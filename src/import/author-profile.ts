import { foldedAffiliation } from '../affiliation/affiliation-words.js';
import { Chances, type Signs } from './author-chance.js';
import type { AuthorshipClaim } from './author-claim.js';
import { familyFrequency, isFrequentGiven, plainName, type Frequency } from './frequent-names.js';
import { agreement, type NameAgreement } from './person-compatible.js';
import { once } from './once.js';
import { numberings, type Numberings, type Numbers } from './value-numbers.js';
import { firstGiven, joinWords, personForm, turned, wholeName, type PersonForm } from './person-form.js';

/** A claim made ready for comparison with thousands of others. */
export interface ClaimProfile {
  index: number;
  claim: AuthorshipClaim;
  /** Number of its name form; claims with one written name share it. */
  form: number;
  /** What the work and the place in it tell. Empty but for the affiliations where two authors of the work fit the name. */
  signs: Signs;
  coauthorOrcids: Numbers;
  /** Its affiliations folded. */
  affiliations: Numbers;
}

/** The name forms of a block and how they agree, each pair compared once. */
export class NameForms {
  readonly forms: PersonForm[] = [];
  /** The family name as one plain word; of a group its whole name. */
  readonly family: string[] = [];
  readonly frequency: Frequency[] = [];
  /** The first given name written out, or null. */
  readonly given: (string | null)[] = [];
  /** Whether that one is frequent. */
  readonly frequentGiven: boolean[] = [];
  readonly #numbers = new Map<string, number>();
  /** By the smaller number, then by the greater one. */
  readonly #agreements: (NameAgreement | null | undefined)[][] = [];

  numberOf(claim: AuthorshipClaim): number {
    const name = claim.familyName ?? claim.nameAsWritten;
    const key = JSON.stringify([claim.kind, name, claim.givenName, claim.initials, claim.suffix]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.forms.length;
    this.#numbers.set(key, number);
    this.#set(number, personForm(claim));
    return number;
  }

  #set(number: number, form: PersonForm): void {
    const given = firstGiven(form);
    const family = form.kind === 'GROUP' ? form.family.text : plainName(joinWords(form.core).text);
    this.forms[number] = form;
    this.family[number] = family;
    this.frequency[number] = familyFrequency(family);
    this.given[number] = given;
    this.frequentGiven[number] = given !== null && isFrequentGiven(given);
  }

  /** Where a name occurs in both orders, that of fewer claims (on ties the greater name) is turned. `counts`: by form. */
  turnSwapped(counts: readonly number[]): void {
    const claims = new Map<string, number>();
    this.forms.forEach((form, number) => {
      const name = wholeName(form);
      if (name !== null) claims.set(name, (claims.get(name) ?? 0) + counts[number]!);
    });
    this.forms.forEach((form, number) => {
      const other = turned(form);
      const [own, otherName] = [wholeName(form), other && wholeName(other)];
      if (own === null || otherName === null || own === otherName) return;
      const [here, there] = [claims.get(own)!, claims.get(otherName) ?? 0];
      if (there > here || (there === here && otherName < own)) this.#set(number, other!);
    });
  }

  agreement(a: number, b: number): NameAgreement | null {
    const [small, great] = a < b ? [a, b] : [b, a];
    const known = (this.#agreements[small] ??= []);
    let found = known[great];
    if (found === undefined) known[great] = found = agreement(this.forms[a]!, this.forms[b]!);
    return found;
  }
}

export interface Block {
  /** In the order of their ids. */
  profiles: ClaimProfile[];
  names: NameForms;
  /** What the numbers in the profiles stand for. */
  numbers: Numberings;
  /** Learnt from the claims when first asked for: in most blocks there is nothing to compare. */
  readonly chances: Chances;
}

const NOTHING: Numbers = [];

function signsOf(claim: AuthorshipClaim, isAmbiguous: boolean, { works, claims }: Numberings): Signs {
  const words = claims.listOf(claim.affiliations.flatMap((text) => foldedAffiliation(text).words));
  // Which of two authors with one name a coauthor belongs to, nobody can tell.
  if (isAmbiguous) return { coauthors: NOTHING, words, journals: NOTHING, topics: NOTHING };
  return {
    coauthors: works.listWithout(claim.coauthors, claim.place ?? null),
    words,
    journals: claim.journalKey === null ? NOTHING : [works.of(claim.journalKey)],
    topics: works.listWithout(claim.topicKeys, null),
  };
}

function learnt({ profiles, names, numbers }: Omit<Block, 'chances'>, isAlone: (profile: ClaimProfile) => boolean): Chances {
  const all = profiles.map(({ signs }) => signs);
  // Two authors of one work share its signs, and not by chance.
  const alone = profiles.filter((profile) => names.given[profile.form] !== null && isAlone(profile));
  return new Chances(numbers, all, alone.map(({ signs, form }) => ({ signs, given: names.given[form]! }))); // prettier-ignore
}

/** Makes the claims of a block ready; they are in the order of their ids. */
export function blockOfClaims(claims: readonly AuthorshipClaim[]): Block {
  const [names, numbers] = [new NameForms(), numberings()];
  const forms = claims.map((claim) => names.numberOf(claim));
  names.turnSwapped(forms.reduce<number[]>((counts, form) => ((counts[form] = (counts[form] ?? 0) + 1), counts), []));
  const works = new Map<string, number[]>();
  claims.forEach(({ workKey }, index) => {
    const known = works.get(workKey);
    if (known) known.push(index);
    else works.set(workKey, [index]);
  });
  const profiles = claims.map((claim, index): ClaimProfile => {
    const mates = works.get(claim.workKey)!.filter((other) => other !== index);
    const signs = signsOf(claim, mates.some((mate) => names.agreement(forms[mate]!, forms[index]!) !== null), numbers); // prettier-ignore
    const affiliations = numbers.claims.listOf(claim.affiliations.map((text) => foldedAffiliation(text).text));
    return {
      index,
      claim,
      form: forms[index]!,
      signs,
      coauthorOrcids: numbers.claims.listOf(claim.coauthorOrcids ?? []),
      affiliations,
    };
  });
  const chances = once(() => {
    const isAlone = ({ claim }: ClaimProfile): boolean => works.get(claim.workKey)!.length === 1;
    return learnt({ profiles, names, numbers }, isAlone);
  });
  return {
    profiles,
    names,
    numbers,
    get chances() {
      return chances();
    },
  };
}
