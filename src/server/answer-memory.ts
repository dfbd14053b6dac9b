/** Bytes that an entry takes beside its texts: of the map, the object, the buffer. */
const ENTRY_BYTES = 300;
/** An answer larger than this share of the memory is not worth all that it would push out. */
const LARGEST_SHARE = 1 / 16;

interface Entry {
  version: number;
  body: Buffer;
}

/**
 * Answers that were given before, as they were sent, each with the version of the data that it was made from. One is given
 * again only while the data has that version, which is asked of the store for each: so a write by any process counts at
 * once. Those used longest ago make room for new ones.
 */
export class AnswerMemory {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;
  private asked: Promise<number> | null = null;
  /** As it was when the store was asked last, or older: never newer than what is read from now on. */
  private seen: number | null = null;

  constructor(
    private readonly maxBytes: number,
    private readonly readVersion: () => Promise<number>,
  ) {}

  /** The answer to a question while it holds; null where it has to be made. */
  async recall(question: string): Promise<Buffer | null> {
    const entry = this.entries.get(question);
    if (entry === undefined) return null;
    if (entry.version === (await this.version())) {
      // Put in again at the end, so that the first of the map is the one used longest ago.
      if (this.entries.delete(question)) this.entries.set(question, entry);
      return entry.body;
    }
    this.forget(question);
    return null;
  }

  /** A version of the data that what is read from now on surely has, or a later one; null where nothing is to be remembered. */
  async since(): Promise<number | null> {
    return this.maxBytes === 0 ? null : (this.seen ?? (await this.version()));
  }

  /** `version`: from `since`, before anything was read for the answer. */
  remember(question: string, version: number, body: Buffer): void {
    const size = sizeOf(question, body);
    if (size > this.maxBytes * LARGEST_SHARE) return;
    this.forget(question);
    this.entries.set(question, { version, body });
    this.bytes += size;
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= this.maxBytes) break;
      this.forget(oldest);
    }
  }

  private forget(question: string): void {
    const entry = this.entries.get(question);
    if (entry === undefined) return;
    this.entries.delete(question);
    this.bytes -= sizeOf(question, entry.body);
  }

  /** All who ask in one turn of the event loop share a read. It begins after they asked, so that no write before that is missed. */
  private version(): Promise<number> {
    this.asked ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      this.asked = null;
      return (this.seen = await this.readVersion());
    });
    return this.asked;
  }
}

const sizeOf = (question: string, body: Buffer): number => body.length + 2 * question.length + ENTRY_BYTES;
