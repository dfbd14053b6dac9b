import type { StepList } from '../store/neighbourhood.js';
import type { Citations } from './citations.js';

/** More than the keys of any question; a number and a slot are one number below 2^53, for these are sorted without a function. */
export const SLOTS = 2 ** 21;

/** Works by ascending number, each once, with the first place at which each is named. */
export class Starts {
  readonly numbers: number[] = [];
  readonly slots: number[] = [];
  private readonly ofSlot = new Map<number, number>();

  constructor(sorted: Float64Array) {
    for (const both of sorted) {
      const number = Math.floor(both / SLOTS);
      if (number === this.numbers.at(-1)) continue;
      this.numbers.push(number);
      this.slots.push(both % SLOTS);
      this.ofSlot.set(both % SLOTS, number);
    }
  }

  numberAt(slot: number): number {
    return this.ofSlot.get(slot)!;
  }
}

/** Edges as lists, told one after the other in their order. */
export class Lists {
  readonly all: StepList[] = [];
  private last = -1;
  private to: string[] = [];
  private positions: (number | null)[] = [];

  constructor(
    private readonly citations: Citations,
    private readonly isForward: boolean,
  ) {}

  add(from: number, to: number): void {
    const { keys } = this.citations;
    if (from !== this.last) {
      [this.last, this.to, this.positions] = [from, [], []];
      this.all.push({ from: keys.at(from)!, to: this.to, positions: this.positions });
    }
    this.to.push(keys.at(to)!);
    this.positions.push(this.isForward ? this.citations.positionOf(from, to) : this.citations.positionOf(to, from));
  }
}
