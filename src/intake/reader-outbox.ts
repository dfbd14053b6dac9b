import type { ReadItem, SeenItem } from '../import/format.js';
import { Credit } from './credit.js';
import { encodeItem, keyOf, packItem, sizeOf, type EncodedItem } from './reader-prepare.js';
import { ITEMS_AHEAD, TOGETHER, type FromReader } from './reader-protocol.js';

/**
 * The items of one file on their way out of the thread that reads, some hundred together. It asks first which of their
 * records are known, for of those the key is enough; the next ones are read while the answer is on its way.
 */
export class Outbox {
  private items: EncodedItem[] = [];
  private size = 0;
  private readonly asked: EncodedItem[][] = [];
  private readonly answers: (readonly boolean[])[] = [];
  private wake: (() => void) | null = null;
  readonly credit = new Credit(ITEMS_AHEAD);

  constructor(private readonly say: (message: FromReader) => void) {}

  /** Resolves when more may be added. */
  async add(item: ReadItem | SeenItem): Promise<void> {
    const encoded = encodeItem(item);
    this.items.push(encoded);
    this.size += sizeOf(encoded);
    if (this.items.length < TOGETHER.items && this.size < TOGETHER.size) return;
    this.ask();
    while (this.asked.length > 1) await this.sendFirst();
  }

  /** Sends what is there, for it may be long until more comes. */
  async sendAll(): Promise<void> {
    this.ask();
    while (this.asked.length > 0) await this.sendFirst();
  }

  hear(known: readonly boolean[]): void {
    this.answers.push(known);
    this.wake?.();
  }

  private ask(): void {
    if (this.items.length === 0) return;
    this.say({ kind: 'ask', keys: this.items.flatMap((item) => keyOf(item) ?? []) });
    this.asked.push(this.items);
    this.items = [];
    this.size = 0;
  }

  private async sendFirst(): Promise<void> {
    while (this.answers.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    const known = this.answers.shift()!;
    let at = 0;
    const items = this.asked.shift()!.flatMap((item) => packItem(item, keyOf(item) !== null && known[at++]!));
    const size = items.reduce((sum, item) => sum + sizeOf(item), 0);
    this.say({ kind: 'items', items, size });
    await this.credit.spend(size);
  }
}
