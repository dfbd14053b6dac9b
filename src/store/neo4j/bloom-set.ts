/** 16 MiB: of five million in it, one question in two thousand about others is answered wrongly; of twenty million, one in 25. */
const BITS = 2 ** 27;
const PLACES = 4;

/** Hashes of texts (text-hash.ts), in memory that does not grow: it forgets none, and takes some that it never got for known. */
export class BloomSet {
  private readonly words = new Uint32Array(BITS / 32);

  add(hash: number): void {
    const [low, step] = halves(hash);
    for (let i = 0; i < PLACES; i++) {
      const bit = (low + i * step) % BITS;
      this.words[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  mayHave(hash: number): boolean {
    const [low, step] = halves(hash);
    for (let i = 0; i < PLACES; i++) {
      const bit = (low + i * step) % BITS;
      if ((this.words[bit >>> 5]! & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** A hash has 53 bits; the step is odd, so that the places differ. */
const halves = (hash: number): [low: number, step: number] => [hash % 2 ** 32, Math.floor(hash / 2 ** 32) | 1];
