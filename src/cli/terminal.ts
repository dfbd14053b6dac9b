import { wantsColour } from '../config.js';

/** What is known of a stream that people or programs read. */
export interface Screen {
  isTTY?: boolean;
  columns?: number;
  write(text: string): boolean;
}

const STYLES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

export type Paint = (style: keyof typeof STYLES, text: string) => string;

/** Colours on a terminal; elsewhere, and where NO_COLOR is set, the text as it is. */
export function painter(screen: Pick<Screen, 'isTTY'>): Paint {
  if (screen.isTTY !== true || !wantsColour()) return (_, text) => text;
  return (style, text) => `\u001b[${STYLES[style][0]}m${text}\u001b[${STYLES[style][1]}m`;
}
