import { parentPort } from 'node:worker_threads';
import { CodedError } from '../errors.js';
import { ByteMeter, textInput, type Bytes } from '../import/file-bytes.js';
import type { ImportFormat, ReadItem, SeenItem } from '../import/format.js';
import { detectFormat } from '../import/index.js';
import type { TextInput } from '../import/input.js';
import { parseTexts } from '../ledger/text-row.js';
import { Outbox } from './reader-outbox.js';
import type { FromReader, ToReader } from './reader-protocol.js';

/** The thread that reads (see reader-thread.ts): one file after the other, as it is told. */

const say = (message: FromReader): void => parentPort!.postMessage(message);

/** The bytes of one file, as they come from the other thread. */
class Inbox {
  private readonly pieces: Uint8Array[] = [];
  private end: 'OPEN' | 'ENDED' | 'BROKEN' = 'OPEN';
  private wake: (() => void) | null = null;
  /** Whether the reader was told that the bytes end where they should not; what went wrong is known on the other side. */
  wasBroken = false;

  put(message: ToReader): void {
    if (message.kind === 'bytes') this.pieces.push(message.bytes);
    else this.end = message.kind === 'end' ? 'ENDED' : 'BROKEN';
    this.wake?.();
  }

  async *bytes(beforeWaiting: () => Promise<void>): Bytes {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) {
        say({ kind: 'consumed', bytes: piece.length });
        yield piece;
      } else if (this.end === 'ENDED') return;
      else if (this.end === 'BROKEN') {
        this.wasBroken = true;
        throw new Error('The bytes of the file cannot be had.');
      } else {
        await beforeWaiting();
        if (this.pieces.length > 0 || this.end !== 'OPEN') continue;
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    }
  }
}

let inbox = new Inbox();
let outbox = new Outbox(say);

type Opened = Extract<ToReader, { kind: 'open' }>;

/** The items of the file; where it is wanted, those that were read before are passed over. */
function itemsOf(format: ImportFormat, input: TextInput, texts: string | null): AsyncIterable<ReadItem | SeenItem> {
  if (texts === null || format.readKnowing === undefined) return format.read(input);
  const known = parseTexts(texts);
  return format.readKnowing(input, (digest) => known.get(digest));
}

async function readFile({ name, format: formatId, texts }: Opened, from: Inbox, to: Outbox): Promise<void> {
  const meter = new ByteMeter();
  const bytes = meter.measure(from.bytes(() => to.sendAll()));
  const { format, input } = await detectFormat(textInput(name, bytes), formatId ?? undefined);
  say({ kind: 'format', format: format.id });
  for await (const item of itemsOf(format, input, texts)) await to.add(item);
  await to.sendAll();
  say({ kind: 'done', sha256: meter.sha256 });
}

async function open(message: Opened): Promise<void> {
  inbox = new Inbox();
  outbox = new Outbox(say);
  const [from, to] = [inbox, outbox];
  try {
    await readFile(message, from, to);
  } catch (error) {
    await to.sendAll();
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof CodedError ? error.code : null;
    say({ kind: 'failed', isBroken: from.wasBroken, code, message, stack: stack ?? null });
  }
}

parentPort!.on('message', (message: ToReader) => {
  if (message.kind === 'open') void open(message);
  else if (message.kind === 'taken') outbox.credit.giveBack(message.size);
  else if (message.kind === 'known') outbox.hear(message.known);
  else inbox.put(message);
});
