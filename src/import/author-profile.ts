import { affiliationText, affiliationWords } from './affiliation-words.js';
import { Chances, KINDS_OF_SIGN, type Signs } from './author-chance.js';
import type { AuthorshipClaim } from './author-claim.js';
import { familyFrequency, isFrequentGiven, plainName, type Frequency } from './frequent-names.js';
import { agreement, type NameAgreement } from './person-compatible.js';
import { firstGiven, joinWords, personForm, type PersonForm } from './person-form.js';

/** A claim made ready for comparison with thousands of others. */
export interface ClaimProfile {
  index: number;
  claim: AuthorshipClaim;
  /** Number of its name form; claims with one written name share it. */
  form: number;
  /** What the work and the place in it tell. Empty but for the affiliations where two authors of the work fit the name. */
  signs: Signs;
  coauthorOrcids: ReadonlySet<string>;
  /** Its affiliations folded. */
  affiliations: ReadonlySet<string>;
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
  readonly #agreements = new Map<number, NameAgreement | null>();

  numberOf(claim: AuthorshipClaim): number {
    const name = claim.familyName ?? claim.nameAsWritten;
    const key = JSON.stringify([claim.kind, name, claim.givenName, claim.initials, claim.suffix]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const form = personForm(claim);
    const given = firstGiven(form);
    const family = form.kind === 'GROUP' ? form.family.text : plainName(joinWords(form.core).text);
    this.#numbers.set(key, this.forms.length);
    this.family.push(family);
    this.frequency.push(familyFrequency(family));
    this.given.push(given);
    this.frequentGiven.push(given !== null && isFrequentGiven(given));
    return this.forms.push(form) - 1;
  }

  /** Names in the order that fewer claims have count as the same people's as those in the other: `counts` by form. */
  turnSwapped(counts: readonly number[]): void {
    const byName = new Map<string, number>();
    const name = (number: number, given: string | null): string => `${given} ${this.family[number]}`;
    this.given.forEach((given, number) => {
      const key = name(number, given);
      if (given !== null) byName.set(key, (byName.get(key) ?? 0) + (counts[number] ?? 0));
    });
    this.given.forEach((given, number) => {
      const [own, turned] = [name(number, given), `${this.family[number]} ${given}`];
      const others = byName.get(turned) ?? 0;
      if (given === null || own === turned || others === 0) return;
      if (others > byName.get(own)! || (others === byName.get(own)! && turned < own)) {
        [this.given[number], this.family[number]] = [this.family[number]!, given];
        this.frequency[number] = familyFrequency(given);
        this.frequentGiven[number] = isFrequentGiven(this.given[number]!);
      }
    });
  }

  agreement(a: number, b: number): NameAgreement | null {
    const key = Math.min(a, b) * 0x1000000 + Math.max(a, b);
    let found = this.#agreements.get(key);
    if (found === undefined) {
      found = agreement(this.forms[a]!, this.forms[b]!);
      this.#agreements.set(key, found);
    }
    return found;
  }
}

export interface Block {
  /** In the order of their ids. */
  profiles: ClaimProfile[];
  names: NameForms;
  chances: Chances;
}

const NOTHING: ReadonlySet<string> = new Set();

function signsOf(claim: AuthorshipClaim, isAmbiguous: boolean): Signs {
  const words = new Set(claim.affiliations.flatMap(affiliationWords));
  // Which of two authors with one name a coauthor belongs to, nobody can tell.
  if (isAmbiguous) return { coauthors: NOTHING, words, journals: NOTHING, topics: NOTHING };
  return {
    coauthors: new Set(claim.coauthors),
    words,
    journals: new Set(claim.journalKey === null ? [] : [claim.journalKey]),
    topics: new Set(claim.topicKeys),
  };
}

/** Makes the claims of a block ready; they are in the order of their ids. */
export function blockOfClaims(claims: readonly AuthorshipClaim[]): Block {
  const names = new NameForms();
  const forms = claims.map((claim) => names.numberOf(claim));
  names.turnSwapped(forms.reduce<number[]>((counts, form) => ((counts[form] = (counts[form] ?? 0) + 1), counts), []));
  const works = new Map<string, number[]>();
  claims.forEach(({ workKey }, index) => {
    const known = works.get(workKey);
    if (known) known.push(index);
    else works.set(workKey, [index]);
  });
  const chances = new Chances();
  const profiles = claims.map((claim, index): ClaimProfile => {
    const mates = works.get(claim.workKey)!.filter((other) => other !== index);
    const signs = signsOf(claim, mates.some((mate) => names.agreement(forms[mate]!, forms[index]!) !== null)); // prettier-ignore
    // Two authors of one work share its signs, and not by chance.
    if (mates.length === 0) for (const kind of KINDS_OF_SIGN) chances.add(kind, signs[kind], names.given[forms[index]!]!);
    const affiliations = new Set(claim.affiliations.map(affiliationText));
    return { index, claim, form: forms[index]!, signs, coauthorOrcids: new Set(claim.coauthorOrcids ?? []), affiliations };
  });
  return { profiles, names, chances };
}
