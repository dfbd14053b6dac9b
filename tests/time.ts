/**
 * Does something while `performance.now()` stands still. After 10 ms of reads the store gives others their turn, which parts
 * questions that would have gone together: on a slow machine a statement more now and then. Exact counts need a clock that does not go on.
 */
export async function whileTimeStandsStill<T>(work: () => Promise<T>): Promise<T> {
  const now = performance.now.bind(performance);
  const moment = now();
  performance.now = () => moment;
  try {
    return await work();
  } finally {
    performance.now = now;
  }
}
