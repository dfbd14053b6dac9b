import { emptyAuthor, type BibAuthor } from '../src/import/record.js';
import { CULTURES, DEPARTMENTS, ENDINGS, NUCLEI, ONSETS, PLACES } from './names.js';
import { randomOf } from './random.js';

/**
 * Works of invented people whose identity is known: research groups with stable circles, people who move between
 * them, names that collide, and records that write one name in many ways. A seed makes it the same at every run.
 */
export interface GeneratorSettings {
  seed: number;
  people: number;
  /** Works, on average, that a person leads. */
  works: number;
  /** Share of people whose family name is of the long tail. */
  rareNames: number;
  /** Share of people who are given the whole name of another one with a frequent name. */
  homonyms: number;
  /** Share of works whose records have initials instead of given names. */
  initialsOnly: number;
  /** Share of works whose records have affiliations. */
  affiliations: number;
  /** Share of names that a record writes in the other order. */
  swapped: number;
}

export const USUAL: GeneratorSettings = {
  seed: 1,
  people: 1500,
  works: 3,
  rareNames: 0.5,
  homonyms: 0.05,
  initialsOnly: 0.35,
  affiliations: 0.8,
  swapped: 0.01,
};

export interface GeneratedWork {
  key: string;
  year: number;
  journalKey: string;
  topicKeys: string[];
  authors: { person: number; author: BibAuthor }[];
}

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('Ø', 'O').replaceAll('ß', 'ss'); // prettier-ignore

interface Person {
  family: string;
  given: string;
  middle: string | null;
}

interface Circle {
  members: number[];
  /** Those who came from another circle, with whom they still write. */
  movers: Map<number, Circle>;
  affiliation: [place: string, department: string];
  journals: number[];
  topics: number[];
  years: [from: number, to: number];
}

class Generator {
  readonly #random: () => number;
  readonly #people: Person[] = [];
  /** People with frequent names: those are the ones that occur twice. */
  readonly #frequent: Person[] = [];
  /** Where a person is from, as seen by others who invite them. */
  readonly #home = new Map<number, Circle>();

  constructor(readonly settings: GeneratorSettings) {
    this.#random = randomOf(settings.seed);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  /** One of a list whose first entries are the frequent ones, as family names are distributed. */
  #skewed<T>(list: readonly T[]): T {
    return list[Math.floor(list.length * this.#random() ** 1.6)]!;
  }

  #some<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.#below(left.length), 1)[0]!);
  }

  #person(): Person {
    if (this.#frequent.length > 0 && this.#chance(this.settings.homonyms))
      return this.#frequent[this.#below(this.#frequent.length)]!;
    // Half of all people have a name that few others have.
    if (this.#chance(this.settings.rareNames))
      return { family: this.#invented(2), given: this.#rareGiven(), middle: this.#middle(0.4) };
    const at = this.#random();
    const culture = at < CULTURES[0]!.share ? 0 : at < CULTURES[0]!.share + CULTURES[1]!.share ? 1 : 2;
    const { family, given } = CULTURES[culture]!;
    const person = { family: this.#skewed(family), given: this.#skewed(given), middle: culture < 2 ? this.#middle(0.4) : null };
    this.#frequent.push(person);
    return person;
  }

  #middle(share: number): string | null {
    return this.#chance(share) ? String.fromCharCode(65 + this.#below(20)) : null;
  }

  /** A family name of the long tail, made of syllables. */
  #invented(syllables: number): string {
    const middle = Array.from(
      { length: syllables },
      () => ONSETS[this.#below(ONSETS.length)]! + NUCLEI[this.#below(NUCLEI.length)]!,
    );
    const name = middle.join('') + ENDINGS[this.#below(ENDINGS.length)]!;
    return name[0]!.toUpperCase() + name.slice(1);
  }

  #rareGiven(): string {
    const { given } = CULTURES[this.#below(2)]!;
    return given[this.#below(given.length)]!;
  }

  /** Without those whose family name and initial another one has: colleagues know how to be told apart. */
  #strangers(people: number[]): number[] {
    const name = (person: number): string => `${this.#people[person]!.family} ${this.#people[person]!.given[0]}`;
    return people.filter((person, i) => people.findIndex((other) => name(other) === name(person)) === i);
  }

  #circles(): Circle[] {
    const unplaced = this.#people.map((_, person) => person);
    const circles: Circle[] = [];
    while (unplaced.length > 0) {
      const from = 1985 + this.#below(30);
      circles.push({
        members: this.#strangers(this.#some(unplaced, 5 + this.#below(10))),
        movers: new Map(),
        affiliation: [PLACES[this.#below(PLACES.length)]!, DEPARTMENTS[this.#below(DEPARTMENTS.length)]!],
        journals: Array.from({ length: 4 }, () => this.#below(40)),
        topics: Array.from({ length: 5 }, () => this.#below(60)),
        years: [from, from + 5 + this.#below(15)],
      });
      const placed = new Set(circles.at(-1)!.members);
      for (const person of placed) this.#home.set(person, circles.at(-1)!);
      unplaced.splice(0, unplaced.length, ...unplaced.filter((person) => !placed.has(person)));
    }
    // One in six moves: a member of two circles, the second of them elsewhere.
    for (const home of [...circles]) {
      for (const person of home.members.filter(() => this.#chance(1 / 6))) {
        const next = circles[this.#below(circles.length)]!;
        if (next === home || next.members.includes(person) || next.movers.has(person)) continue;
        next.movers.set(person, home);
      }
    }
    for (const circle of circles) for (const person of circle.movers.keys()) this.#home.set(person, circle);
    return circles;
  }

  /** The affiliation as one record or another writes it. */
  #affiliation([place, department]: [string, string]): string {
    const forms = [
      `Department of ${department}, University of ${place}, ${place}`,
      `University of ${place}`,
      `Dept. of ${department}, ${place} University Hospital, ${place}`,
    ];
    return forms[this.#chance(0.6) ? 0 : this.#below(forms.length)]!;
  }

  /** Particles left out or grown together, apostrophes left out, hyphens as blanks. */
  #respelt(family: string): string {
    if (this.#chance(0.5)) return family.replace(/^(?:van den|van der|de|da|ten) /i, '');
    return family
      .replace(/^van den /i, 'Vanden')
      .replaceAll('’', '')
      .replaceAll('-', ' ');
  }

  /** One spelling of a name: marks dropped, particles and hyphens written otherwise, initials, the other order. */
  #written({ family, given, middle }: Person, initialsOnly: boolean, plain: boolean): BibAuthor {
    const bare = (text: string): string => (plain ? withoutMarks(text) : text);
    let [familyName, givenName] = [bare(family), bare(given)];
    if (this.#chance(0.1)) familyName = this.#respelt(familyName);
    if (this.#chance(0.2)) givenName = givenName.replace('-', this.#chance(0.5) ? ' ' : '');
    const withMiddle = middle !== null && this.#chance(0.7);
    const letters = givenName.split(/[- ]/).map((part) => part[0]!);
    const initials =
      `${this.#chance(0.85) ? letters.join('') : letters[0]}${withMiddle && letters.length === 1 ? middle : ''}`.toUpperCase();
    const author = emptyAuthor(`${familyName} ${initialsOnly ? initials : givenName}`);
    if (initialsOnly) return { ...author, familyName, initials };
    if (this.#chance(this.settings.swapped))
      return { ...author, familyName: givenName, givenName: familyName, initials: familyName[0]! };
    return { ...author, familyName, givenName: withMiddle ? `${givenName} ${middle}` : givenName, initials };
  }

  /** Members of the circle; at times a guest from elsewhere, and with a mover at times one of those they wrote with before. */
  #team(circle: Circle): Map<number, Circle> {
    const team = new Map<number, Circle>();
    const members = [...circle.members, ...circle.movers.keys()];
    for (const person of this.#some(members, 1 + this.#below(6))) {
      team.set(person, circle);
      const before = circle.movers.get(person);
      if (!before || !this.#chance(0.4)) continue;
      for (const old of this.#some(before.members, 2)) if (!team.has(old)) team.set(old, before);
    }
    const guest = this.#below(this.#people.length);
    if (this.#chance(0.05) && !team.has(guest)) team.set(guest, this.#home.get(guest)!);
    return team;
  }

  #work(circle: Circle, number: number): GeneratedWork {
    const [initialsOnly, plain] = [this.#chance(this.settings.initialsOnly), this.#chance(0.4)];
    const affiliated = this.#chance(this.settings.affiliations);
    const [from, to] = circle.years;
    return {
      key: `work:${number}`,
      year: from + this.#below(to - from + 1),
      journalKey: `journal:${circle.journals[this.#below(circle.journals.length)]}`,
      topicKeys: this.#some(circle.topics, 2).map((topic) => `topic:${topic}`),
      authors: [...this.#team(circle)].map(([person, { affiliation }]) => ({
        person,
        author: {
          ...this.#written(this.#people[person]!, initialsOnly, plain),
          affiliations: affiliated ? [this.#affiliation(affiliation)] : [],
        },
      })),
    };
  }

  works(): GeneratedWork[] {
    for (let i = 0; i < this.settings.people; i++) this.#people.push(this.#person());
    const circles = this.#circles();
    let number = 0;
    return circles.flatMap((circle) => {
      const count = Math.round(circle.members.length * this.settings.works * (0.5 + this.#random()));
      return Array.from({ length: count }, () => this.#work(circle, number++));
    });
  }
}

export function generateWorks(settings: Partial<GeneratorSettings> = {}): GeneratedWork[] {
  return new Generator({ ...USUAL, ...settings }).works();
}
