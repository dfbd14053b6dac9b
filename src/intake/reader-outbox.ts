import type { ReadItem } from '../import/format.js';
import { Credit } from './credit.js';
import { encodeItem, packItem, sizeOf, type EncodedItem } from './reader-prepare.js';
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
  async add(item: ReadItem): Promise<void> {
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
    this.say({ kind: 'ask', keys: this.items.flatMap((item) => (item.kind === 'record' ? item.encoded.key : [])) });
    this.asked.push(this.items);
    this.items = [];
    this.size = 0;
  }

  private async sendFirst(): Promise<void> {
    while (this.answers.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    const known = this.answers.shift()!;
    let at = 0;
    const items = this.asked.shift()!.map((item) => packItem(item, item.kind === 'record' && known[at++]!));
    const size = items.reduce((sum, item) => sum + sizeOf(item), 0);
    this.say({ kind: 'items', items, size });
    await this.credit.spend(size);
  }
}
