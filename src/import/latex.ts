import { latex2unicode } from 'unicode2latex';

/** Text of each command or ligature; some differ between text and formulas. An accent is a combining character. */
const TABLE = latex2unicode as Readonly<Record<string, string | { text?: string; math?: string } | undefined>>;

/** Commands that only say how something looks: what they stand for is their argument. */
const STYLE = new Set(
  (
    'emph textit textbf textsc textrm textsf texttt textup textmd textnormal textsl text mathrm mathit mathbf mathsf mathtt mathcal mbox hbox ' +
    'ensuremath textsuperscript textsubscript uppercase lowercase uline underline url path nolinkurl bibstring cite protect relax bf it ' +
    'em rm sc sf tt tiny small large normalsize left right displaystyle noopsort'
  ).split(' '),
);
/** What the table lacks. */
const ALSO: Readonly<Record<string, string>> = { '\\ ': ' ', '\\\\': ' ', '\\/': '', '\\-': '', '\\t': '', '\\degree': '°', '\\quad': ' ', '\\newline': ' ', '\\linebreak': ' ', '\\qquad': ' ', '\\textquotesingle': "'", '\\,': ' ' }; // prettier-ignore
const LIGATURES: readonly [string, string][] = [['---', '—'], ['--', '–'], ['``', '“'], ["''", '”'], ['~', ' ']]; // prettier-ignore
const MAX_DEPTH = 20;
const FRACTION = /^\\[dt]?frac$/;

/** A part of a formula, with brackets where it is more than one number or name: `a/(b+c)`. */
export const grouped = (text: string): string => (/^[\p{L}\p{M}\p{N}.]*$/u.test(text) ? text : `(${text})`);

function textOf(command: string): string | null {
  const also = ALSO[command];
  if (also !== undefined) return also;
  const entry = Object.hasOwn(TABLE, command) ? TABLE[command] : undefined;
  const text = typeof entry === 'object' ? (entry.text ?? entry.math) : entry;
  // Letters of formulas are letters: `\mu` is in the table as a mathematical italic mu.
  return text === undefined ? null : text.replace(/[\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize('NFKC'));
}

/** Where the group that opens at `from` closes; the end of the text where it does not. */
function groupEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return i;
  }
  return text.length;
}

class Decoder {
  private out = '';
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly unknown: (command: string) => void,
    private readonly depth: number,
  ) {}

  run(): string {
    let isMath = false;
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === '\\') {
        this.command();
        continue;
      }
      const ligature = isMath ? undefined : LIGATURES.find(([source]) => this.text.startsWith(source, this.at));
      if (ligature) this.out += ligature[1];
      else if (char === '$') isMath = !isMath;
      // `H$_2$O` is H2O, as markup becomes text everywhere.
      else if (char !== '{' && char !== '}' && !(isMath && (char === '^' || char === '_'))) this.out += char;
      this.at += ligature ? ligature[0].length : 1;
    }
    return this.out;
  }

  private command(): void {
    const name = /^\\(?:[a-zA-Z]+\*?|[^a-zA-Z])/su.exec(this.text.slice(this.at, this.at + 40))?.[0] ?? '\\';
    this.at += name.length;
    const isWord = /^\\[a-zA-Z]/.test(name);
    const text = textOf(name);
    if (text !== null && /^\p{M}+$/u.test(text)) {
      this.accent(text);
      return;
    }
    if (isWord) this.skipBlanks();
    // Of a link what is shown counts, not where it leads.
    if (name === '\\href' && this.text[this.at] === '{') {
      this.at = groupEnd(this.text, this.at) + 1;
      return;
    }
    if (FRACTION.test(name)) {
      const parts = [this.argument(), this.argument()].map((part) => grouped(this.decoded(part)));
      this.out += parts.join('/');
    } else if (text !== null) {
      this.out += text;
      if (this.text.startsWith('{}', this.at)) this.at += 2;
    } else if (!isWord || !STYLE.has(name.slice(1))) {
      // Nothing is run: what is not known stays as text.
      this.out += name === '\\' ? '' : name;
      this.unknown(name);
    }
  }

  /** A blank after the name of a command only ends the name. */
  private skipBlanks(): void {
    while (this.at < this.text.length && /\s/.test(this.text[this.at]!)) this.at++;
  }

  /** What follows a command: a group, a command or a character; empty at the end of the text. */
  private argument(): string {
    this.skipBlanks();
    const start = this.at;
    if (this.text[start] === '{') {
      const end = groupEnd(this.text, start);
      this.at = end + 1;
      return this.text.slice(start + 1, end);
    }
    const rest = this.text.slice(start, start + 40);
    const argument = rest[0] === '\\' ? (/^\\(?:[a-zA-Z]+|.)/su.exec(rest)?.[0] ?? '\\') : ([...rest][0] ?? '');
    this.at = start + argument.length;
    return argument;
  }

  private decoded(argument: string): string {
    return this.depth >= MAX_DEPTH ? argument : new Decoder(argument, this.unknown, this.depth + 1).run();
  }

  private accent(mark: string): void {
    this.skipBlanks();
    if (this.at >= this.text.length) return;
    const inner = this.decoded(this.argument());
    const [first = '', ...rest] = [...inner];
    const base = first === 'ı' ? 'i' : first === 'ȷ' ? 'j' : first;
    this.out += (base + mark).normalize('NFC') + rest.join('');
  }
}

/**
 * Text of a piece of LaTeX: accents, letters and symbols become their characters, braces and styles vanish, and
 * what is not known stays as it is written (`unknown` is told). No command is run, no file is read.
 */
export function latexToText(latex: string, unknown: (command: string) => void = () => {}): string {
  return /[\\{}$~`'-]/.test(latex) ? new Decoder(latex, unknown, 0).run().normalize('NFC') : latex;
}

/** Fields that are not LaTeX (DOIs, links) but often escaped as if they were: `10.1007/x\_3`. */
export function verbatimText(value: string): string {
  return value
    .replace(/\\([_%&#$~^{}])/g, '$1')
    .replace(/[{}]/g, '')
    .trim();
}
