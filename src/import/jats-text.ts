import { elementText } from './markup.js';
import { isElement, type XmlElement } from './xml.js';

/** An element without children of these names, at any depth. */
export function without(element: XmlElement, ...names: string[]): XmlElement {
  const children = element.children.filter((node) => !isElement(node) || !names.includes(node.name));
  return { ...element, children: children.map((node) => (isElement(node) ? without(node, ...names) : node)) };
}

/**
 * Text of an element whose parts are marked up: where two parts follow each other with nothing between them, as
 * `<institution>…</institution><country>…</country>`, the separator goes in.
 */
export function partsText(element: XmlElement, separator: string): string {
  const spaced: (XmlElement | string)[] = [];
  for (const node of element.children) {
    const last = spaced.at(-1);
    if (isElement(node) && last !== undefined && isElement(last)) spaced.push(separator);
    spaced.push(node);
  }
  return elementText({ ...element, children: spaced });
}

/** All elements of this name below an element, in the order of the document; not those inside another such one. */
export function findAll(element: XmlElement | undefined, name: string): XmlElement[] {
  if (element === undefined) return [];
  return element.children.flatMap((node) => (!isElement(node) ? [] : node.name === name ? [node] : findAll(node, name)));
}
