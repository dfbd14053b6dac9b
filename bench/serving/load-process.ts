import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadJob, LoadResult } from './load.js';

/** The process that sends the requests. */
export class LoadProcess {
  private readonly child: ChildProcess = fork(fileURLToPath(new URL('./load.js', import.meta.url)));

  run(job: LoadJob): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error('The process that sends requests has ended.'));
      this.child.once('exit', lost);
      this.child.once('message', (result) => {
        this.child.off('exit', lost);
        resolve(result as LoadResult);
      });
      this.child.send(job);
    });
  }

  stop(): void {
    this.child.disconnect();
  }
}
