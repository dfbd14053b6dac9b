import type { PageItem, Place } from './page.js';

type Numbers = readonly (number | null)[];

/** How an entry's edge and sort value are made of its record and its numbers, which begin at `at`: one for all entries of a list. */
export interface Making<Record, Edge> {
  edge(record: Record, numbers: Numbers, at: number): Edge;
  value(record: Record, numbers: Numbers, at: number): Place['value'];
}

/** An entry of a page whose edge and place are made when somebody asks for them: of hundreds in an answer, most show their record alone. */
export class LateItem<Record extends { key: string }, Edge> implements PageItem<Record, Edge> {
  private made: Edge | null = null;

  constructor(
    readonly record: Record,
    private readonly numbers: Numbers,
    private readonly at: number,
    private readonly making: Making<Record, Edge>,
  ) {}

  get edge(): Edge {
    return (this.made ??= this.making.edge(this.record, this.numbers, this.at));
  }

  get place(): Place {
    return { value: this.making.value(this.record, this.numbers, this.at), key: this.record.key };
  }
}
