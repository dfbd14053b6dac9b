import { grouped, latexToText } from './latex.js';
import type { XmlElement } from './xml.js';

/**
 * Formulas as one line of text. As markup elsewhere, what is raised or lowered joins what it belongs to (`VO2`, `R2`), for
 * so other sources write the same title; what stands above something else is told apart (`a/b`, `x̄`).
 * Source: MathML 3, presentation markup.
 */

/** Marks above a letter, which Unicode has as characters that combine with it. */
const ACCENTS: Readonly<Record<string, string>> = {
  '¯': '\u0304', '‾': '\u0304', '―': '\u0304', '_': '\u0304', '-': '\u0304', '−': '\u0304', '^': '\u0302', 'ˆ': '\u0302',
  '~': '\u0303', '˜': '\u0303', '.': '\u0307', '˙': '\u0307', '¨': '\u0308', '→': '\u20d7', '⇀': '\u20d1',
}; // prettier-ignore
const ROOTS: Readonly<Record<string, string>> = { '3': '∛', '4': '∜' };
/** Signs without a glyph: of a function (`sin x`), of products, lists and sums. */
const APPLIES = '\u2061';
const INVISIBLE = /[\u2062-\u2064]/g;
const NO_TEXT = new Set(['annotation', 'annotation-xml', 'mphantom', 'none', 'mprescripts']);
const TOKENS = new Set(['mi', 'mn', 'mo', 'ms', 'mtext']);

/** Elements whose parts stand in a relation that their order alone does not tell. */
const LAID_OUT: Readonly<Record<string, (texts: readonly string[], element: XmlElement) => string>> = {
  mfrac: (texts) => texts.map(grouped).join('/'),
  msqrt: (texts) => `√${grouped(texts.join(''))}`,
  mroot: ([base = '', index = '']) => `${Object.hasOwn(ROOTS, index) ? ROOTS[index]! : `${index}√`}${grouped(base)}`,
  mover: ([base = '', ...over]) => accented(base, over.join('')),
  mmultiscripts: prescribed,
  mfenced: fenced,
  mtr: (texts) => texts.join(' '),
  mtable: (texts) => texts.join('; '),
};

const partsOf = ({ children }: XmlElement): XmlElement[] => children.filter((node) => typeof node !== 'string');

/** An element of MathML as text; white space between elements says nothing. */
export function mathText(element: XmlElement): string {
  const { name, children } = element;
  if (NO_TEXT.has(name)) return '';
  if (name === 'mspace') return ' ';
  if (Object.hasOwn(LAID_OUT, name)) return LAID_OUT[name]!(partsOf(element).map(mathText), element);
  const isToken = TOKENS.has(name);
  // Text stands in tokens only, but some files have it elsewhere.
  const text = children.map((node) => (typeof node !== 'string' ? mathText(node) : isToken ? node : node.trim())).join('');
  return isToken ? text.replaceAll(APPLIES, ' ').replace(INVISIBLE, '') : text;
}

function accented(base: string, over: string): string {
  const mark = Object.hasOwn(ACCENTS, over) ? ACCENTS[over]! : null;
  return mark !== null && /^\p{L}$/u.test(base) ? base + mark : base + over;
}

/** What stands before its base, as in `129Xe`, comes before it. */
function prescribed(texts: readonly string[], element: XmlElement): string {
  const at = partsOf(element).findIndex(({ name }) => name === 'mprescripts');
  return at < 0 ? texts.join('') : [...texts.slice(at + 1), ...texts.slice(0, at)].join('');
}

function fenced(texts: readonly string[], { attributes }: XmlElement): string {
  const { open = '(', close = ')', separators = ',' } = attributes;
  const marks = [...separators.replace(/\s/g, '')];
  const mark = (i: number): string => marks[Math.min(i, marks.length - 1)] ?? '';
  return open + texts.map((text, i) => (i === 0 ? text : `${mark(i - 1)} ${text}`)).join('') + close;
}

/** A formula in TeX; publishers wrap it into a whole document. */
export function texText(tex: string): string {
  const body = /\\begin\s*\{document\}([\s\S]*?)\\end\s*\{document\}/.exec(tex)?.[1] ?? tex;
  return latexToText(body.replace(/\$\$|\\[[\]()]/g, '$').trim().replace(/^\$?/, '$').replace(/\$?$/, '$')); // prettier-ignore
}
