import type { BylineStepQuery } from '../store/neighbourhood.js';
import type { GraphStore } from '../store/store.js';
import type { Expand } from './path-search.js';

export type BylineWalkReads = Pick<GraphStore, 'bylineStep' | 'authorNumbers' | 'authorKeys'>;

/**
 * Walks bylines in the store by its numbers, in one version of the graph. Twice the number of an author stands for an author,
 * and twice that of a work, more one, for a work. Once the graph has changed nothing that was answered is of use.
 */
export class BylineWalk {
  private version: number | null = null;
  private left: number;
  hasChanged = false;

  /** @param mostEdges that are walked before the walk is cut */
  constructor(
    private readonly store: BylineWalkReads,
    mostEdges: number,
  ) {
    this.left = mostEdges;
  }

  readonly isCut = (): boolean => this.left < 0;

  /** From authors to their works, or from works to their authors. */
  readonly expand: Expand<number> = async (nodes) => {
    const ofWorks = nodes.length > 0 && nodes[0]! % 2 === 1 ? 1 : 0;
    const step: BylineStepQuery['step'] = ofWorks ? 'authors' : 'authorArticles';
    const from = nodes.map((node) => (node - ofWorks) / 2);
    const { version, edges } = await this.store.bylineStep({ step, from, most: this.left });
    this.see(version);
    if (edges === null || this.hasChanged) {
      this.left = -1;
      return [];
    }
    this.left -= edges.to.length;
    const ends = nodes.map((): number[] => []);
    for (let i = 0; i < edges.to.length; i++) ends[edges.from[i]!]!.push(2 * edges.to[i]! + 1 - ofWorks);
    return nodes.map((node, i) => [node, ends[i]!] as const);
  };

  /** Null for a key that no author has. */
  async authors(keys: readonly string[]): Promise<(number | null)[]> {
    const { version, numbers } = await this.store.authorNumbers(keys);
    this.see(version);
    return numbers.map((number) => number && 2 * number);
  }

  async keysOf(authors: readonly number[]): Promise<readonly string[]> {
    const { version, keys } = await this.store.authorKeys(authors.map((author) => author / 2));
    this.see(version);
    return keys;
  }

  private see(version: number): void {
    this.version ??= version;
    this.hasChanged ||= this.version !== version;
  }
}
