import { Worker } from 'node:worker_threads';
import { CodedError } from '../errors.js';

/** What goes to a thread and comes back: questions are numbered. */
export interface ToThread<Question> {
  id: number;
  question: Question;
}
export type FromThread<Answer> =
  | { id: number; result: Answer }
  | { id: number; error: { code: CodedError['code'] | null; message: string; stack: string | null } };

type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (error: Error) => void };

/** A thread that answers questions one after the other: started when first asked, and anew where it has died. */
export class ComputingThread<Question, Answer> {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting<Answer>>();
  private asked = 0;

  /** @param what it computes, for messages: `The network` */
  constructor(
    private readonly file: URL,
    private readonly what: string,
  ) {}

  compute(question: Question): Promise<Answer> {
    const worker = (this.worker ??= this.start());
    const id = ++this.asked;
    // Keeps the process alive only while somebody waits.
    worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, question } satisfies ToThread<Question>);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.file, { execArgv: [] });
    worker.on('message', (message: FromThread<Answer>) => this.hear(message, worker));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error(`The thread of ${this.what} has ended.`)));
    worker.unref();
    return worker;
  }

  private hear(message: FromThread<Answer>, worker: Worker): void {
    const { resolve, reject } = this.waiting.get(message.id)!;
    this.waiting.delete(message.id);
    if (this.waiting.size === 0) worker.unref();
    if ('result' in message) return resolve(message.result);
    const { code, message: text, stack } = message.error;
    reject(code === null ? Object.assign(new Error(text), { stack: stack ?? text }) : new CodedError(code, text));
  }

  private lose(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.waiting.values())
      reject(new CodedError('INTERNAL_SERVER_ERROR', `${this.what} broke off: ask again.`, { cause }));
    this.waiting.clear();
  }
}

/** What a thread does with each question. */
export function answered<Question, Answer>(
  { id, question }: ToThread<Question>,
  compute: (question: Question) => Answer,
): FromThread<Answer> {
  try {
    return { id, result: compute(question) };
  } catch (error) {
    const { message, stack = null } = error as Error;
    return { id, error: { code: error instanceof CodedError ? error.code : null, message, stack } };
  }
}
