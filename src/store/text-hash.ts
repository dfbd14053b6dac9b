/**
 * A whole number below 2^53 made of a text: an index of numbers takes a quarter of the room of one of texts. Two
 * rounds of multiply and xor on the UTF-16 units with different constants, mixed as in MurmurHash3. It need not
 * withstand anybody: whoever must be sure compares the texts, too.
 */
export function textHash(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 2_654_435_761);
    high = Math.imul(high ^ unit, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return 2 ** 32 * (0x1fffff & high) + (low >>> 0);
}

/** Under which the rows of a tag are found; hits are checked against the tags of the row. */
export const tagHash = (collection: string, tag: string): number => textHash(`${collection}\n${tag}`);
