import { badSource } from '../errors.js';

/** Text of one file as it streams in: pieces of any length, decoded, without a byte order mark. */
export interface TextInput {
  /** As shown in messages: the file's name as the user gave it, or `standard input`. */
  name: string;
  chunks: AsyncIterable<string>;
}

const BOMS: [string, number[]][] = [
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

/**
 * Decodes bytes as UTF-8. UTF-16 is refused, for what looks like text of another encoding must not be
 * guessed. Invalid bytes become U+FFFD here; readers refuse the records that hold one (`hasBrokenText`).
 */
export async function* decodeUtf8(name: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false });
  let first = true;
  for await (const piece of bytes) {
    if (first && piece.length > 0) {
      first = false;
      for (const [encoding, bom] of BOMS) {
        if (bom.every((byte, i) => piece[i] === byte)) {
          throw badSource(`${name}: the file is ${encoding}, not UTF-8; save it as UTF-8 and import it again.`);
        }
      }
    }
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Whether bytes that are no UTF-8 were met in this text (or the text itself has the replacement character). */
export function hasBrokenText(text: string): boolean {
  return text.includes('\ufffd');
}

/** ASCII without control characters, words parted by one space: most texts are clean as they come. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/** Text fit for the store: well-formed, NFC, without NUL and other control characters, white space collapsed. */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/**
 * White space in runs of one: a line end where the run had one, else a blank. Patterns that look for white space
 * before something are only fast on such text.
 */
export function singleGaps(text: string): string {
  return text.replace(/\s+/g, (gap) => (/[\n\r]/.test(gap) ? '\n' : ' '));
}
