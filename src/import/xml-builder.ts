import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { badSource } from '../errors.js';
import { READ_LIMITS, type Place } from './format.js';
import type { XmlItem, XmlShape } from './xml.js';
import { append, NOTHING, type Names, type OpenElement, type PlainRecord } from './xml-names.js';

/** Elements in each other; what is deeper is no record of anything. */
export const MAX_DEPTH = 200;
const MAX_ELEMENTS = 500_000;

/** Whether there is a reference to a character by its number, be it escaped itself. */
function mayHoldReference(text: string): boolean {
  // The longer text, which is slower to look for, only where the shorter one is.
  return text.includes('&#') || (text.includes(';#') && text.includes('amp;#'));
}

function isBlank(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09) return false;
  }
  return true;
}

/** Lets go of saxes at the end of a document: what follows may be another one, as when files are put behind one another. */
const DOCUMENT_END = Symbol('end of the document');

/** Makes one element tree of each record, by saxes, and nothing of what is between them. */
export class RecordBuilder {
  private parser: SaxesParser;
  /** Characters that saxes was given, and those of them up to the end of the last tag. */
  private given = 0;
  private tagEnd = 0;
  /** Lines of the text that saxes was not given. */
  private otherLines = 0;
  private isBlankSinceTag = false;
  private depth = 0;
  private count = 0;
  private seenRoot = false;
  /** Whether the document in hand has begun, and whether more of it was seen than comments. */
  private isBegun = false;
  private hasProlog = false;
  /** Open elements of the record in hand, the record first; empty between records. */
  private readonly open: OpenElement[] = [];
  private current: OpenElement | null = null;
  private place: Place = { line: 1, record: 0 };
  private openedAs = '';
  private elements = 0;
  private problem: string | null = null;
  /** Depth at which an element that is not read began; 0 when none is open. */
  private skipDepth = 0;
  /** Characters of the whole pieces that the record in hand has filled, and of those in which saxes reported nothing. */
  private size = 0;
  private silence = 0;
  private heard = false;
  private heardTag = false;
  /** Number of the text in hand, that in which the record in hand began, and whether the text can hold a broken character. */
  private piece = 0;
  private beganIn = 0;
  private isSound = true;

  constructor(
    private readonly source: string,
    private readonly shape: XmlShape,
    private readonly names: Names,
    private readonly hand: (item: XmlItem) => void,
  ) {
    this.parser = this.newParser();
  }

  private newParser(): SaxesParser {
    const parser = new SaxesParser({ xmlns: false, position: true });
    parser.on('error', (error) => {
      throw this.notWellFormed(error.message);
    });
    parser.on('xmldecl', () => {
      this.hasProlog = true;
    });
    parser.on('doctype', (text) => {
      this.hasProlog = true;
      // saxes expands no entity of a DTD; a file that declares some means them to be expanded.
      if (/<!ENTITY/i.test(text)) throw this.bad('declares entities of its own in its DOCTYPE, which are not read');
    });
    parser.on('opentag', (tag) => this.openTag(tag));
    parser.on('text', (text) => this.text(text));
    parser.on('cdata', (text) => this.text(text));
    parser.on('closetag', () => {
      this.closeTag();
      if (this.depth === 0) throw DOCUMENT_END;
    });
    return parser;
  }

  /**
   * Between two records, outside of everything but the elements that hold them, with nothing but white space since the
   * last tag: what follows can be read by others, too.
   */
  get isBetween(): boolean {
    return this.depth > 0 && this.current === null && this.skipDepth === 0 && this.isBlankSinceTag;
  }

  /** The record that is open, by its name as written. */
  get openName(): string | null {
    return this.current === null ? null : this.openedAs;
  }

  get level(): number {
    return this.depth;
  }

  private get line(): number {
    return this.parser.line + this.otherLines;
  }

  /** Takes note of text between records, or of whole ones, that others have read. */
  passLines(lines: number): void {
    this.otherLines += lines;
    this.silence = 0;
  }

  /** Takes a record that others have read. */
  pass({ element, isSound }: PlainRecord, digest: string | null): void {
    const place = this.passUnread();
    this.hand({ kind: 'element', place, element, isSound, ...(digest === null ? null : { digest }) });
  }

  /** Counts a record that others take; answers where it stands. */
  passUnread(): Place {
    return { line: this.line, record: ++this.count };
  }

  /** @param text without control characters; `hasMark`: with U+FFFD */
  write(text: string, hasMark: boolean): void {
    const { current, skipDepth } = this;
    const record = this.count;
    this.heard = false;
    this.piece++;
    this.isSound = !hasMark && text.length <= READ_LIMITS.field && !mayHoldReference(text);
    this.feed(text);
    const since = Math.min(text.length, this.given - this.tagEnd);
    this.isBlankSinceTag = (since < text.length || this.heardTag || this.isBlankSinceTag) && isBlank(text, text.length - since);
    this.heardTag = false;
    this.silence = this.heard ? 0 : this.silence + text.length;
    if (this.silence > READ_LIMITS.record) {
      throw this.bad(`holds one text, tag or comment of more than ${READ_LIMITS.record.toLocaleString('en')} characters`);
    }
    const isSame = current !== null && this.current !== null && record === this.count;
    if (!isSame) this.size = 0;
    else if (skipDepth === 0 && this.skipDepth === 0) this.size += text.length;
    if (this.size > READ_LIMITS.record) this.refuse(`has more than ${READ_LIMITS.record.toLocaleString('en')} characters`);
  }

  private feed(text: string): void {
    let rest = text;
    while (rest !== '') {
      if (!this.isBegun && this.seenRoot) {
        const trimmed = rest.trimStart();
        this.otherLines += rest.slice(0, rest.length - trimmed.length).split('\n').length - 1;
        rest = trimmed;
        if (rest === '') return;
      }
      this.isBegun = true;
      const before = this.given;
      try {
        this.parser.write(rest);
        this.given += rest.length;
        return;
      } catch (error) {
        if (error !== DOCUMENT_END) throw error;
        rest = rest.slice(this.tagEnd - before);
        this.beginDocument();
      }
    }
  }

  private beginDocument(): void {
    this.otherLines += this.parser.line - 1;
    this.parser = this.newParser();
    [this.given, this.tagEnd] = [0, 0];
    [this.isBegun, this.hasProlog] = [false, false];
  }

  /** At the end of the text. A record that is cut is refused; what came before it is whole. */
  end(): void {
    if (!this.seenRoot) throw badSource(`${this.source}: the file holds no XML; ${this.shape.label} was expected.`);
    if (this.current !== null) {
      this.hand({ kind: 'refused', place: this.place, reason: 'the file ends inside this record' });
    } else if (this.depth > 0) {
      const message = 'the file ends before its last element is closed; records may be missing';
      this.hand({ kind: 'warning', place: { line: this.line, record: this.count }, message });
    } else if (this.hasProlog) {
      const message = 'the file ends before the last XML document in it has begun; records may be missing';
      this.hand({ kind: 'warning', place: { line: this.line, record: this.count }, message });
    }
  }

  private bad(what: string): Error {
    return badSource(`${this.source}: line ${this.line}: the file ${what}.`);
  }

  private notWellFormed(message: string): Error {
    const what = message.replace(/^(?:.*?:)?\d+:\d+: /, '').replace(/\.$/, '');
    return badSource(`${this.source}: line ${this.line}: the file is not well-formed XML (${what.slice(0, 200)}).`);
  }

  private noteTag(): void {
    this.heard = true;
    this.heardTag = true;
    this.tagEnd = this.parser.position;
  }

  private openTag(tag: SaxesTagPlain): void {
    this.noteTag();
    const facts = this.names.facts(tag.name);
    const name = facts.bare;
    if (this.depth === 0) this.checkRoot(name);
    if (++this.depth > MAX_DEPTH) throw this.bad(`has elements more than ${MAX_DEPTH} deep`);
    if (this.skipDepth > 0) return;
    const parent = this.current;
    if (parent === null) {
      if (!facts.isRecord) return;
      this.place = { line: this.line, record: ++this.count };
      this.elements = 0;
      this.openedAs = tag.name;
      this.beganIn = this.piece;
      this.problem = null;
    } else if (facts.isSkipped || (facts.only !== null && tag.attributes[facts.only.attribute] !== facts.only.value)) {
      this.skipDepth = this.depth;
      return;
    }
    // saxes gives the attributes without prototype.
    const element: OpenElement = { name, attributes: tag.attributes, children: NOTHING, isContainer: facts.isContainer };
    if (++this.elements > MAX_ELEMENTS) this.refuse(`has more than ${MAX_ELEMENTS.toLocaleString('en')} elements`);
    if (parent !== null && this.problem === null) append(parent, element);
    this.open.push(element);
    this.current = element;
  }

  private checkRoot(name: string): void {
    const begins = this.seenRoot ? 'goes on' : 'begins';
    this.seenRoot = true;
    this.hasProlog = false;
    if (this.shape.roots.includes(name)) return;
    throw this.bad(`${begins} with <${name.slice(0, 60)}>, which is not ${this.shape.label}`);
  }

  /** From here on nothing of the record is kept. */
  private refuse(reason: string): void {
    this.problem ??= `the record ${reason}`;
    for (const element of this.open) element.children = NOTHING;
  }

  private text(text: string): void {
    this.heard = true;
    const { current } = this;
    if (current !== null && !current.isContainer && this.skipDepth === 0 && this.problem === null) append(current, text);
  }

  private closeTag(): void {
    this.noteTag();
    const depth = this.depth--;
    if (this.skipDepth > 0) {
      if (depth === this.skipDepth) this.skipDepth = 0;
      return;
    }
    const { current, open, place, problem } = this;
    if (current === null) return;
    open.pop();
    this.current = open.length > 0 ? open[open.length - 1]! : null;
    if (open.length > 0) return;
    // A piece is shorter than a field may be.
    const isSound = this.isSound && this.beganIn === this.piece;
    this.hand(
      problem === null ? { kind: 'element', place, element: current, isSound } : { kind: 'refused', place, reason: problem },
    );
  }
}
