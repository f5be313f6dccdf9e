// Hosts (IP addresses) by small numbers: those of endpoints that differ in their ports alone are one. Made for one question: a quarter
// of a million endpoints take some ms.

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

  constructor(endpoints: EndpointTable) {
    this.endpoints = endpoints;
    this.numbers = new Uint32Array(endpoints.size);
    this.slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * endpoints.size + 2)));
  }

  of(endpoint: number): number {
    if (endpoint >= this.numbers.length)
      this.numbers = grownUint32(this.numbers, Math.max(endpoint + 1, this.numbers.length * 2));
    const known = this.numbers[endpoint];
    if (known > 0) return known - 1;
    const number = this.find(endpoint);
    this.numbers[endpoint] = number + 1;
    return number;
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

  private find(endpoint: number): number {
    const { endpoints, slots, firsts } = this;
    const mask = slots.length - 1;
    let slot = endpoints.addressHash(endpoint) & mask;
    for (; slots[slot] > 0; slot = (slot + 1) & mask) {
      const number = slots[slot] - 1;
      if (endpoints.isSameAddress(firsts[number], endpoint)) return number;
    }
    slots[slot] = firsts.push(endpoint);
    if (firsts.length * 2 > slots.length) this.growSlots();
    return firsts.length - 1;
  }

  private growSlots(): void {
    const slots = new Uint32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    this.firsts.forEach((endpoint, number) => {
      let slot = this.endpoints.addressHash(endpoint) & mask;
      while (slots[slot] > 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    });
    this.slots = slots;
  }
}
