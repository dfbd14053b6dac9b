import { READ_LIMITS } from './format.js';
import { append, NOTHING, type Names, type OpenElement, type PlainRecord } from './xml-names.js';

/**
 * Reads a record whose XML is plain: elements with names of letters and digits, attributes in double quotes, text with
 * the five entities of XML. That is what databases write, and is read here three times as fast as by a parser that is
 * ready for everything. What is not plain, right or wrong, is left to that parser: this one says only that it is not.
 */

const [TAB, LINE, BLANK, QUOTE, SLASH, EQUALS, MORE] = [0x09, 0x0a, 0x20, 0x22, 0x2f, 0x3d, 0x3e];
const [AMPERSAND, LESS] = [0x26, 0x3c];

/** Of each character up to `~`: 1 may begin a name, 2 may stand in it. */
const IN_NAME = new Uint8Array(0x80);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') IN_NAME[letter.charCodeAt(0)] = 1;
for (const other of '0123456789.-') IN_NAME[other.charCodeAt(0)] = 2;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
const REFERENCE = /&[a-z]{2,4};|&/g;

/** Objects without a prototype, of which each has a shape that the engine knows: faster than those of `Object.create(null)`. */
const Attributes = function () {} as unknown as new () => Record<string, string>;
Attributes.prototype = Object.create(null);
const NO_ATTRIBUTES = Object.freeze(new Attributes());

/** Why a record is given up: it is thrown and caught here, and never seen elsewhere. */
const NOT_PLAIN = new Error('not plain');

/** Reads records in one text after the other. */
export class PlainReader {
  private text = '';
  /** Where the next ampersand is from which on texts have to be decoded. */
  private ampersand = -1;
  /** Where the next of the things is that are never plain: `]]>` or a carriage return. */
  private obstacle = Infinity;
  private at = 0;
  private attributes: Readonly<Record<string, string>> = NO_ATTRIBUTES;
  private isSelfClosing = false;
  private isSound = true;
  private readonly open: OpenElement[] = [];
  private readonly written: string[] = [];

  constructor(
    private readonly names: Names,
    private readonly maxDepth: number,
  ) {}

  /** The text in which the records are that follow, from `from` on. */
  begin(text: string, from: number): void {
    this.text = text;
    this.ampersand = 0;
    const found = [text.indexOf(']]>', from), text.indexOf('\r', from)].filter((at) => at !== -1);
    this.obstacle = found.length > 0 ? Math.min(...found) : Infinity;
  }

  /**
   * The record from its `<` at `start` to `end`, right after its `>`; null where it is not plain. Records are to be read
   * in the order of the text.
   */
  read(start: number, end: number): PlainRecord | null {
    if (this.obstacle < end) return null;
    this.at = start;
    this.isSound = end - start <= READ_LIMITS.field;
    this.open.length = 0;
    this.written.length = 0;
    try {
      return { element: this.record(end), isSound: this.isSound };
    } catch (error) {
      if (error === NOT_PLAIN) return null;
      throw error;
    }
  }

  private record(end: number): OpenElement {
    const { text, open } = this;
    let current: OpenElement | null = null;
    /** Elements open that are not read, from the outermost one. */
    let skipped = 0;
    for (;;) {
      if (text.charCodeAt(this.at + 1) === SLASH) {
        this.closeTag();
        if (skipped > 0) skipped--;
        else {
          const closed = open.pop()!;
          if (open.length === 0) {
            if (this.at === end && this.written.length === 0) return closed;
            throw NOT_PLAIN;
          }
          current = open[open.length - 1]!;
        }
      } else {
        const facts = this.openTag();
        const isRead = skipped === 0 && (open.length === 0 || !(facts.isSkipped || (facts.only !== null && this.attributes[facts.only.attribute] !== facts.only.value))); // prettier-ignore
        if (isRead) {
          const element: OpenElement = { name: facts.bare, attributes: this.attributes, children: NOTHING, isContainer: facts.isContainer }; // prettier-ignore
          if (current !== null) append(current, element);
          if (!this.isSelfClosing) {
            open.push(element);
            current = element;
          } else if (current === null) throw NOT_PLAIN;
        } else if (!this.isSelfClosing) skipped++;
      }
      const next = text.indexOf('<', this.at);
      if (next === -1 || next >= end) throw NOT_PLAIN;
      if (next > this.at) this.content(next, skipped > 0 || current!.isContainer ? null : current);
      this.at = next;
    }
  }

  /** The text up to `end`, for an element or for nobody. */
  private content(end: number, element: OpenElement | null): void {
    const { text, at } = this;
    if (this.ampersand !== -1 && this.ampersand < at) this.ampersand = text.indexOf('&', at);
    if (this.ampersand === -1 || this.ampersand >= end) {
      if (element !== null) append(element, text.slice(at, end));
      return;
    }
    const decoded = text.slice(at, end).replace(REFERENCE, (reference) => {
      const character = ENTITIES[reference];
      if (character === undefined) throw NOT_PLAIN;
      return character;
    });
    // A reference that was escaped: readers of markup will find it.
    if (decoded.includes('&#') || decoded.includes(';#')) this.isSound = false;
    if (element !== null) append(element, decoded);
  }

  private closeTag(): void {
    const { text, at } = this;
    const name = this.written.pop();
    if (name === undefined || !text.startsWith(name, at + 2)) throw NOT_PLAIN;
    const end = at + 2 + name.length;
    if (text.charCodeAt(end) !== MORE) throw NOT_PLAIN;
    this.at = end + 1;
  }

  /** The name from `from` on ends before the index that is answered. */
  private nameEnd(from: number): number {
    const { text } = this;
    if (IN_NAME[text.charCodeAt(from)] !== 1) throw NOT_PLAIN;
    let end = from + 1;
    while (IN_NAME[text.charCodeAt(end)]! > 0) end++;
    return end;
  }

  /** Reads a tag to its end: its attributes are in `attributes`, and `isSelfClosing` says whether it stands alone. */
  private openTag(): ReturnType<Names['facts']> {
    const { text } = this;
    const from = this.at + 1;
    let end = this.nameEnd(from);
    const facts = this.names.at(text, from, end);
    this.attributes = NO_ATTRIBUTES;
    this.isSelfClosing = false;
    if (text.charCodeAt(end) !== MORE) end = this.readAttributes(end);
    if (!this.isSelfClosing) {
      if (this.written.push(facts.written) > this.maxDepth) throw NOT_PLAIN;
    }
    this.at = end + 1;
    return facts;
  }

  /** Answers where the tag's `>` is. */
  private readAttributes(from: number): number {
    const { text } = this;
    let found: Record<string, string> | null = null;
    for (let at = from; ;) {
      const before = at;
      let code = text.charCodeAt(at);
      while (code === BLANK || code === LINE || code === TAB) code = text.charCodeAt(++at);
      if (code === MORE) return at;
      if (code === SLASH) {
        if (text.charCodeAt(at + 1) !== MORE) throw NOT_PLAIN;
        this.isSelfClosing = true;
        return at + 1;
      }
      if (at === before) throw NOT_PLAIN;
      const nameEnd = this.nameEnd(at);
      if (text.charCodeAt(nameEnd) !== EQUALS || text.charCodeAt(nameEnd + 1) !== QUOTE) throw NOT_PLAIN;
      const value = nameEnd + 2;
      let end = value;
      for (let one = text.charCodeAt(end); one !== QUOTE; one = text.charCodeAt(++end))
        // Beyond the end of the text there is no number, which is not larger either.
        if (!(one >= BLANK) || one === AMPERSAND || one === LESS) throw NOT_PLAIN;
      const name = text.slice(at, nameEnd);
      if (found === null) this.attributes = found = new Attributes();
      else if (found[name] !== undefined) throw NOT_PLAIN;
      found[name] = text.slice(value, end);
      at = end + 1;
    }
  }
}
