import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { badSource } from '../errors.js';
import { READ_LIMITS, type Place } from './format.js';
import type { TextInput } from './input.js';

/** One element of a record with all that is in it. Its name is without prefix: `mml:math` is `math`. */
export interface XmlElement {
  name: string;
  /** By their names as written (`xml:lang`); the object has no prototype. */
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

export type XmlItem =
  | { kind: 'element'; place: Place; element: XmlElement }
  | { kind: 'refused'; place: Place; reason: string }
  | { kind: 'warning'; place: Place; message: string };

/** Which elements of a format are what. */
export interface XmlShape {
  /** What the format is called in messages: `PubMed XML`. */
  label: string;
  roots: readonly string[];
  /** Elements that are one record each; the root may be one. */
  records: readonly string[];
  /** Elements inside a record that are not read (the body of a full text); they do not count for the limits. */
  skip?: readonly string[];
}

const MAX_DEPTH = 200;
const MAX_ELEMENTS = 500_000;
/** saxes keeps a text, a tag or a comment until it ends; pieces this small let the limit be seen in time. */
const PIECE = 64 * 1024;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const BARE_NAME = /^[^:]*:/;

/**
 * Names of elements without prefix, each as one and the same string: they are compared a few hundred times for
 * each record, and strings that are cut out of the text anew would be compared letter by letter.
 */
class Names {
  private readonly known = new Map<string, string>();

  bare(name: string): string {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    // A key of an object is the string that constants in the code are, too.
    const bare = Object.keys({ [name.replace(BARE_NAME, '')]: true })[0]!;
    if (this.known.size < 10_000) this.known.set(name, bare);
    return bare;
  }
}

/** Makes one element tree of each record, and nothing of what is between them. */
class RecordBuilder {
  readonly items: XmlItem[] = [];
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly names = new Names();
  private readonly records: ReadonlySet<string>;
  private readonly skip: ReadonlySet<string>;
  private depth = 0;
  private count = 0;
  private seenRoot = false;
  /** Open elements of the record in hand, the record first; empty between records. */
  private readonly open: XmlElement[] = [];
  private current: XmlElement | null = null;
  private place: Place = { line: 1, record: 0 };
  private elements = 0;
  private problem: string | null = null;
  /** Depth at which an element that is not read began; 0 when none is open. */
  private skipDepth = 0;
  /** Characters of the whole pieces that the record in hand has filled, and of those in which saxes reported nothing. */
  private size = 0;
  private silence = 0;
  private heard = false;

  constructor(
    private readonly source: string,
    private readonly shape: XmlShape,
  ) {
    this.records = new Set(shape.records);
    this.skip = new Set(shape.skip ?? []);
    this.parser.on('error', (error) => {
      throw this.notWellFormed(error.message);
    });
    this.parser.on('doctype', (text) => {
      // saxes expands no entity of a DTD; a file that declares some means them to be expanded.
      if (/<!ENTITY/i.test(text)) throw this.bad('declares entities of its own in its DOCTYPE, which are not read');
    });
    this.parser.on('opentag', (tag) => this.openTag(tag));
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
    this.parser.on('closetag', () => this.closeTag());
  }

  write(piece: string): void {
    const { current, skipDepth } = this;
    const record = this.count;
    this.heard = false;
    this.parser.write(piece.replace(CONTROLS, ''));
    this.silence = this.heard ? 0 : this.silence + piece.length;
    if (this.silence > READ_LIMITS.record) {
      throw this.bad(`holds one text, tag or comment of more than ${READ_LIMITS.record.toLocaleString('en')} characters`);
    }
    const isSame = current !== null && this.current !== null && record === this.count;
    if (!isSame) this.size = 0;
    else if (skipDepth === 0 && this.skipDepth === 0) this.size += piece.length;
    if (this.size > READ_LIMITS.record) this.refuse(`has more than ${READ_LIMITS.record.toLocaleString('en')} characters`);
  }

  /** At the end of the text. A record that is cut is refused; what came before it is whole. */
  end(): void {
    if (!this.seenRoot) throw badSource(`${this.source}: the file holds no XML; ${this.shape.label} was expected.`);
    if (this.current !== null) {
      this.items.push({ kind: 'refused', place: this.place, reason: 'the file ends inside this record' });
    } else if (this.depth > 0) {
      const message = 'the file ends before its last element is closed; records may be missing';
      this.items.push({ kind: 'warning', place: { line: this.parser.line, record: this.count }, message });
    } else {
      this.parser.close();
    }
  }

  private bad(what: string): Error {
    return badSource(`${this.source}: line ${this.parser.line}: the file ${what}.`);
  }

  private notWellFormed(message: string): Error {
    const what = message.replace(/^(?:.*?:)?\d+:\d+: /, '').replace(/\.$/, '');
    return badSource(`${this.source}: line ${this.parser.line}: the file is not well-formed XML (${what.slice(0, 200)}).`);
  }

  private openTag(tag: SaxesTagPlain): void {
    this.heard = true;
    const name = this.names.bare(tag.name);
    if (!this.seenRoot) this.checkRoot(name);
    if (++this.depth > MAX_DEPTH) throw this.bad(`has elements more than ${MAX_DEPTH} deep`);
    if (this.skipDepth > 0) return;
    const parent = this.current;
    if (parent === null) {
      if (!this.records.has(name)) return;
      this.place = { line: this.parser.line, record: ++this.count };
      this.elements = 0;
      this.problem = null;
    } else if (this.skip.has(name)) {
      this.skipDepth = this.depth;
      return;
    }
    // saxes gives the attributes without prototype.
    const element: XmlElement = { name, attributes: tag.attributes, children: [] };
    if (++this.elements > MAX_ELEMENTS) this.refuse(`has more than ${MAX_ELEMENTS.toLocaleString('en')} elements`);
    if (parent !== null && this.problem === null) parent.children.push(element);
    this.open.push(element);
    this.current = element;
  }

  private checkRoot(name: string): void {
    this.seenRoot = true;
    if (this.shape.roots.includes(name)) return;
    throw this.bad(`begins with <${name.slice(0, 60)}>, which is not ${this.shape.label}`);
  }

  /** From here on nothing of the record is kept. */
  private refuse(reason: string): void {
    this.problem ??= `the record ${reason}`;
    for (const element of this.open) element.children = [];
  }

  private text(text: string): void {
    this.heard = true;
    if (this.current !== null && this.skipDepth === 0 && this.problem === null) this.current.children.push(text);
  }

  private closeTag(): void {
    this.heard = true;
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
    this.items.push(
      problem === null ? { kind: 'element', place, element: current } : { kind: 'refused', place, reason: problem },
    );
  }
}

/**
 * Reads the records of an XML file one by one, each as a small tree. No entity of a DTD is expanded and no DTD
 * is fetched. Throws `badSource` where the file is not well-formed, has another root, declares entities or nests
 * too deep; a file that is cut gives what is whole in it.
 */
export async function* readXml(input: TextInput, shape: XmlShape): AsyncIterable<XmlItem> {
  const builder = new RecordBuilder(input.name, shape);
  for await (const chunk of input.chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      builder.write(chunk.slice(at, at + PIECE));
      yield* builder.items.splice(0);
    }
  }
  builder.end();
  yield* builder.items;
}

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== 'string';
}

/** The first child of this name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  for (const node of element.children) if (typeof node !== 'string' && node.name === name) return node;
  return undefined;
}

/** The element at the end of a path of direct children, the first at each step. */
export function descend(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce(child, element);
}

/** All children of one of these names, in their order. */
export function children(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  if (element === undefined) return [];
  return element.children.filter((node): node is XmlElement => typeof node !== 'string' && names.includes(node.name));
}
