import { People } from './pubmed-people.js';
import { randomOf } from './random.js';

export interface WorkSettings {
  seed: number;
  /** Works in the file. */
  works: number;
  /** Words of titles and abstracts. */
  words: readonly string[];
  /** Identifiers that each template has: what cites a work must know them. */
  hasDoi: readonly boolean[];
  hasPmcid: readonly boolean[];
}

/** What a list of references says of a work. */
export interface CitedWork {
  pmid: string;
  doi: string | null;
  pmcid: string | null;
  text: string;
}

const FUNCTION_WORDS = ['of', 'in', 'and', 'with', 'for', 'on', 'during', 'after', 'by', 'among'];
const FIRST_PMID = 40_000_001;
const FIRST_OUTSIDE = 1_000_003;
/** Works that are cited and not in the file, for each one that is. */
const OUTSIDE = 3;

const MIX = 0x9e3779b1;

/** Facts of every work by its number alone, so that one can cite another that is written much later. */
export class Works {
  readonly people: People;

  constructor(readonly settings: WorkSettings) {
    this.people = new People(settings.seed, settings.works);
  }

  /** Random numbers of one work; `what` keeps the parts apart, so that each can be made without the others. */
  random(index: number, what: number): () => number {
    const random = randomOf(Math.imul(index + 1, MIX) ^ Math.imul(this.settings.seed * 16 + what, 0x85ebca6b));
    random();
    return random;
  }

  template(index: number): number {
    return Math.floor(this.random(index, 1)() * this.settings.hasDoi.length);
  }

  pmid = (index: number): string => String(FIRST_PMID + index);
  doi = (index: number): string => `10.5555/made.${this.year(index)}.${100_000 + index}`;
  pmcid = (index: number): string => `PMC${90_000_001 + index}`;
  year = (index: number): number => 1990 + Math.floor(35 * this.random(index, 2)());

  word(random: () => number): string {
    const { words } = this.settings;
    return words[Math.floor(random() * words.length)]!;
  }

  /** Seven to thirteen words of content: two titles of one file are as good as never alike. */
  title(index: number, language: 'English' | 'other' = 'English'): string {
    const random = this.random(index, language === 'English' ? 3 : 8);
    const count = 7 + Math.floor(random() * 7);
    const title: string[] = [];
    for (let i = 0; i < count; i++) {
      if (i > 0 && random() < 0.35) title.push(FUNCTION_WORDS[Math.floor(random() * FUNCTION_WORDS.length)]!);
      title.push(this.word(random));
    }
    const text = title.join(' ');
    return text[0]!.toUpperCase() + text.slice(1);
  }

  place(index: number): { volume: number; issue: number; first: number; last: number } {
    const random = this.random(index, 4);
    const first = 1 + Math.floor(random() * 2400);
    const [volume, issue] = [1 + Math.floor(random() * 160), 1 + Math.floor(random() * 12)];
    return { volume, issue, first, last: first + 3 + Math.floor(random() * 14) };
  }

  private text(index: number, journal: string): string {
    const { family, initials } = this.people.person(this.people.team(this.random(index, 5))(0));
    const { volume, issue, first, last } = this.place(index);
    return `${family} ${initials}, et al. ${this.title(index)}. ${journal}. ${this.year(index)};${volume}(${issue}):${first}-${last}.`;
  }

  cited(index: number): CitedWork {
    const template = this.template(index);
    const { hasDoi, hasPmcid } = this.settings;
    return {
      pmid: this.pmid(index),
      doi: hasDoi[template] ? this.doi(index) : null,
      pmcid: hasPmcid[template] ? this.pmcid(index) : null,
      text: this.text(index, 'J Made Up Med'),
    };
  }

  /** A work that no record of the file describes. */
  outside(number: number): CitedWork {
    const random = this.random(-number - 2, 6);
    return {
      pmid: String(FIRST_OUTSIDE + number * 7),
      doi: random() < 0.6 ? `10.5555/outside.${number}` : null,
      pmcid: random() < 0.25 ? `PMC${1_000_000 + number}` : null,
      text: this.text(-number - 2, 'Elsewhere'),
    };
  }

  /** Fifteen to thirty-five works, 25 on average: half from the file; few are cited often, most are cited once or never. */
  references(index: number): CitedWork[] {
    const random = this.random(index, 7);
    const { works } = this.settings;
    const chosen = new Set<number>([index]);
    const list: CitedWork[] = [];
    for (let left = 15 + Math.floor(random() * 21); left > 0; left--) {
      const isOutside = random() < 0.5;
      const target = isOutside ? -1 - Math.floor(works * OUTSIDE * random() ** 2) : Math.floor(works * random() ** 2);
      if (chosen.has(target)) continue;
      chosen.add(target);
      list.push(isOutside ? this.outside(-1 - target) : this.cited(target));
    }
    return list;
  }
}
