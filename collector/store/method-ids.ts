// Numbers for method names: the known ones keep their number of model/sip.ts, any other token gets the next free one.
// Bounded: a hostile capture with thousands of invented methods fills the table, then they share one name.

import { latin1 } from '../bytes/slices.ts';
import { METHOD_NAMES, Method } from '../model/sip.ts';

const FIRST_FREE = METHOD_NAMES.length;
const LIMIT = 4096;
/** What methods beyond the limit are called. */
export const TOO_MANY_METHODS = '(other methods)';

export class MethodIds {
  private readonly names: string[] = [...METHOD_NAMES];
  private readonly idByName = new Map<string, number>();

  constructor() {
    this.names[Method.Other] = TOO_MANY_METHODS;
  }

  /** The id of a method: `method` itself when it is a known one, else that of its name in bytes[start..end). */
  idOf(method: number, bytes: Buffer, start: number, end: number): number {
    if (method !== Method.Other) return method;
    const name = latin1(bytes, start, Math.min(end, start + 128));
    const known = this.idByName.get(name);
    if (known !== undefined) return known;
    if (this.names.length - FIRST_FREE >= LIMIT) return Method.Other;
    const id = this.names.push(name) - 1;
    this.idByName.set(name, id);
    return id;
  }

  name(id: number): string {
    return this.names[id];
  }
}
