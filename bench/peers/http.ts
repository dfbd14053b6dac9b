import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A plain server: `POST /name` with parameters as JSON is answered by the function of that name, with JSON. */
export type Answers = ReadonlyMap<string, (parameters: never) => unknown>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** Listens on a free port of this machine and says on which, as the bench waits for it. */
export function listen(answers: Answers): void {
  const server = createServer((request, response) => {
    const answer = answers.get((request.url ?? '').slice(1));
    const send = (status: number, value: unknown): void => {
      const body = Buffer.from(JSON.stringify(value));
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    };
    if (!answer) return send(404, { errors: [{ message: 'There is no such shape.' }] });
    bodyOf(request)
      .then((text) => answer(JSON.parse(text) as never))
      .then(
        (data) => send(200, { data }),
        (error: Error) => send(500, { errors: [{ message: error.message }] }),
      );
  });
  server.listen(0, '127.0.0.1', () => console.log(`READY ${(server.address() as AddressInfo).port}`));
  process.once('SIGTERM', () => process.exit(0));
}
