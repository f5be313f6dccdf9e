// A message as rules of lint ask about it: its method and code, its headers by name with their places, its options and addresses.
// Takes a decoded message; reads each header that several rules ask for once.

import { splitOutside } from '../lexical.ts';
import type { SipMessage } from '../message.ts';
import { type NameAddr, readNameAddr } from '../name-addr.ts';
import { readVia, type Via } from '../via.ts';

/** One value of a header: the whole of it, or one of its comma list. */
export interface Value {
  readonly text: string;
  /** Position of its header in the message. */
  readonly at: number;
}

/** Values of one comma list that rules look at: more come only from forged messages. */
const MAX_VALUES = 256;
const NONE: readonly Value[] = [];

export class LintSubject {
  readonly message: SipMessage;
  readonly isRequest: boolean;
  /** Of the request; for a response that of its CSeq, '' when nothing tells. */
  readonly method: string;
  /** 0 for a request. */
  readonly code: number;
  private readonly valuesByName = new Map<string, Value[]>();
  private topVia: Via | undefined;

  constructor(message: SipMessage) {
    this.message = message;
    this.isRequest = message.request !== undefined;
    this.code = message.response?.statusCode ?? 0;
    message.headers.forEach(({ canonical, value }, at) => {
      const values = this.valuesByName.get(canonical);
      if (values === undefined) this.valuesByName.set(canonical, [{ text: value, at }]);
      else values.push({ text: value, at });
    });
    this.method = message.request?.method ?? /^\s*\d+\s+(\S+)/.exec(this.text('CSeq') ?? '')?.[1] ?? '';
  }

  /** Headers by canonical name, in the order of their first. */
  get names(): IterableIterator<string> {
    return this.valuesByName.keys();
  }

  has(name: string): boolean {
    return this.valuesByName.has(name);
  }

  /** The first header of that name. */
  first(name: string): Value | undefined {
    return this.valuesByName.get(name)?.[0];
  }

  text(name: string): string | undefined {
    return this.first(name)?.text;
  }

  /** All headers of that name, each whole. */
  all(name: string): readonly Value[] {
    return this.valuesByName.get(name) ?? NONE;
  }

  /** All values of a comma list, over all headers of that name; empty ones are left out. */
  list(name: string): Value[] {
    const values: Value[] = [];
    for (const { text, at } of this.all(name)) {
      for (const piece of splitOutside(text, ',')) {
        if (values.length >= MAX_VALUES) return values;
        if (piece !== '') values.push({ text: piece, at });
      }
    }
    return values;
  }

  /** Whether a list of tokens names this one; option tags are compared without regard to case. */
  lists(name: string, token: string): boolean {
    return this.list(name).some(({ text }) => text.toLowerCase() === token);
  }

  /** The top Via, whose sender or receiver the message is between. */
  via(): Via | undefined {
    const text = this.text('Via');
    if (this.topVia === undefined && text !== undefined) this.topVia = readVia(splitOutside(text, ',')[0]);
    return this.topVia;
  }

  address(name: string): NameAddr | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : readNameAddr(text);
  }

  hasTag(name: 'From' | 'To'): boolean {
    return this.address(name)?.params.has('tag') ?? false;
  }

  /** A response of this class, as 2 for 2xx, to one of these methods; without methods to any. */
  answers(codeClass: number, ...methods: readonly string[]): boolean {
    return Math.floor(this.code / 100) === codeClass && (methods.length === 0 || methods.includes(this.method));
  }

  requests(...methods: readonly string[]): boolean {
    return this.isRequest && methods.includes(this.method);
  }
}
