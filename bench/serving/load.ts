import { Client } from 'undici';

/**
 * Sends requests, so many at a time, each as soon as the one before it is answered. A process of its own, and light: answers
 * are counted, not parsed; of one in fifty it is looked at whether it tells of errors.
 */
export interface LoadJob {
  port: number;
  path: string;
  /** A body is the text before, one of the parts, and the text after. */
  before: string;
  parts: string[];
  after: string;
  connections: number;
  /** Ends after so long; null: when each part has been sent once. */
  seconds: number | null;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  bytes: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p975: number;
  p99: number;
  longest: number;
  /** Requests that the server refused for it had too much to do (503): they are none of `requests`. */
  refused: number;
  failures: number;
  /** What the first failure said. */
  failure: string | null;
  /** Requests whose part had been sent before. */
  repeated: number;
  /** Processor time of this process, in seconds. */
  cpu: number;
}

const SAMPLE = 50;
const HEADERS = { 'content-type': 'application/json' };

class Load {
  private sent = 0;
  private bytes = 0;
  private refused = 0;
  private failures = 0;
  private failure: string | null = null;
  private readonly times: number[] = [];

  constructor(private readonly job: LoadJob) {}

  private fail(what: string): void {
    this.failures++;
    this.failure ??= what.slice(0, 500);
  }

  private request(client: Client, body: string, isSample: boolean): Promise<void> {
    return new Promise((resolve) => {
      const began = performance.now();
      let status = 0;
      let text = '';
      client.dispatch(
        { path: this.job.path, method: 'POST', headers: HEADERS, body },
        {
          onRequestStart: () => {},
          onResponseStart: (_controller, code) => void (status = code),
          onResponseData: (_controller, chunk) => {
            this.bytes += chunk.length;
            if (status !== 503 && (isSample || status !== 200)) text += chunk.toString('latin1');
          },
          onResponseEnd: () => {
            if (status === 503) this.refused++;
            else this.times.push(performance.now() - began);
            if ((status !== 200 && status !== 503) || text.includes('"errors"')) this.fail(`${status}: ${text}`);
            resolve();
          },
          onResponseError: (_controller, error) => {
            this.fail(error.message);
            resolve();
          },
        },
      );
    });
  }

  private async connection(end: number): Promise<void> {
    const { port, before, parts, after, seconds } = this.job;
    const client = new Client(`http://127.0.0.1:${port}`, { pipelining: 1 });
    while (performance.now() < end && (seconds !== null || this.sent < parts.length)) {
      const number = this.sent++;
      await this.request(client, before + parts[number % parts.length]! + after, number % SAMPLE === 0);
    }
    await client.close();
  }

  async run(): Promise<LoadResult> {
    const { connections, seconds, parts } = this.job;
    const cpu = process.cpuUsage();
    const began = performance.now();
    const end = seconds === null ? Infinity : began + 1000 * seconds;
    await Promise.all(Array.from({ length: connections }, () => this.connection(end)));
    const took = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const sorted = Float64Array.from(this.times).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
    return {
      requests: this.times.length,
      seconds: took,
      bytes: this.bytes,
      p50: at(0.5),
      p95: at(0.95),
      p975: at(0.975),
      p99: at(0.99),
      longest: at(1),
      refused: this.refused,
      failures: this.failures,
      failure: this.failure,
      repeated: Math.max(0, this.sent - parts.length),
      cpu: (user + system) / 1e6,
    };
  }
}

process.on('message', (job: LoadJob) => void new Load(job).run().then((result) => process.send!(result)));
process.on('disconnect', () => process.exit(0));
