import type { Place } from './format.js';
import type { TextInput } from './input.js';
import { RecordCutter } from './xml-records.js';

/** One element of a record with all that is in it. Its name is without prefix: `mml:math` is `math`. */
export interface XmlElement {
  name: string;
  /** By their names as written (`xml:lang`); the object has no prototype. */
  attributes: Readonly<Record<string, string>>;
  children: readonly (XmlElement | string)[];
}

export type XmlItem =
  /**
   * `isSound`: none of its texts can hold a broken character or be longer than a field may be. `digest`: of the text of a
   * plain record, where it was asked for.
   */
  | { kind: 'element'; place: Place; element: XmlElement; isSound: boolean; digest?: string }
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

/** Files are read in pieces no larger, for a text is read more slowly that was cut out of another. */
const PIECE = 256 * 1024;

type Make<T> = (item: XmlItem) => readonly T[];

/** A plain record whose text, by its digest, was read before: not read again unless it has to be. */
export interface SeenXml<T> {
  kind: 'seen';
  place: Place;
  digest: string;
  /** What it was read as, as `keyOf` tells. */
  key: string;
  read: () => readonly T[];
}

/** Tells by the digest of its text what a record was read as; undefined for one that was not. */
export type KeyOfText = (digest: string) => string | undefined;

/**
 * Reads the records of an XML file one by one, each as a small tree, of which `make` makes items: at once, so that no
 * tree lives longer than it has to. No entity of a DTD is expanded and no DTD is fetched. Throws `badSource` where the
 * file is not well-formed, has another root, declares entities or nests too deep; a file that is cut gives what is whole
 * in it.
 */
export function readXmlAs<T>(input: TextInput, shape: XmlShape, make: Make<T>): AsyncIterable<T> {
  return readPieces(input, new RecordCutter<T, never>(input.name, shape, make, null));
}

/** The same, but a plain record that was read before is only cut out. */
export function readXmlKnowing<T>(
  input: TextInput,
  shape: XmlShape,
  make: Make<T>,
  keyOf: KeyOfText,
): AsyncIterable<T | SeenXml<T>> {
  return readPieces(input, new RecordCutter<T, SeenXml<T>>(input.name, shape, make, { keyOf, item: (seen) => seen }));
}

async function* readPieces<T, S>(input: TextInput, records: RecordCutter<T, S>): AsyncIterable<T | S> {
  for await (const chunk of input.chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      records.write(chunk.length > PIECE ? chunk.slice(at, at + PIECE) : chunk);
      yield* records.made.splice(0);
    }
  }
  records.end();
  yield* records.made;
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
