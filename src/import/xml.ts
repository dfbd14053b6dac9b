import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { badSource } from '../errors.js';
import { READ_LIMITS, type Place } from './format.js';
import type { TextInput } from './input.js';

/** One element of a record with all that is in it. Its name is without prefix: `mml:math` is `math`. */
export interface XmlElement {
  name: string;
  /** By their names as written (`xml:lang`); the object has no prototype. */
  attributes: Readonly<Record<string, string>>;
  children: readonly (XmlElement | string)[];
}

export type XmlItem =
  /** `isSound`: none of its texts can hold a broken character or be longer than a field may be. */
  | { kind: 'element'; place: Place; element: XmlElement; isSound: boolean }
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
  /** Elements of which only those are read that have one value in one attribute. */
  only?: Readonly<Record<string, { attribute: string; value: string }>>;
  /** Elements that hold nothing but elements: the white space between those is not kept. */
  containers?: readonly string[];
}

const MAX_DEPTH = 200;
const MAX_ELEMENTS = 500_000;
/**
 * saxes keeps a text, a tag or a comment until it ends; pieces this small let the limit be seen in time. Files are read
 * in pieces no larger, for it is slower on one that was cut out of another.
 */
const PIECE = 256 * 1024;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** The same, and U+FFFD, the mark of bytes that are no UTF-8. One class, for each pass over the file takes time. */
// eslint-disable-next-line no-control-regex
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd-\uffff]/;
const BARE_NAME = /^[^:]*:/;

/** What is known of elements of one name. */
interface NameFacts {
  /** As written, with its prefix. */
  written: string;
  bare: string;
  isRecord: boolean;
  isSkipped: boolean;
  only: { attribute: string; value: string } | null;
  isContainer: boolean;
}

const SLOTS = 1024;

/**
 * Names of elements without prefix, each as one and the same string: they are compared a few hundred times for
 * each record, and strings that are cut out of the text anew would be compared letter by letter.
 */
class Names {
  private readonly known = new Map<string, NameFacts>();
  /** Names by their length and ends: quicker than the map, which has to hash a string that it has never seen. */
  private readonly slots: (NameFacts | undefined)[] = Array.from({ length: SLOTS });

  constructor(private readonly shape: XmlShape) {}

  facts(name: string): NameFacts {
    const { length } = name;
    const slot = (name.charCodeAt(0) * 37 + name.charCodeAt(length - 1) * 5 + length * 151) % SLOTS;
    const usual = this.slots[slot];
    if (usual !== undefined && usual.written === name) return usual;
    return (this.slots[slot] = this.known.get(name) ?? this.learn(name));
  }

  private learn(written: string): NameFacts {
    const { records, skip = [], only = {}, containers = [] } = this.shape;
    // A key of an object is the string that constants in the code are, too.
    const bare = Object.keys({ [written.replace(BARE_NAME, '')]: true })[0]!;
    const facts = {
      written,
      bare,
      isRecord: records.includes(bare),
      isSkipped: skip.includes(bare),
      only: Object.hasOwn(only, bare) ? only[bare]! : null,
      isContainer: containers.includes(bare),
    };
    if (this.known.size < 10_000) this.known.set(written, facts);
    return facts;
  }
}

/** An element while it is built. */
interface OpenElement extends XmlElement {
  children: (XmlElement | string)[];
  isContainer: boolean;
}

/** What elements have that hold nothing; most others hold one text, and an array made of it is small. */
const NOTHING: (XmlElement | string)[] = [];

function append(element: OpenElement, node: XmlElement | string): void {
  if (element.children === NOTHING) element.children = [node];
  else element.children.push(node);
}

/** Whether there is a reference to a character by its number, be it escaped itself, or the second half of one. */
function mayHoldReference(piece: string): boolean {
  // The longer text, which is slower to look for, only where the shorter one is.
  return piece.includes('&#') || (piece.includes(';#') && piece.includes('amp;#')) || piece.startsWith('#');
}

/** Makes one element tree of each record, and nothing of what is between them. */
class RecordBuilder<T> {
  /** What was made of the records so far, to be taken out. */
  readonly made: T[] = [];
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly names: Names;
  private depth = 0;
  private count = 0;
  private seenRoot = false;
  /** Open elements of the record in hand, the record first; empty between records. */
  private readonly open: OpenElement[] = [];
  private current: OpenElement | null = null;
  private place: Place = { line: 1, record: 0 };
  private elements = 0;
  private problem: string | null = null;
  /** Depth at which an element that is not read began; 0 when none is open. */
  private skipDepth = 0;
  /** Characters of the whole pieces that the record in hand has filled, and of those in which saxes reported nothing. */
  private size = 0;
  private silence = 0;
  private heard = false;
  /** Number of the piece in hand, that in which the record in hand began, and whether the piece can hold a broken character. */
  private piece = 0;
  private beganIn = 0;
  private isSound = true;

  constructor(
    private readonly source: string,
    private readonly shape: XmlShape,
    private readonly make: (item: XmlItem) => readonly T[],
  ) {
    this.names = new Names(shape);
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
    this.piece++;
    const isSuspect = SUSPECT.test(piece);
    this.isSound = !isSuspect && !mayHoldReference(piece);
    this.parser.write(isSuspect ? piece.replace(CONTROLS, '') : piece);
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
      this.hand({ kind: 'refused', place: this.place, reason: 'the file ends inside this record' });
    } else if (this.depth > 0) {
      const message = 'the file ends before its last element is closed; records may be missing';
      this.hand({ kind: 'warning', place: { line: this.parser.line, record: this.count }, message });
    } else {
      this.parser.close();
    }
  }

  private hand(item: XmlItem): void {
    for (const made of this.make(item)) this.made.push(made);
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
    const facts = this.names.facts(tag.name);
    const name = facts.bare;
    if (!this.seenRoot) this.checkRoot(name);
    if (++this.depth > MAX_DEPTH) throw this.bad(`has elements more than ${MAX_DEPTH} deep`);
    if (this.skipDepth > 0) return;
    const parent = this.current;
    if (parent === null) {
      if (!facts.isRecord) return;
      this.place = { line: this.parser.line, record: ++this.count };
      this.elements = 0;
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
    this.seenRoot = true;
    if (this.shape.roots.includes(name)) return;
    throw this.bad(`begins with <${name.slice(0, 60)}>, which is not ${this.shape.label}`);
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
    // A piece is shorter than a field may be.
    const isSound = this.isSound && this.beganIn === this.piece;
    this.hand(
      problem === null ? { kind: 'element', place, element: current, isSound } : { kind: 'refused', place, reason: problem },
    );
  }
}

/**
 * Reads the records of an XML file one by one, each as a small tree, of which `make` makes items: at once, so that no
 * tree lives longer than it has to. No entity of a DTD is expanded and no DTD is fetched. Throws `badSource` where the
 * file is not well-formed, has another root, declares entities or nests too deep; a file that is cut gives what is whole
 * in it.
 */
export async function* readXmlAs<T>(input: TextInput, shape: XmlShape, make: (item: XmlItem) => readonly T[]): AsyncIterable<T> {
  const builder = new RecordBuilder(input.name, shape, make);
  for await (const chunk of input.chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      builder.write(chunk.length > PIECE ? chunk.slice(at, at + PIECE) : chunk);
      yield* builder.made.splice(0);
    }
  }
  builder.end();
  yield* builder.made;
}

/** As `readXmlAs`, the trees themselves. */
export function readXml(input: TextInput, shape: XmlShape): AsyncIterable<XmlItem> {
  return readXmlAs(input, shape, (item) => [item]);
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
export function childrenOf(element: XmlElement | undefined, names: readonly string[]): XmlElement[] {
  if (element === undefined) return [];
  return element.children.filter((node): node is XmlElement => typeof node !== 'string' && names.includes(node.name));
}

/** All children of this name, in their order. */
export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  if (element === undefined) return found;
  for (const node of element.children) if (typeof node !== 'string' && node.name === name) found.push(node);
  return found;
}
