import { promisify } from 'node:util';
import { BETWEEN } from '../store/packed-keys.js';

/**
 * The keys of all works, each by its number and the other way round. They stay one text, with a table of numbers beside it: a
 * text for each and a `Map` of them take three times as much memory, 20 MB for 200,000 works.
 */
export class WorkKeys {
  private constructor(
    /** As `packKeys` has it. */
    readonly text: string,
    readonly length: number,
    /** Where each key begins, and where one behind the last would. */
    private readonly starts: Uint32Array,
    /** Numbers, each one more, at the place that the key's hash tells or the next free one; 0 where there is none. */
    private readonly table: Uint32Array,
  ) {}

  /** In parts, between which requests are answered. */
  static async of(text: string): Promise<WorkKeys> {
    const starts = await startsIn(text);
    const length = starts.length - 1;
    const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * length + 2)));
    for (let number = 0; number < length; number++) {
      if (number % AT_ONCE === 0) await nextTurn();
      let place = placeOf(text, starts[number]!, starts[number + 1]! - 1, table);
      while (table[place] !== 0) place = (place + 1) & (table.length - 1);
      table[place] = number + 1;
    }
    return new WorkKeys(text, length, starts, table);
  }

  private readonly lastNumbers = new Int32Array(LAST).fill(-1);
  private readonly lastTexts = new Array<string>(LAST).fill('');

  /**
   * An edge names works that others name as well: while they are among the last, each is one text, of which a `Map` knows the hash.
   */
  at(number: number): string | undefined {
    const place = number % LAST;
    if (this.lastNumbers[place] === number) return this.lastTexts[place];
    if (!(number < this.length)) return undefined;
    this.lastNumbers[place] = number;
    return (this.lastTexts[place] = this.text.slice(this.starts[number], this.starts[number + 1]! - 1));
  }

  numberOf(key: string): number | null {
    const { text, starts, table } = this;
    for (let place = placeOf(key, 0, key.length, table); table[place] !== 0; place = (place + 1) & (table.length - 1)) {
      const number = table[place]! - 1;
      const start = starts[number]!;
      if (starts[number + 1]! - 1 - start === key.length && text.startsWith(key, start)) return number;
    }
    return null;
  }
}

/** Keys that are at hand as texts. */
const LAST = 8_192;

/** Keys that are looked at in one turn of the event loop: a few milliseconds. */
const AT_ONCE = 30_000;
const nextTurn = promisify(setImmediate);

async function startsIn(text: string): Promise<Uint32Array> {
  if (text === '') return Uint32Array.of(0);
  let starts = new Uint32Array(2 ** 16);
  let length = 1;
  for (let at = text.indexOf(BETWEEN); ; at = text.indexOf(BETWEEN, at + 1)) {
    if (length % AT_ONCE === 0) await nextTurn();
    if (length === starts.length) starts = grown(starts);
    starts[length++] = (at < 0 ? text.length : at) + 1;
    if (at < 0) return starts.slice(0, length);
  }
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}

/** Another one in each process, so that nobody can choose keys that all have one place. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/** The place in the table of the key from `start` to `end`: FNV-1a, whose last bits are mixed once more (as MurmurHash3 does it). */
function placeOf(text: string, start: number, end: number, table: Uint32Array): number {
  let hash = SEED;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & (table.length - 1);
}
