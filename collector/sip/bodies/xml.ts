// XML bodies as small trees (RFC 3863, 4235, 4575 …), for the readers beside this file. Through saxes: a parser of events that knows no
// DTD and expands no entities of a document. Takes text from the network, never throws; bounded in size, depth and elements.

import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface XmlElement {
  /** Without prefix, as written. */
  readonly name: string;
  /** By name without prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without the blanks around it. */
  readonly text: string;
}

/** A document that is longer is not read: presence of thousands of contacts comes in parts (RFC 4662). */
const MAX_CHARS = 512 * 1024;
const MAX_DEPTH = 32;
const MAX_ELEMENTS = 20_000;
const MAX_TEXT = 4096;
const PIECE_CHARS = 1024;

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** The root element, or as much of it as was well-formed; undefined when there is none. */
export function readXml(text: string): XmlElement | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const reading = new XmlReading();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', tag => reading.open(tag));
  parser.on('closetag', () => reading.close());
  parser.on('text', piece => reading.add(piece));
  parser.on('cdata', piece => reading.add(piece));
  // What is not well-formed ends the reading: what was read before stays.
  parser.on('error', () => reading.stop());
  // In pieces, so that a document made to cost much is left early.
  for (let at = 0; at < text.length && !reading.isStopped; at += PIECE_CHARS)
    parser.write(text.slice(at, at + PIECE_CHARS));
  if (!reading.isStopped) parser.close();
  return reading.root();
}

class XmlReading {
  private readonly path: OpenElement[] = [];
  private done: XmlElement | undefined = undefined;
  private elements = 0;
  isStopped = false;

  open({ local, attributes }: SaxesTagNS): void {
    if (this.isStopped) return;
    if (this.path.length === MAX_DEPTH || ++this.elements > MAX_ELEMENTS) {
      this.stop();
      return;
    }
    const own = new Map<string, string>();
    for (const { local: name, prefix, value } of Object.values(attributes))
      if (prefix !== 'xmlns' && !own.has(name)) own.set(name, value.slice(0, MAX_TEXT));
    this.path.push({ name: local, attributes: own, children: [], text: '' });
  }

  add(piece: string): void {
    const top = this.path.at(-1);
    if (!this.isStopped && top !== undefined && top.text.length < MAX_TEXT) top.text += piece.slice(0, MAX_TEXT);
  }

  close(): void {
    if (!this.isStopped) this.leave();
  }

  stop(): void {
    this.isStopped = true;
  }

  root(): XmlElement | undefined {
    while (this.path.length > 0) this.leave();
    return this.done;
  }

  private leave(): void {
    const top = this.path.pop();
    if (top === undefined) return;
    const element = { ...top, text: top.text.trim() };
    const parent = this.path.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else this.done ??= element;
  }
}

/** Children of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(child => child.name === name);
}

/** Text of the first child of that name, '' when there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text ?? '';
}

export function attributeOf(element: XmlElement | undefined, name: string): string {
  return element?.attributes.get(name) ?? '';
}
