import type { XmlElement, XmlShape } from './xml.js';

const BARE_NAME = /^[^:]*:/;
const PLAIN_NAME = /[A-Za-z_][\w.-]*/y;

/** What is known of elements of one name. */
export interface NameFacts {
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
export class Names {
  private readonly known = new Map<string, NameFacts>();
  /** Names by their length and ends: quicker than the map, which has to hash a string that it has never seen. */
  private readonly slots: (NameFacts | undefined)[] = Array.from({ length: SLOTS });

  constructor(private readonly shape: XmlShape) {}

  facts(name: string): NameFacts {
    return this.at(name, 0, name.length);
  }

  /** The name that begins at `from`, of letters and digits; empty where none does. */
  written(text: string, from: number): string {
    PLAIN_NAME.lastIndex = from;
    return PLAIN_NAME.exec(text)?.[0] ?? '';
  }

  /** Of the name that stands in a text from `from` to before `to`. */
  at(text: string, from: number, to: number): NameFacts {
    const slot = (text.charCodeAt(from) * 37 + text.charCodeAt(to - 1) * 5 + (to - from) * 151) % SLOTS;
    const usual = this.slots[slot];
    if (usual !== undefined && usual.written.length === to - from && text.startsWith(usual.written, from)) return usual;
    const name = text.slice(from, to);
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

/** A record that was read whole. */
export interface PlainRecord {
  element: XmlElement;
  isSound: boolean;
}

/** An element while it is built. */
export interface OpenElement extends XmlElement {
  children: (XmlElement | string)[];
  isContainer: boolean;
}

/** What elements have that hold nothing; most others hold one text, and an array made of it is small. */
export const NOTHING: (XmlElement | string)[] = [];

export function append(element: OpenElement, node: XmlElement | string): void {
  if (element.children === NOTHING) element.children = [node];
  else element.children.push(node);
}
