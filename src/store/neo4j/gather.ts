/** Questions of one kind that are with the server at a time; those that come meanwhile wait and go together. */
const AT_ONCE = 2;
/** Keys that go together at most, so that no statement becomes much longer than those that it replaces. */
const MOST_KEYS = 500;
/**
 * Questions that go together at most. Most of what a statement costs by itself is saved then, and where more is asked, the
 * server reads for some while this process makes the answers of others: all together would work by turns.
 */
const MOST_QUESTIONS = 8;

interface Asked<Key, Answer> {
  keys: readonly Key[];
  settle: { resolve(answers: Answer[]): void; reject(error: unknown): void };
}

interface Queue {
  running: number;
  /** Whether the questions of this turn of the event loop are still being gathered. */
  isGathering: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each queue has keys and answers of one type
  waiting: Asked<any, any>[];
}

/**
 * Puts questions of different requests together. A statement costs the server and the way there about the same for one key
 * as for twenty, so that under load the same question about other keys is worth waiting for; with little to do, nobody
 * waits for more than those of the same turn of the event loop: requests whose answers came together ask together again. Each asker gets the answers to its own keys, in their order; a failure is that of all who went together.
 */
export class Gather {
  private readonly queues = new Map<string, Queue>();

  /** `name`: questions of one name are put together, and answered by the `ask` of the one that came first. */
  async load<Key, Answer>(
    name: string,
    keys: readonly Key[],
    ask: (keys: readonly Key[]) => Promise<Answer[]>,
  ): Promise<Answer[]> {
    const queue = this.queues.get(name) ?? { running: 0, isGathering: false, waiting: [] };
    this.queues.set(name, queue);
    return new Promise<Answer[]>((resolve, reject) => {
      queue.waiting.push({ keys, settle: { resolve, reject } });
      if (queue.isGathering) return;
      queue.isGathering = true;
      setImmediate(() => {
        queue.isGathering = false;
        this.next(name, queue, ask);
      });
    });
  }

  private next<Key, Answer>(name: string, queue: Queue, ask: (keys: readonly Key[]) => Promise<Answer[]>): void {
    while (queue.running < AT_ONCE && queue.waiting.length > 0) {
      const together = firstOf(queue.waiting as Asked<Key, Answer>[]);
      queue.running += 1;
      void answerAll(together, ask).finally(() => {
        queue.running -= 1;
        if (queue.running === 0 && queue.waiting.length === 0) this.queues.delete(name);
        else this.next(name, queue, ask);
      });
    }
  }
}

/** Takes from the front what may go together: always one. */
function firstOf<Key, Answer>(waiting: Asked<Key, Answer>[]): Asked<Key, Answer>[] {
  let keys = 0;
  const end = waiting.findIndex((one, i) => i >= MOST_QUESTIONS || ((keys += one.keys.length) > MOST_KEYS && i > 0));
  return waiting.splice(0, end < 0 ? waiting.length : end);
}

async function answerAll<Key, Answer>(
  together: readonly Asked<Key, Answer>[],
  ask: (keys: readonly Key[]) => Promise<Answer[]>,
): Promise<void> {
  try {
    const answers = await ask(together.flatMap(({ keys }) => keys));
    let from = 0;
    for (const { keys, settle } of together) {
      settle.resolve(answers.slice(from, from + keys.length));
      from += keys.length;
    }
  } catch (error) {
    for (const { settle } of together) settle.reject(error);
  }
}
