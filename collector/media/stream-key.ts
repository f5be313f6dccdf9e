// HOT. By what the packet in hand belongs to a stream: its two addresses, its two ports and its SSRC, as four words.
// Takes lent datagrams that begin with a whole RTP header; one object for all of them, overwritten by the next.
//
//            from            to              ports                      ssrc
//   IPv4     │ address       │ address       │ source 16 destination 16 │ SSRC │
//   IPv6     │ endpoint id   │ endpoint id   │ 0                        │ SSRC │      -1 for an endpoint that nobody knows
//
// Bench: npm run bench -- --rtp

import { hashBytes } from '../bytes/ascii.ts';
import type { Datagram } from '../model/packet.ts';
import type { Endpoints } from './announcements.ts';

export class StreamKey {
  from = 0;
  to = 0;
  ports = 0;
  ssrc = 0;
  private readonly endpoints: Endpoints;

  constructor(endpoints: Endpoints) {
    this.endpoints = endpoints;
  }

  read(d: Datagram): void {
    const { bytes, start } = d;
    this.ssrc = (bytes[start + 8] << 24) | (bytes[start + 9] << 16) | (bytes[start + 10] << 8) | bytes[start + 11];
    if (d.addressLength === 4) {
      const a = d.addresses;
      const from = d.sourceAddress;
      const to = d.destinationAddress;
      this.from = (a[from] << 24) | (a[from + 1] << 16) | (a[from + 2] << 8) | a[from + 3];
      this.to = (a[to] << 24) | (a[to + 1] << 16) | (a[to + 2] << 8) | a[to + 3];
      this.ports = (d.sourcePort << 16) | d.destinationPort;
    } else {
      this.from = this.endpoints.find(d.addresses, d.sourceAddress, 16, d.sourcePort);
      this.to = this.endpoints.find(d.addresses, d.destinationAddress, 16, d.destinationPort);
      this.ports = 0;
    }
  }

  /** The same for a flow that may be no RTP: addresses of IPv6 have no ids before anybody needs them. */
  readFlow(d: Datagram): void {
    this.ports = (d.sourcePort << 16) | d.destinationPort;
    if (d.addressLength === 4) return;
    const bytes = Buffer.from(d.addresses.buffer, d.addresses.byteOffset, d.addresses.byteLength);
    this.from = hashBytes(bytes, d.sourceAddress, d.sourceAddress + 16) | 0;
    this.to = hashBytes(bytes, d.destinationAddress, d.destinationAddress + 16) | 0;
  }
}
