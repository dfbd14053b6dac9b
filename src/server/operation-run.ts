import { getArgumentValues } from 'graphql';
import type { Call } from './call.js';
import { isPromise, type Complete, type FieldPlan, type ObjectPlan } from './operation-plan.js';

type Values = Record<string, unknown>;
/** An object or a list of the answer, in which a place is kept for what comes later. */
type Holder = Values | unknown[];

const NO_ARGUMENTS: Values = Object.freeze({});

/**
 * One execution of a plan, for one request. Whatever is there at once is completed at once; what is promised gets a place that
 * is filled when it comes. The first thing that goes wrong ends it: the answer is null then.
 */
export class Run {
  /** What the answer waits for, and the start itself. */
  private waiting = 1;
  private isOver = false;
  private readonly known = new Map<FieldPlan, Values>();
  private tell!: (data: Values | null) => void;
  private readonly fail = (): void => this.end(null);
  private data: Values | null = null;

  private constructor(
    readonly context: Call,
    private readonly variables: Values,
  ) {}

  /** The data of the answer; null where something is not as it should be. Never rejects. */
  static async of(plan: ObjectPlan, context: Call, variables: Values): Promise<Values | null> {
    const run = new Run(context, variables);
    return new Promise((resolve) => {
      run.tell = resolve;
      try {
        run.data = run.object(plan, undefined);
        run.come();
      } catch {
        run.fail();
      }
    });
  }

  object({ fields }: ObjectPlan, source: unknown): Values {
    const target: Values = {};
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      const value = this.resolve(field, source);
      if (isPromise(value)) this.later(value, field.complete, target, field.key);
      else target[field.key] = field.complete(value, this);
    }
    return target;
  }

  /** Completes the value when it comes; its place in the holder is taken now, for answers are in the order of their fields. */
  later(promise: Promise<unknown>, complete: Complete, holder: Holder, at: string | number): void {
    const place = holder as Values;
    place[at] = null;
    this.waiting++;
    promise.then((value) => {
      if (this.isOver) return;
      try {
        place[at] = complete(value, this);
        this.come();
      } catch {
        this.fail();
      }
    }, this.fail);
  }

  private resolve(field: FieldPlan, source: unknown): unknown {
    if (field.resolve !== null) return field.resolve(source, this.argumentsOf(field), this.context, field.info);
    const value = (source as Values)[field.name];
    if (typeof value !== 'function') return value;
    return (value as (...args: unknown[]) => unknown).call(source, this.argumentsOf(field), this.context, field.info);
  }

  /** The same for all parents. */
  private argumentsOf(field: FieldPlan): Values {
    if (field.argumentsOf === null) return NO_ARGUMENTS;
    let values = this.known.get(field);
    if (values === undefined) {
      const { definition, node } = field.argumentsOf;
      this.known.set(field, (values = getArgumentValues(definition, node, this.variables)));
    }
    return values;
  }

  private come(): void {
    if (--this.waiting === 0) this.end(this.data);
  }

  private end(data: Values | null): void {
    this.isOver = true;
    this.tell(data);
  }
}
