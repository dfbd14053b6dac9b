import { tagHash } from '../text-hash.js';

/** How the tags of a row of the ledger stand in their full-text index: digits and small letters only, so that no tag can mean anything to Lucene's parser. */

/** Property with the tokens of a row, between blanks. */
export const TAG_PROPERTY = 'tagTokens';

const RADIX = 36;

export const tokenOfHash = (hash: number): string => hash.toString(RADIX);
export const hashOfToken = (token: string): number => parseInt(token, RADIX);

export const tagToken = (collection: string, tag: string): string => tokenOfHash(tagHash(collection, tag));
