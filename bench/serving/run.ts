import type { Shape } from '../shapes/shape.js';
import { ask } from './ask.js';
import type { EventLoopDelay } from './event-loop.js';
import { LoadProcess } from './load-process.js';
import type { LoadResult } from './load.js';
import { cpuOf, memoryOf, type Memory } from './process-facts.js';
import type { Questions } from './questions.js';
import { difference, differenceOfRanked } from './same-answer.js';
import type { Serving, System } from './systems.js';

export interface Plan {
  shapes: readonly Shape[];
  systems: readonly System[];
  connections: readonly number[];
  runs: number;
  seconds: number;
  /** Keys that come again and again while a system is warm. */
  warmKeys: number;
  /** Whether a server is started for each shape, or once for all of a run, which is quicker. */
  isStartedForShape: boolean;
}

export type State = 'cold' | 'warm';

export interface Measurement {
  system: string;
  shape: string;
  state: State;
  connections: number;
  run: number;
  load: LoadResult;
  /** Milliseconds of the server's processor time for one request; null where the system does not tell. */
  cpuMs: number | null;
  delay: EventLoopDelay;
  memory: Memory | null;
}

/** Answers that are compared before anything is timed, and shapes that this is done for at a time: more are too much for a slow machine. */
const COMPARED = 25;
const COMPARED_AT_ONCE = 2;
/** How often a system is asked its first question of a kind: a database that was just started may take longer than a server allows. */
const FIRST_TRIES = 5;
/** Part of the keys that are asked about before anything is timed, so that the compiler has seen the code; and for how long at most. */
const FIRST_KEYS = 1 / 10;
const FIRST_SECONDS = 2;
const FIRST_MOST = 4_000;
/** A server becomes so many times quicker at most than it was then. */
const QUICKER = 10;

/** Throws at the first difference between two systems. */
async function compareAnswers({ shapes, systems }: Plan, questions: Questions): Promise<void> {
  const all: Serving[] = [];
  try {
    // One after the other: at once, they keep each other waiting.
    for (const system of systems) {
      const serving = await system.start();
      all.push(serving);
      for (const shape of shapes) await askFirst(system, serving, shape, questions);
    }
    const waiting = [...shapes];
    const compareNext = async (): Promise<void> => {
      for (let shape = waiting.shift(); shape; shape = waiting.shift()) await compareShape(shape, systems, all, questions);
    };
    await Promise.all(Array.from({ length: COMPARED_AT_ONCE }, compareNext));
  } finally {
    await Promise.all(all.map((serving) => serving.stop()));
  }
}

async function askFirst(system: System, serving: Serving, shape: Shape, questions: Questions): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await ask(system, serving, shape, questions.about(shape, 0));
      return;
    } catch (error) {
      if (tries === FIRST_TRIES) throw error;
    }
}

async function compareShape(
  shape: Shape,
  systems: readonly System[],
  all: readonly Serving[],
  questions: Questions,
): Promise<void> {
  for (let n = 0; n < COMPARED; n++) {
    const about = questions.about(shape, n);
    const answers = await Promise.all(systems.map((system, i) => ask(system, all[i]!, shape, about)));
    for (const [i, answer] of answers.entries()) {
      const first = shape.isRankedByEngine ? systems.findIndex(({ engine }) => engine === systems[i]!.engine) : 0;
      const found = shape.isRankedByEngine
        ? differenceOfRanked(answers[first] as { doi: string }[], answer as { doi: string }[])
        : difference(answers[first], answer);
      if (found !== null)
        throw new Error(`Nothing is timed: of ${shape.name} about ${JSON.stringify(about)}, ${systems[first]!.name} and ${systems[i]!.name} differ at ${found}`); // prettier-ignore
    }
  }
}

class Run {
  constructor(
    private readonly plan: Plan,
    private readonly questions: Questions,
    private readonly load: LoadProcess,
    private readonly number: number,
    private readonly note: (measurement: Measurement) => void,
  ) {}

  private send(system: System, serving: Serving, shape: Shape, keys: string[], connections: number, seconds: number | null) {
    return this.load.run({ port: serving.port, ...system.request(shape), parts: keys, connections, seconds });
  }

  private async timed(system: System, serving: Serving, shape: Shape, state: State, keys: string[], connections: number) {
    await serving.eventLoopDelay();
    const before = cpuOf(serving.pid);
    const load = await this.send(system, serving, shape, keys, connections, this.plan.seconds);
    const after = cpuOf(serving.pid);
    const cpuMs = before === null || after === null ? null : (1000 * (after - before)) / load.requests;
    const delay = await serving.eventLoopDelay();
    if (load.failures > 0)
      throw new Error(`${system.name}, ${shape.name}, ${connections} connections: ${load.failures} of ${load.requests} requests failed, the first with ${load.failure}`); // prettier-ignore
    this.note({ system: system.name, shape: shape.name, state, connections, run: this.number, load, cpuMs, delay, memory: memoryOf(serving.pid) }); // prettier-ignore
  }

  /** Cold, each key once, at each number of connections with keys of its own; then warm. */
  private async shape(system: System, serving: Serving, shape: Shape): Promise<void> {
    const { connections, seconds, warmKeys } = this.plan;
    const { count } = this.questions.material(shape);
    const first = Math.floor(count * FIRST_KEYS);
    const each = Math.floor((count - first) / connections.length);
    const slice = (from: number, to: number) => this.questions.parts(system, shape, from, to);
    const before = slice(count - Math.min(first, FIRST_MOST), count);
    const { requests, seconds: took } = await this.send(system, serving, shape, before, Math.max(...connections), Math.min(seconds, FIRST_SECONDS)); // prettier-ignore
    // Texts of more keys than will be asked about would only take long to make.
    const most = Math.min(each, Math.ceil((QUICKER * seconds * requests) / took) + 500);
    for (const [i, one] of connections.entries())
      await this.timed(system, serving, shape, 'cold', slice(i * each, i * each + most), one);
    const warm = slice(0, Math.min(warmKeys, each));
    await this.send(system, serving, shape, warm, Math.max(...connections), null);
    for (const one of connections) await this.timed(system, serving, shape, 'warm', warm, one);
  }

  async go(): Promise<void> {
    const { systems, shapes, isStartedForShape } = this.plan;
    // Started for each shape, the systems take turns with every shape: ours, peer, ours, peer.
    const rounds = isStartedForShape ? shapes.map((shape) => [shape]) : [shapes];
    for (const round of rounds)
      for (const system of systems) {
        const serving = await system.start();
        try {
          for (const shape of round) await this.shape(system, serving, shape);
        } finally {
          await serving.stop();
        }
      }
  }
}

/** Compares the answers, then times each system by turns. */
export async function runBench(plan: Plan, questions: Questions, note: (one: Measurement) => void): Promise<void> {
  await compareAnswers(plan, questions);
  const load = new LoadProcess();
  try {
    for (let run = 0; run < plan.runs; run++) await new Run(plan, questions, load, run, note).go();
  } finally {
    load.stop();
  }
}
