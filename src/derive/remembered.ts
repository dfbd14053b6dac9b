/**
 * Names that need not be asked for again. It may forget: whoever asks in vain looks in the graph. So it takes no more
 * memory for a large import than for a small one.
 */
export class Remembered {
  private readonly names = new Set<string>();

  constructor(private readonly most = 100_000) {}

  has(name: string): boolean {
    return this.names.has(name);
  }

  add(name: string): void {
    if (this.names.size >= this.most) this.names.clear();
    this.names.add(name);
  }
}
