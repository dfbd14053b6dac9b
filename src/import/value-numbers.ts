import { familyFrequency, type Frequency } from './frequent-names.js';

/** Values, each once, as numbers. */
export type Numbers = readonly number[];

/**
 * So many values are numbered before numbering begins anew. Names of coauthors are short and come again and again, with
 * every work of a large collaboration; when their numbers end, the lists of all works have to be numbered anew: some tens
 * of megabytes. Affiliations are long, and most are told in one block only: some megabytes.
 */
const MOST = { works: 250_000, claims: 60_000 } as const;

/** The family name in a block of names. */
export function familyOfBlock(block: string): string {
  const at = block.indexOf('|');
  return at < 0 ? block : block.slice(0, at);
}

/**
 * Numbers for what claims tell: coauthors, words, journals, topics. They are compared a million times, as lists of
 * numbers, where a mark at a number tells what a set of texts would be asked for.
 */
export class ValueNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  /** Of lists that several claims of one work share: the number of each text. */
  readonly #lists = new WeakMap<readonly string[], Numbers>();
  /** Of a value that is a block of names: the number of its family name, and how frequent that is. */
  readonly #families: (number | undefined)[] = [];
  readonly #frequencies: (Frequency | undefined)[] = [];
  #marks = new Int32Array(4_096);
  #mark = 0;
  /** Free for whoever asks for marks. */
  notes = new Int32Array(4_096);

  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.#texts.length >= this.most;
  }

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.length;
      this.#numbers.set(text, number);
      this.#texts.push(text);
      if (number >= this.#marks.length) this.#grow();
    }
    return number;
  }

  #grow(): void {
    const [marks, notes] = [new Int32Array(2 * this.#marks.length), new Int32Array(2 * this.#marks.length)];
    marks.set(this.#marks);
    notes.set(this.notes);
    this.#marks = marks;
    this.notes = notes;
  }

  text(number: number): string {
    return this.#texts[number]!;
  }

  /** In the order of the texts. */
  inOrder(numbers: Numbers): Numbers {
    if (numbers.length < 2) return numbers;
    const texts = this.#texts;
    return [...numbers].sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
  }

  /** Their texts in order. */
  sorted(numbers: Numbers): string[] {
    return this.inOrder(numbers).map((number) => this.#texts[number]!);
  }

  familyOf(block: number): number {
    return (this.#families[block] ??= this.of(familyOfBlock(this.text(block))));
  }

  frequencyOf(block: number): Frequency {
    return (this.#frequencies[block] ??= familyFrequency(this.text(this.familyOf(block))));
  }

  listOf(texts: Iterable<string>): Numbers {
    const list: number[] = [];
    const isNew = this.firsts();
    for (const text of texts) {
      const number = this.of(text);
      if (isNew(number)) list.push(number);
    }
    return list;
  }

  /** The same of a list that is asked for again and again, without the text at one place. */
  listWithout(texts: readonly string[], place: number | null): Numbers {
    let numbers = this.#lists.get(texts);
    if (numbers === undefined) this.#lists.set(texts, (numbers = texts.map((text) => this.of(text))));
    const list: number[] = [];
    const [mark, marks] = [this.#next(), this.#marks];
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      if (i === place || marks[number] === mark) continue;
      marks[number] = mark;
      list.push(number);
    }
    return list;
  }

  #next(): number {
    if (this.#mark === 0x7fffffff) this.#mark = this.#marks.fill(0)[0]!;
    return (this.#mark += 1);
  }

  /** Tells of each number whether it is asked about for the first time; until the next look at anything. */
  firsts(): (number: number) => boolean {
    const mark = this.#next();
    return (number) => {
      if (this.#marks[number] === mark) return false;
      this.#marks[number] = mark;
      return true;
    };
  }

  #markAll(list: Numbers): number {
    const mark = this.#next();
    const marks = this.#marks;
    for (const number of list) marks[number] = mark;
    return mark;
  }

  shared(a: Numbers, b: Numbers): Numbers {
    if (a.length === 0 || b.length === 0) return NONE;
    const [small, large] = a.length <= b.length ? [a, b] : [b, a];
    const mark = this.#markAll(small);
    const marks = this.#marks;
    let found: number[] | null = null;
    for (const number of large) if (marks[number] === mark) (found ??= []).push(number);
    return found ?? NONE;
  }

  overlap(a: Numbers, b: Numbers): boolean {
    if (a.length === 0 || b.length === 0) return false;
    const [small, large] = a.length <= b.length ? [a, b] : [b, a];
    const mark = this.#markAll(small);
    const marks = this.#marks;
    for (const number of large) if (marks[number] === mark) return true;
    return false;
  }

  union(a: Numbers, b: Numbers): Numbers {
    const mark = this.#markAll(a);
    const marks = this.#marks;
    const all = [...a];
    for (const number of b) if (marks[number] !== mark) all.push(number);
    return all;
  }
}

const NONE: Numbers = [];

/** Numbers of what works tell (names of coauthors, journals, topics), and of what is told of their authors alone. */
export interface Numberings {
  works: ValueNumbers;
  claims: ValueNumbers;
}

const current: Numberings = { works: new ValueNumbers(MOST.works), claims: new ValueNumbers(MOST.claims) };

/** The numbers in use; what holds older ones goes on with those. */
export function numberings(): Numberings {
  if (current.works.isFull) current.works = new ValueNumbers(MOST.works);
  if (current.claims.isFull) current.claims = new ValueNumbers(MOST.claims);
  return { ...current };
}
