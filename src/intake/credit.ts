/** How much may be on its way at once: who sends waits until enough has arrived. */
export class Credit {
  private used = 0;
  private isOver = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Takes note of what is sent; resolves when more may be. What is larger than the limit goes alone. */
  async spend(amount: number): Promise<void> {
    this.used += amount;
    while (this.used >= this.limit && !this.isOver) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  giveBack(amount: number): void {
    this.used -= amount;
    this.wake();
  }

  /** From now on nobody waits. */
  release(): void {
    this.isOver = true;
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
