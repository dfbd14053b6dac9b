import { READ_LIMITS } from './format.js';
import { hasBrokenText, singleGaps } from './input.js';
import type { Line } from './lines.js';

/** One field of a record of tagged lines (RIS, MEDLINE): its lines are joined by `\n`. */
export interface TaggedField {
  tag: string;
  value: string;
  line: number;
}

/**
 * A record that is being read line by line. The first thing that makes it unusable is kept as its `problem`,
 * and from then on nothing is collected, so that a hostile record costs no memory.
 */
export class TaggedRecord {
  readonly fields: TaggedField[] = [];
  problem: string | null = null;
  private size = 0;

  constructor(readonly line: number) {}

  /** A new field (`tag` given) or the next line of the last one (`tag` null). */
  add(tag: string | null, value: string, line: Line): void {
    if (this.problem !== null) return;
    this.problem = this.problemOf(value, line);
    const last = this.fields.at(-1);
    if (tag !== null) this.fields.push({ tag, value, line: line.number });
    else if (last) last.value += `\n${value}`;
    const field = this.fields.at(-1);
    if (field && field.value.length > READ_LIMITS.field) {
      this.problem ??= `${field.tag} (line ${field.line}) has more than ${READ_LIMITS.field} characters, the limit for one field`;
    }
    if (this.problem !== null) this.fields.length = 0;
  }

  private problemOf(value: string, line: Line): string | null {
    this.size += line.tooLong ?? value.length;
    if (line.tooLong !== null) return `line ${line.number} has ${line.tooLong} characters, the limit is ${READ_LIMITS.record}`;
    if (this.size > READ_LIMITS.record)
      return `the record has more than ${READ_LIMITS.record} characters, the limit for one record`;
    if (hasBrokenText(value))
      return `line ${line.number} holds bytes that are not UTF-8, or the character U+FFFD that stands for such; save the file as UTF-8 and import it again`;
    return null;
  }

  /** Values of these tags in the order of the record, without empty ones, white space in runs of one. */
  all(...tags: string[]): string[] {
    return this.fields
      .filter(({ tag, value }) => tags.includes(tag) && value.trim() !== '')
      .map(({ value }) => singleGaps(value));
  }

  /** The first value of the first of these tags that has one. */
  first(...tags: string[]): string | null {
    for (const tag of tags) {
      const value = this.all(tag)[0];
      if (value !== undefined) return value;
    }
    return null;
  }
}
