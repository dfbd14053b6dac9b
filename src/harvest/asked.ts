import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A question that was answered to its end: about which works, and by which answers. */
export interface AskedLine {
  /** Name of the ask, as `pubs`. */
  ask: string;
  ids: string[];
  /** Names of the answers in the cache, page after page. */
  answers: string[];
  /** Entries that came, and those that the source stated, where that were more. */
  short?: { got: number; stated: number };
  /** ISO 8601. */
  at: string;
}

/**
 * What each source was asked, one line a question: so that a later run asks only about works that were not asked about
 * before, also where it would put them together otherwise. The answers themselves are in the cache.
 */
export class AskedBefore {
  private readonly lines = new Map<string, Promise<Map<string, AskedLine>>>();

  constructor(private readonly folder: string) {}

  /** The answered question about a work, the newest; null where there is none. */
  async find(source: string, ask: string, id: string): Promise<AskedLine | null> {
    return (await this.of(source)).get(`${ask} ${id}`) ?? null;
  }

  async add(source: string, line: AskedLine): Promise<void> {
    const known = await this.of(source);
    await mkdir(join(this.folder, source), { recursive: true });
    // The line break comes first: behind a line that was cut off the next one is whole again.
    await appendFile(this.file(source), `\n${JSON.stringify(line)}`);
    take(known, line);
  }

  private file(source: string): string {
    return join(this.folder, source, 'asked.jsonl');
  }

  private of(source: string): Promise<Map<string, AskedLine>> {
    const known = this.lines.get(source);
    if (known !== undefined) return known;
    const reading = this.read(source);
    this.lines.set(source, reading);
    return reading;
  }

  private async read(source: string): Promise<Map<string, AskedLine>> {
    const found = new Map<string, AskedLine>();
    const text = await readFile(this.file(source), 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      try {
        take(found, JSON.parse(line) as AskedLine);
      } catch {
        // The last line of a run that was cut off, or an empty one: its question is asked again.
      }
    }
    return found;
  }
}

function take(known: Map<string, AskedLine>, line: AskedLine): void {
  for (const id of line.ids) known.set(`${line.ask} ${id}`, line);
}
