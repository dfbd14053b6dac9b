import { emptyAuthor, type BibAuthor } from '../src/import/record.js';

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

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state, good enough to invent people. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const split = (text: string): string[] => text.split(',').map((part) => part.trim());

/** Family and given names of one culture, the frequent ones first. */
const CULTURES = [
  {
    share: 0.45,
    family: split(
      'Smith, Jones, Brown, Wilson, Taylor, Martin, Clark, Walker, Young, King, Hill, Baker, Turner, Parker, Morris, Cook, Bell, ' +
        'Ward, Cox, Gray, Watson, Price, Bennett, Foster, Sanders, Barnes, Ross, Henderson, Coleman, Jenkins, Perry, Powell, ' +
        'Patterson, Hughes, Simmons, Bryant, Russell, Griffin, Hayes, Hamilton, Graham, Sullivan, Wallace, Woods, West, Jordan, ' +
        'Fitzgerald, McDonald, O’Brien, O’Connor, MacLeod, Ellaway, Hodges, Regehr, Eva, Norcini, Dornan, Cleland, Bleakley, ' +
        'Lingard, Ginsburg, Kuper, Whitehead, Hafferty, Cassidy, Pritchard, Lockwood, Ashworth, Thornbury, Wexler, Smith-Jones',
    ),
    given: split(
      'John, Mary, James, Sarah, David, Susan, Michael, Karen, Robert, Linda, Peter, Anna, Paul, Jane, Mark, Julie, Andrew, Emma, ' +
        'Stephen, Helen, Kevin, Laura, Brian, Rachel, Simon, Claire, Ian, Fiona, Graham, Alison, Neil, Heather, Trevor, Imogen, ' +
        'Mary-Ann, Rupert, Lorelei, Duncan, Tabitha, Alastair, Thomas, Patricia, William, Jennifer, Richard, Barbara, Daniel, Nancy, ' +
        'Matthew, Margaret, Anthony, Ruth, Steven, Deborah, Timothy, Sharon, Gregory, Kathryn, Edward, Wendy, Philip, Joanna, Hugh, ' +
        'Gillian, Colin, Beverley, Oliver, Frances, Adrian, Vivian, Leonard, Eleanor, Malcolm, Ursula, Nigel, Yvonne, Zachary, Quentin',
    ),
  },
  {
    share: 0.25,
    family: split(
      'Müller, Schäfer, Weiß, Köhler, Hofmann, Vogel, Lindqvist, Åkesson, Sørensen, Østergaard, van den Berg, van der Vleuten, ' +
        'de Vries, ten Cate, Van den Broeck, de la Cruz, García López, Fernández-Ríos, Muñoz, Núñez Castro, da Silva, dos Santos, ' +
        'D’Angelo, Di Stefano, Rossi, Esposito, Lefèvre, Dubois, Gagnon, Tremblay, Nowak, Wójcik, Horváth, Novák, Papadopoulos, ' +
        'Driessen, Scherpbier, Dolmans, Frambach, Teunissen, Bombeke, Vandenbroucke, Oliveira, Carvalho, Zuniga',
    ),
    given: split(
      'Hans, Anna, Jürgen, Käthe, Lars, Søren, Jan, Marieke, Cees, Pieter, José, María, Juan, Lucía, Jean-Pierre, Marie-Claire, ' +
        'François, Élodie, Giovanni, Francesca, João, Ana, Piotr, Agnieszka, László, Zsófia, Nikolaos, Eleni, Björn, Åsa, ' +
        'Anne-Marie, Karl-Heinz, Lambert, Diederik, Miguel, Pilar, Rafael, Inés, Teresa, Vítor, Carlos, Rosa, Uwe, Renate, Matthias, ' +
        'Ingrid, Bruno, Chantal, Guillaume, Odile, Olivier, Sylvie, Marek, Katarzyna, Tomasz, Ewa, Gábor, Ildikó, Dimitrios, Vasiliki, ' +
        'Kristof, Griet, Joris, Wiebke, Torsten, Henrik, Mette, Jens, Birgitta, Gunnar, Paolo, Chiara, Davide, Silvia, Fabrizio, Ornella',
    ),
  },
  {
    share: 0.3,
    family: split(
      'Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Cheng, Yan, Kim, Lee, Park, ' +
        'Choi, Nguyen, Tran, Tanaka, Sato, Kumar, Singh, Patel, Khan, Ahmed',
    ),
    given: split(
      'Wei, Yan, Yang, Yu, Jing, Min, Li, Xiao-Ming, Xiaohong, Jia-Hui, Yi-Chen, Mei-Ling, Zhi, Hui, Chia-Liang, Jun, Hao, ' +
        'Ji-Hoon, Min-Jung, Soo-Young, Thi Lan, Hiroshi, Yuki, Rajesh, Priya, Amit, Fatima, Imran, Ling, Fang, Qiang, Qi, Wen-Bo, ' +
        'Bin, Dan, Gang, Hong, Jie, Kai, Lei, Na, Ping, Rong, Shu, Tao, Xin, Yun, Guo-Qiang, Hai-Yan, Jian-Guo, Li-Na, Shu-Fen, ' +
        'Wei-Dong, Yu-Ting, Zhen-Hua, Eun-Ji, Hye-Jin, Sung-Ho, Van Minh, Thu Ha, Kenji, Naoko, Sanjay, Deepa, Vikram, Ayesha, Omar',
    ),
  },
];

const PLACES = split(
  'Toronto, Calgary, Maastricht, Leuven, Utrecht, Dundee, Leeds, Cardiff, Boston, Rochester, Chicago, Seattle, Melbourne, Sydney, ' +
    'Beijing, Shanghai, Wuhan, Chengdu, Seoul, Taipei, Hanoi, Kyoto, Delhi, Karachi, Berlin, Heidelberg, Lund, Aarhus, Madrid, ' +
    'Porto, Milan, Lyon, Krakow, Athens, Lagos, Nairobi, Riyadh, Tehran, São Paulo, Bogotá',
);
const DEPARTMENTS = split('Medicine, Surgery, Family Medicine, Paediatrics, Psychiatry, Anatomy, Medical Education, Nursing');

const ONSETS = split('b, br, c, d, dr, f, g, gr, h, k, kl, l, m, n, p, pr, r, s, st, t, tr, v, w, z');
const NUCLEI = split('a, e, i, o, u, an, er, in, ol, ar');
const ENDINGS = split('nt, ck, lson, mann, nger, rtz, vic, sky, dal, ggi, nen, tti');

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
