import type { AbstractSection } from '../records.js';
import { cleanText } from './input.js';
import { mathText, texText } from './mathml.js';
import type { XmlElement } from './xml.js';

/**
 * Markup in titles and abstracts becomes text: `H<sub>2</sub>O` is `H2O`, as PubMed's own text forms have it, so
 * that the same title from two sources is the same text. Only names of known markup count as tags; `p < 0.05` and
 * `<script>` stay as written.
 */
const INLINE =
  'a abbr b bold big cite code del em font i inf ins italic kbd label mark monospace overline q roman s sans-serif sc scp small span strike strong styled-content sub sup tt u underline xref ext-link inline-formula named-content email uri alternatives math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac mover munder munderover msqrt mroot mfenced mstyle mpadded mphantom menclose mtable mtr mtd mmultiscripts mprescripts none semantics annotation annotation-xml tex-math jats-math';
/** What parts words; the rest joins them. */
const BLOCK =
  'br break p div li ul ol list list-item sec title h1 h2 h3 h4 h5 h6 hr table tr td th thead tbody abstract disp-formula abstracttext blockquote dl dt dd disp-quote';
const BLOCKS = new Set(BLOCK.split(' '));
const KNOWN = new Set([...INLINE.split(' '), ...BLOCKS]);
const TAG = /<\/?(?:[a-z][\w-]{0,20}:)?([a-z][a-z0-9-]{0,30})(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s<>"'=]+))*\s*\/?>/gi;
const COMMENT = /<!--[\s\S]{0,1000}?-->|<!\[CDATA\[|\]\]>/g;

const NAMED =
  'amp & lt < gt > quot " apos \' nbsp \u00a0 ensp \u2002 emsp \u2003 thinsp \u2009 hyphen \u2010 ndash – mdash — lsquo ‘ rsquo ’ ldquo “ rdquo ” laquo « raquo » hellip … bull • middot · prime ′ deg ° plusmn ± times × divide ÷ minus − micro µ le ≤ ge ≥ ne ≠ asymp ≈ infin ∞ radic √ sum ∑ frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ larr ← rarr → harr ↔ dagger † sect § para ¶ copy © reg ® trade ™ euro € pound £ yen ¥ cent ¢ permil ‰ iexcl ¡ iquest ¿ ' +
  'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Alpha Α Beta Β Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ' +
  'agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý yuml ÿ szlig ß eth ð thorn þ oelig œ scaron š zcaron ž ' +
  'Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý OElig Œ Scaron Š Zcaron Ž';
const ENTITIES = new Map<string, string>();
NAMED.split(' ').forEach((name, i, all) => i % 2 === 0 && ENTITIES.set(name, all[i + 1]!));

/** The character of an HTML or XML entity; an unknown one stays as written. */
function decodeEntity(entity: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? entity;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  const isScalar = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isScalar ? String.fromCodePoint(code) : entity;
}

export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,15});/gi, decodeEntity) : text;
}

const FORMULA_NAMES = 'math alternatives inline-formula disp-formula tex-math'.split(' ');
const FORMULAS = new Set(FORMULA_NAMES);
const FORMULA = new RegExp(`<(?:\\w+:)?(?:${FORMULA_NAMES.join('|')})[\\s>]`, 'i');
const MAX_DEPTH = 100;

type OpenElement = XmlElement & { children: (XmlElement | string)[] };

function elementOf(tag: string, name: string): OpenElement {
  // A value without quotes has to be gone over as well: else each of its characters is taken for the beginning of a name.
  const attributes = [...tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s<>"'=]+))/g)].map(
    ([, key, ...values]): [string, string] => [key!, decodeEntities(values.find((value) => value !== undefined)!)],
  );
  return { name, attributes: Object.fromEntries(attributes), children: [] };
}

/** Markup with its formulas as text, whatever tags are in them. One that is never closed stays as it is. */
function formulasAsText(markup: string): string {
  let made = '';
  let from = 0;
  let opened = 0;
  const open: OpenElement[] = [];
  for (const tag of markup.matchAll(TAG)) {
    const name = tag[1]!.toLowerCase();
    const isEnd = tag[0].startsWith('</');
    if (open.length === 0 && (isEnd || !FORMULAS.has(name))) continue;
    const before = markup.slice(from, tag.index);
    from = tag.index + tag[0].length;
    if (open.length > 0) open.at(-1)!.children.push(decodeEntities(before));
    else [made, opened] = [made + before, tag.index];
    if (!isEnd) {
      const element = elementOf(tag[0], name);
      open.at(-1)?.children.push(element);
      if (!tag[0].endsWith('/>') && open.length < MAX_DEPTH) open.push(element);
      continue;
    }
    const at = open.findLastIndex((element) => element.name === name);
    const [closed] = at < 0 ? [] : open.splice(at);
    if (at === 0) made += rawText({ name: '', attributes: {}, children: [closed!] }).replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;')); // prettier-ignore
  }
  return made + markup.slice(open.length > 0 ? opened : from);
}

function stripTags(text: string): string {
  const bare = text.replace(COMMENT, '');
  return (FORMULA.test(bare) ? formulasAsText(bare) : bare).replace(TAG, (tag, name: string) => {
    const known = name.toLowerCase();
    if (BLOCKS.has(known)) return ' ';
    return KNOWN.has(known) ? '' : tag;
  });
}

/**
 * Text of a string with HTML, JATS or MathML in it. Entities are decoded after the tags are gone, and once more
 * where that shows known tags (`&lt;i&gt;`), for services escape twice.
 */
export function markupToText(markup: string): string {
  if (!markup.includes('<') && !markup.includes('&')) return cleanText(markup);
  const text = decodeEntities(stripTags(markup));
  return cleanText(/&lt;\/?\w|&amp;(?:\w+|#\d+);/.test(markup) ? decodeEntities(stripTags(text)) : text);
}

/** A title without its markup and its closing full stop; an ellipsis stays. Null where nothing is left. */
export function titleText(markup: string | null | undefined): string | null {
  const text = withoutFullStop(markupToText(markup ?? ''));
  return text === '' ? null : text;
}

export function withoutFullStop(title: string): string {
  return title.endsWith('.') && !title.endsWith('..') ? title.slice(0, -1).trimEnd() : title;
}

const HEADING = /<(?:\w+:)?(h[1-6]|title)(?:\s[^<>]*)?>([\s\S]{0,300}?)<\/(?:\w+:)?\1\s*>/gi;

/**
 * Abstract with its sections, as Europe PMC (`<h4>Aim</h4>…`) and Crossref (`<jats:title>Aim</jats:title>…`) mark
 * them. A heading that only says "Abstract" is none.
 */
export function abstractFromMarkup(markup: string | null | undefined): AbstractSection[] {
  const sections: AbstractSection[] = [];
  let label: string | null = null;
  let from = 0;
  const text = markup ?? '';
  const close = (to: number): void => {
    const body = markupToText(text.slice(from, to));
    if (body !== '') sections.push({ label, text: body });
  };
  for (const match of text.matchAll(HEADING)) {
    close(match.index);
    const heading = markupToText(match[2]!).replace(/\s*[:.]$/, '');
    label = heading === '' || /^abstract$/i.test(heading) ? null : heading;
    from = match.index + match[0].length;
  }
  close(text.length);
  return sections;
}

/** Elements that may hold one formula in several forms. */
const WITH_FORMS = new Set(['alternatives', 'inline-formula', 'disp-formula']);

/** Text of an element with all that is in it, white space as it stands. */
function rawText(element: XmlElement): string {
  const hasMath =
    WITH_FORMS.has(element.name) && element.children.some((node) => typeof node !== 'string' && node.name === 'math');
  let text = '';
  for (const node of element.children) {
    if (typeof node === 'string') text += node;
    else if (node.name === 'math') text += mathText(node);
    else if (node.name === 'tex-math') text += hasMath ? '' : texText(rawText(node));
    else text += BLOCKS.has(node.name) ? ` ${rawText(node)} ` : rawText(node);
  }
  return text;
}

/** Text of an XML element, its inline markup turned to text; empty for none. */
export function elementText(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  const only = element.children.length === 1 ? element.children[0]! : null;
  return cleanText(typeof only === 'string' ? only : rawText(element));
}

/** As `elementText`, with null for an empty or missing element. */
export function textOrNull(element: XmlElement | undefined): string | null {
  const text = elementText(element);
  return text === '' ? null : text;
}
