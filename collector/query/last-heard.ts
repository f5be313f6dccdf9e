// When each host sent something last, kept up to date when somebody asks: only where there are registrations.

import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { HostNumbers } from './host-numbers.ts';

export class LastHeard {
  private readonly store: CallStore;
  private readonly hosts: HostNumbers;
  /** By number of the host, of the messages before `next`. */
  private readonly times: Micros[] = [];
  private next = 0;

  constructor(store: CallStore, hosts: HostNumbers) {
    this.store = store;
    this.hosts = hosts;
  }

  /** Of an IP address; 0 when it never sent anything. */
  of(address: string): Micros {
    const { messages } = this.store;
    for (; this.next < messages.count; this.next++) {
      const host = this.hosts.of(messages.source[this.next]);
      while (this.times.length <= host) this.times.push(0);
      this.times[host] = Math.max(this.times[host], messages.arrival(this.next));
    }
    return this.times[this.hosts.find(address)] ?? 0;
  }
}
