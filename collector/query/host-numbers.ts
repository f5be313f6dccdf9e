// Hosts (IP addresses) by small numbers: those of endpoints that differ in their ports alone are one. A host has a number when somebody
// asked for it: a quarter of a million take some ms.

import { grownUint32 } from '../store/columns.ts';
import type { EndpointTable } from '../store/endpoint-table.ts';

export class HostNumbers {
  private readonly endpoints: EndpointTable;
  /** By endpoint: number of its host + 1; 0 is not known yet. */
  private numbers: Uint32Array;
  /** Open addressing: number of the host + 1, at hash & mask, then at the next one. */
  private slots: Uint32Array;
  /** By number: an endpoint of the host. */
  private readonly firsts: number[] = [];
  /** By address; made when somebody asks by address, `named` hosts are in it. */
  private readonly byAddress = new Map<string, number>();
  private named = 0;

  /** `expected`: hosts that there is room for at once; few hosts in a small table are found out of the cache. */
  constructor(endpoints: EndpointTable, expected = endpoints.size) {
    this.endpoints = endpoints;
    this.numbers = new Uint32Array(endpoints.size);
    this.slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * expected + 2)));
  }

  /** Of the host of an endpoint. */
  of(endpoint: number): number {
    if (endpoint >= this.numbers.length)
      this.numbers = grownUint32(this.numbers, Math.max(endpoint + 1, this.numbers.length * 2));
    const known = this.numbers[endpoint];
    if (known > 0) return known - 1;
    const slot = this.slotOf(endpoint);
    const number = this.slots[slot] === 0 ? this.add(slot, endpoint) : this.slots[slot] - 1;
    this.numbers[endpoint] = number + 1;
    return number;
  }

  /** The same; -1 when nobody has asked for the number of that host, which then gets none. */
  peek(endpoint: number): number {
    const known = endpoint < this.numbers.length ? this.numbers[endpoint] : 0;
    return (known > 0 ? known : this.slots[this.slotOf(endpoint)]) - 1;
  }

  /** Hosts that have a number. */
  get count(): number {
    return this.firsts.length;
  }

  /** Number of an IP address; -1 while nobody asked for one of its endpoints. */
  find(address: string): number {
    for (; this.named < this.count; this.named++) this.byAddress.set(this.addressOf(this.named), this.named);
    return this.byAddress.get(address) ?? -1;
  }

  addressOf(number: number): string {
    return this.endpoints.address(this.firsts[number]);
  }

  /** Below zero when host `one` goes before the other: IPv4 as addresses count, else by the text. */
  compare(one: number, other: number): number {
    const [a, b] = [this.endpoints.ipv4(this.firsts[one]), this.endpoints.ipv4(this.firsts[other])];
    if (a >= 0 && b >= 0) return a - b;
    return this.addressOf(one) < this.addressOf(other) ? -1 : 1;
  }

  /** Where the host of an endpoint is, or would be. */
  private slotOf(endpoint: number): number {
    const { endpoints, slots, firsts } = this;
    const mask = slots.length - 1;
    for (let slot = endpoints.addressHash(endpoint) & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot];
      if (known === 0 || endpoints.isSameAddress(firsts[known - 1], endpoint)) return slot;
    }
  }

  private add(slot: number, endpoint: number): number {
    this.slots[slot] = this.firsts.push(endpoint);
    if (this.count * 2 > this.slots.length) this.growSlots();
    return this.count - 1;
  }

  private growSlots(): void {
    this.slots = new Uint32Array(this.slots.length * 4);
    for (const [number, endpoint] of this.firsts.entries()) this.slots[this.slotOf(endpoint)] = number + 1;
  }
}
