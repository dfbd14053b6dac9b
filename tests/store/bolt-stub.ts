import net from 'node:net';

/**
 * A Bolt 5.4 server with scripted faults, for those that a real server does not give on demand. It answers
 * every statement with the rows given. Only what the driver sends in these tests is understood.
 */
export interface Fault {
  on: 'HELLO' | 'LOGON' | 'RUN' | 'PULL' | 'COMMIT';
  /** How often; for ever when left out. */
  times?: number;
  do: 'fail' | 'drop' | 'hang';
  /** Code of the server, for `fail`. */
  code?: string;
}

export interface BoltStub {
  uri: string;
  /** Messages received, by name. */
  counts: Record<string, number>;
  /** What the driver said of transactions: when it began them, or with a statement that is one by itself. */
  begun: Record<string, unknown>[];
  connections: number;
  /** More faults, from now on. */
  spoil(...faults: Fault[]): void;
  close(): Promise<void>;
}

interface Options {
  agent?: string;
  faults?: Fault[];
  answer?: { fields: string[]; rows: unknown[][] };
}

const NAMES: Record<number, string> = {
  0x01: 'HELLO', 0x02: 'GOODBYE', 0x0f: 'RESET', 0x10: 'RUN', 0x11: 'BEGIN', 0x12: 'COMMIT', 0x13: 'ROLLBACK', 0x2f: 'DISCARD',
  0x3f: 'PULL', 0x54: 'TELEMETRY', 0x66: 'ROUTE', 0x6a: 'LOGON', 0x6b: 'LOGOFF',
}; // prettier-ignore
const [SUCCESS, RECORD, IGNORED, FAILURE] = [0x70, 0x71, 0x7e, 0x7f];

export async function startBoltStub({ agent = 'Neo4j/5.26.0', faults = [], answer }: Options = {}): Promise<BoltStub> {
  const left: (Fault & { times: number })[] = [];
  const spoil = (...more: Fault[]) => left.push(...more.map((fault) => ({ ...fault, times: fault.times ?? Infinity })));
  spoil(...faults);
  const sockets = new Set<net.Socket>();
  const stub = { counts: {} as Record<string, number>, begun: [] as Record<string, unknown>[], connections: 0 };
  const result = answer ?? { fields: ['x'], rows: [[1]] };

  const server = net.createServer((socket) => {
    stub.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let failed = false;
    let hangs = false;
    const send = (tag: number, ...fields: unknown[]) => socket.write(chunked(tag, fields));

    function handle({ tag, fields }: Message): void {
      if (hangs) return;
      const name = NAMES[tag] ?? 'UNKNOWN';
      stub.counts[name] = (stub.counts[name] ?? 0) + 1;
      if (name === 'BEGIN') stub.begun.push(fields[0] as Record<string, unknown>);
      if (name === 'RUN' && 'tx_timeout' in (fields[2] as object)) stub.begun.push(fields[2] as Record<string, unknown>);
      if (name === 'GOODBYE') return void socket.end();
      if (name === 'RESET') failed = false;
      if (failed) return void send(IGNORED);
      const fault = left.find((one) => one.on === name && one.times > 0);
      if (fault) {
        fault.times -= 1;
        if (fault.do === 'drop') return void socket.destroy();
        if (fault.do === 'hang') return void (hangs = true);
        failed = true;
        return void send(FAILURE, { code: fault.code, message: `secret words of the server about ${fault.code}` });
      }
      if (name === 'HELLO') send(SUCCESS, { server: agent, connection_id: `bolt-${stub.connections}`, hints: {} });
      else if (name === 'RUN') send(SUCCESS, { fields: result.fields, t_first: 0 });
      else {
        if (name === 'PULL') for (const row of result.rows) send(RECORD, row);
        send(SUCCESS, name === 'PULL' ? { t_last: 0, type: 'r', db: 'neo4j' } : {});
      }
    }
    readMessages(socket, handle);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    get connections() {
      return stub.connections;
    },
    counts: stub.counts,
    begun: stub.begun,
    spoil,
    uri: `bolt://127.0.0.1:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Message {
  tag: number;
  fields: unknown[];
}

/** The handshake, then messages in chunks. */
function readMessages(socket: net.Socket, handle: (message: Message) => void): void {
  let buffer = Buffer.alloc(0);
  let greeted = false;
  let parts: Buffer[] = [];
  socket.on('data', (data: Buffer) => {
    buffer = Buffer.concat([buffer, data]);
    if (!greeted) {
      if (buffer.length < 20) return;
      greeted = true;
      buffer = buffer.subarray(20);
      socket.write(Buffer.from([0, 0, 4, 5]));
    }
    while (buffer.length >= 2) {
      const size = buffer.readUInt16BE(0);
      if (buffer.length < 2 + size) return;
      if (size > 0) parts.push(buffer.subarray(2, 2 + size));
      buffer = buffer.subarray(2 + size);
      if (size > 0 || parts.length === 0) continue;
      const message = unpack(Buffer.concat(parts), { at: 0 }) as Message;
      parts = [];
      handle(message);
    }
  });
}

function chunked(tag: number, fields: unknown[]): Buffer {
  const message = Buffer.concat([Buffer.from([0xb0 | fields.length, tag]), ...fields.map(pack)]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(message.length);
  return Buffer.concat([size, message, Buffer.from([0, 0])]);
}

/** PackStream, as far as answers need it; messages are shorter than 64 kB. */
function pack(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([0xc0]);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const bytes = Buffer.alloc(9, 0xcb);
    bytes.writeBigInt64BE(BigInt(value), 1);
    return bytes;
  }
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([sized(0xd1, bytes.length), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([sized(0xd5, value.length), ...value.map(pack)]);
  const entries = Object.entries(value);
  return Buffer.concat([sized(0xd9, entries.length), ...entries.flat().map(pack)]);
}

function sized(marker: number, length: number): Buffer {
  const head = Buffer.from([marker, 0, 0]);
  head.writeUInt16BE(length, 1);
  return head;
}

function unpack(bytes: Buffer, cursor: { at: number }): unknown {
  const marker = bytes[cursor.at++]!;
  const take = (length: number) => bytes.subarray(cursor.at, (cursor.at += length));
  const text = (length: number) => take(length).toString('utf8');
  const list = (length: number) => Array.from({ length }, () => unpack(bytes, cursor));
  const map = (length: number) =>
    Object.fromEntries(Array.from({ length }, () => [unpack(bytes, cursor) as string, unpack(bytes, cursor)]));
  const unsigned = (size: number) => take(size).readUIntBE(0, size);
  if (marker < 0x80) return marker;
  if (marker >= 0xf0) return marker - 256;
  if (marker < 0x90) return text(marker & 15);
  if (marker < 0xa0) return list(marker & 15);
  if (marker < 0xb0) return map(marker & 15);
  if (marker < 0xc0) return { tag: bytes[cursor.at++]!, fields: list(marker & 15) };
  if (marker === 0xc0) return null;
  if (marker === 0xc1) return take(8).readDoubleBE();
  if (marker <= 0xc3) return marker === 0xc3;
  if (marker >= 0xc8 && marker <= 0xca) return take(2 ** (marker - 0xc8)).readIntBE(0, 2 ** (marker - 0xc8));
  if (marker === 0xcb) return take(8).readBigInt64BE();
  if (marker >= 0xd0 && marker <= 0xd2) return text(unsigned(2 ** (marker - 0xd0)));
  if (marker >= 0xd4 && marker <= 0xd6) return list(unsigned(2 ** (marker - 0xd4)));
  if (marker >= 0xd8 && marker <= 0xda) return map(unsigned(2 ** (marker - 0xd8)));
  throw new Error(`PackStream marker ${marker.toString(16)} is not understood.`);
}
