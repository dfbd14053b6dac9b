import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Adjacency } from '../analysis/citation-graph.js';
import type { StoreDescription } from '../store/description.js';
import { GROUPINGS } from '../store/grouping.js';
import type { Scanned, Sorted } from './citations.js';
import { perGrouping, type Grouped } from './groupings.js';
import { WorkKeys } from './work-keys.js';

/** The citations of one version of one graph. */
export interface KeptCitations {
  scanned: Scanned;
  sorted: Sorted;
}

/** Grows when the file is laid out in another way. */
const FORMAT = 3;
/** Bytes of the head, which is text: what the file is of, and how long its parts are. */
const HEAD_BYTES = 1024;
/** What is read, written and summed up in one turn of the event loop. */
const PIECE_BYTES = 4 * 2 ** 20;
/**
 * How long nobody must have written to a graph whose citations are kept, in milliseconds. A commit of Neo4j shows node by
 * node: what is read right after it may be of two versions, which in memory ends with the process.
 */
const SETTLED_MS = 60_000;

interface Head {
  format: number;
  graph: string;
  digest: string;
  /** Bytes of each part, in the order of `partsOf`. */
  lengths: number[];
}

/**
 * A graph in one state, among all that there are. Two that were written to as often, last in the same millisecond, and hold as
 * many nodes and edges of each kind are copies of one another.
 */
const nameOf = ({ engine, ...state }: StoreDescription): string =>
  createHash('sha256')
    .update(JSON.stringify([engine.name, state]))
    .digest('hex');

/**
 * Citations as they were read and sorted, in a file: read again in a tenth of a second where the graph takes seconds. It is of
 * one state of one graph: of every other, and where it is damaged, it is as if there were none.
 */
export class CitationFile {
  /** @param path in a folder that only this program writes to */
  constructor(
    private readonly path: string,
    private readonly settledMs = SETTLED_MS,
  ) {}

  /** Whether there is one of this graph, which is not asked what it is where there is none at all. */
  async isOf(describe: () => Promise<StoreDescription>): Promise<boolean> {
    const head = await this.opened((file) => headOf(file));
    if (head?.graph === undefined) return false;
    const isSame = head.graph === nameOf(await describe());
    if (!isSame) await this.remove();
    return isSame;
  }

  /** Null where there is none of this graph; one that is not is removed. */
  async read(graph: StoreDescription): Promise<KeptCitations | null> {
    const found = await this.opened(async (file) => {
      const head = await headOf(file);
      return head?.graph === nameOf(graph) ? contentOf(file, head) : null;
    });
    if (!found) await this.remove();
    return found;
  }

  /** Whether the citations may be kept that are read of this graph now. */
  isSettled({ lastChangedAt }: StoreDescription): boolean {
    return lastChangedAt !== null && Date.now() - Date.parse(lastChangedAt) >= this.settledMs;
  }

  /** Keeps them in place of what was kept. Where that cannot be written, they are read of the graph again after the next start. */
  async keep(graph: StoreDescription, kept: KeptCitations): Promise<void> {
    // One name for all: what a process left that was ended meanwhile is written over. If two write at a time, the digest tells.
    const own = `${this.path}.new`;
    try {
      await write(own, nameOf(graph), partsOf(kept));
      await rename(own, this.path);
    } catch {
      await rm(own, { force: true }).catch(() => {});
    }
  }

  private async remove(): Promise<void> {
    await rm(this.path, { force: true }).catch(() => {});
  }

  private async opened<T>(use: (file: FileHandle) => Promise<T>): Promise<T | null> {
    const file = await open(this.path).catch(() => null);
    try {
      return file && (await use(file));
    } catch {
      // A damaged one may break off anywhere.
      return null;
    } finally {
      await file?.close();
    }
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const numbersOf = (bytes: Uint8Array | undefined): Uint32Array => new Uint32Array(bytes!.buffer);
const adjacencyOf = (offsets: Uint8Array | undefined, neighbours: Uint8Array | undefined): Adjacency => ({
  offsets: numbersOf(offsets),
  neighbours: numbersOf(neighbours),
});

/** All that is kept, as bytes. */
function partsOf({ scanned, sorted: { arrays, groupings } }: KeptCitations): Uint8Array[] {
  const { keys, years, dates, stubs, nodes } = scanned;
  const { references, positions, citedBy } = arrays;
  const lists = [references, citedBy].flatMap(({ offsets, neighbours }) => [offsets, neighbours]);
  return [
    new TextEncoder().encode(keys.text),
    ...[years, dates, stubs, nodes, positions, ...lists].map(bytesOf),
    ...GROUPINGS.flatMap((grouping) => partsOfGrouped(groupings[grouping])),
  ];
}

function partsOfGrouped({ names, works, values }: Grouped): Uint8Array[] {
  const numbers = [works.offsets, works.neighbours, values.offsets, values.neighbours];
  return [new TextEncoder().encode(JSON.stringify(names)), ...numbers.map(bytesOf)];
}

/** The same back. */
async function keptOf(parts: Uint8Array[]): Promise<KeptCitations> {
  const [keys, years, dates, stubs, nodes, positions, citing, cited, citedOffsets, citers, ...grouped] = parts;
  const columns = {
    years: new Int32Array(years!.buffer),
    dates: new Int32Array(dates!.buffer),
    stubs: stubs!,
    nodes: new Float64Array(nodes!.buffer),
  };
  const scanned = { ...columns, keys: await WorkKeys.of(textOf(keys)) };
  const arrays = {
    references: adjacencyOf(citing, cited),
    positions: new Int32Array(positions!.buffer),
    citedBy: adjacencyOf(citedOffsets, citers),
  };
  return { scanned, sorted: { arrays, groupings: perGrouping(() => groupedOf(grouped.splice(0, PARTS_OF_GROUPED))) } };
}

const PARTS_OF_GROUPED = 5;

const groupedOf = ([names, offsets, works, valueOffsets, values]: Uint8Array[]): Grouped => ({
  names: JSON.parse(textOf(names)) as string[],
  works: adjacencyOf(offsets, works),
  values: adjacencyOf(valueOffsets, values),
});

function* piecesOf(part: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < part.length; at += PIECE_BYTES) yield part.subarray(at, at + PIECE_BYTES);
}

async function write(path: string, graph: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    const sum = createHash('sha256');
    let at = HEAD_BYTES;
    for (const part of parts)
      for (const piece of piecesOf(part)) {
        sum.update(piece);
        at += (await file.write(piece, 0, piece.length, at)).bytesWritten;
      }
    const head: Head = { format: FORMAT, graph, digest: sum.digest('hex'), lengths: parts.map(({ length }) => length) };
    await file.write(JSON.stringify(head).padEnd(HEAD_BYTES), 0);
  } finally {
    await file.close();
  }
}

async function headOf(file: FileHandle): Promise<Head | null> {
  const text = Buffer.alloc(HEAD_BYTES);
  await file.read(text, 0, HEAD_BYTES, 0);
  const head = JSON.parse(text.toString()) as Head;
  return head.format === FORMAT ? head : null;
}

/** Null where it is not what was written. */
async function contentOf(file: FileHandle, { lengths, digest }: Head): Promise<KeptCitations | null> {
  const { size } = await file.stat();
  if (size !== lengths.reduce((sum, length) => sum + length, HEAD_BYTES)) return null;
  const sum = createHash('sha256');
  let at = HEAD_BYTES;
  const parts = lengths.map((length) => new Uint8Array(length));
  for (const part of parts)
    for (const piece of piecesOf(part)) {
      await file.read(piece, 0, piece.length, at);
      sum.update(piece);
      at += piece.length;
    }
  return sum.digest('hex') === digest ? keptOf(parts) : null;
}
