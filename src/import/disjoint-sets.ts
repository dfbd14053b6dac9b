/** Sets of things that are one: union-find over their names (Tarjan, J. ACM 22:2, 1975), without ranks. */
export class DisjointSets {
  readonly #parent = new Map<string, string>();

  /** The name that stands for the whole set; the smallest one in it, so that order of the unions means nothing. */
  find(name: string): string {
    let root = name;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    for (let at = name; at !== root;) {
      const next = this.#parent.get(at)!;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  union(a: string, b: string): void {
    const [low, high] = [this.find(a), this.find(b)].sort() as [string, string];
    if (low !== high) this.#parent.set(high, low);
  }

  unionAll(names: readonly string[]): void {
    for (const name of names.slice(1)) this.union(names[0]!, name);
  }
}
