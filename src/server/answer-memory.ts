/** Bytes that an entry takes beside its texts: of the map, the object, the buffer. */
const ENTRY_BYTES = 300;
/** An answer larger than this share of the memory is not worth all that it would push out. */
const LARGEST_SHARE = 1 / 16;

interface Entry {
  version: number;
  body: Buffer;
  /** Its place in `questions`. */
  at: number;
  /** Whether it was given again since it was kept, or since the lot fell on it. */
  isUsed: boolean;
}

/**
 * Answers that were given before, as they were sent, each with the version of the data that it was made from. One is given
 * again only while the data has that version, which is asked of the store for each: so a write by any process counts at
 * once, and all that was made before it goes.
 *
 * When there is no room left, lots are drawn which goes for a new one; who was used is spared once. If the one used longest
 * ago went, as is usual, nothing would ever be found of questions that are asked in a circle a little larger than the memory.
 */
export class AnswerMemory {
  private readonly entries = new Map<string, Entry>();
  /** Those that are known, in any order: to draw one of them. */
  private readonly questions: string[] = [];
  private bytes = 0;
  private asked: Promise<number> | null = null;
  /** As it was when the store was asked last, or older: never newer than what is read from now on. */
  private seen: number | null = null;

  constructor(
    private readonly maxBytes: number,
    private readonly readVersion: () => Promise<number>,
    /** From 0 up to 1. */
    private readonly random: () => number = Math.random,
  ) {}

  /** The answer to a question while it holds; null where it has to be made. */
  async recall(question: string): Promise<Buffer | null> {
    const entry = this.entries.get(question);
    if (entry === undefined) return null;
    if (entry.version !== (await this.version())) return null;
    entry.isUsed = true;
    return entry.body;
  }

  /** A version of the data that what is read from now on surely has, or a later one; null where nothing is to be remembered. */
  async since(): Promise<number | null> {
    return this.maxBytes === 0 ? null : (this.seen ?? (await this.version()));
  }

  /** `version`: from `since`, before anything was read for the answer. */
  remember(question: string, version: number, body: Buffer): void {
    const size = sizeOf(question, body);
    if (version !== this.seen || size > this.maxBytes * LARGEST_SHARE) return;
    this.forget(question);
    while (this.bytes + size > this.maxBytes) this.drawOne();
    this.entries.set(question, { version, body, at: this.questions.push(question) - 1, isUsed: false });
    this.bytes += size;
  }

  private drawOne(): void {
    const question = this.questions[Math.floor(this.random() * this.questions.length)]!;
    const entry = this.entries.get(question)!;
    if (entry.isUsed) entry.isUsed = false;
    else this.forget(question);
  }

  private forgetAll(): void {
    this.entries.clear();
    this.questions.length = 0;
    this.bytes = 0;
  }

  private forget(question: string): void {
    const entry = this.entries.get(question);
    if (entry === undefined) return;
    this.entries.delete(question);
    this.bytes -= sizeOf(question, entry.body);
    // The last one takes its place.
    const last = this.questions.pop()!;
    if (last === question) return;
    this.questions[entry.at] = last;
    this.entries.get(last)!.at = entry.at;
  }

  /** All who ask in one turn of the event loop share a read. It begins after they asked, so that no write before that is missed. */
  private version(): Promise<number> {
    this.asked ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      this.asked = null;
      const version = await this.readVersion();
      if (version !== this.seen) this.forgetAll();
      return (this.seen = version);
    });
    return this.asked;
  }
}

const sizeOf = (question: string, body: Buffer): number => body.length + 2 * question.length + ENTRY_BYTES;
