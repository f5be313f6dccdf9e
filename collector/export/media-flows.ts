// Between which endpoints the media of some legs went: RTP, what shares its ports (RTCP of RFC 5761, DTLS, STUN), and RTCP one port above.

import type { Stream } from '../media/stream.ts';
import type { Datagram } from '../model/packet.ts';
import type { EndpointTable } from '../store/endpoint-table.ts';

export class MediaFlows {
  private readonly endpoints: EndpointTable;
  /** `source>destination`, ids of endpoints; both ways. */
  private readonly pairs = new Set<string>();

  constructor(endpoints: EndpointTable, streams: readonly Pick<Stream, 'source' | 'destination'>[]) {
    this.endpoints = endpoints;
    for (const { source, destination } of streams) {
      this.pairs.add(`${source}>${destination}`);
      this.pairs.add(`${destination}>${source}`);
    }
  }

  get isEmpty(): boolean {
    return this.pairs.size === 0;
  }

  has(d: Datagram): boolean {
    if (this.isPair(d, 0)) return true;
    // RFC 3550 §11: RTP has an even port, RTCP the next one.
    return d.sourcePort % 2 === 1 && d.destinationPort % 2 === 1 && this.isPair(d, 1);
  }

  private isPair(d: Datagram, below: number): boolean {
    const { endpoints } = this;
    const source = endpoints.find(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort - below);
    if (source < 0) return false;
    const destination = endpoints.find(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort - below);
    return destination >= 0 && this.pairs.has(`${source}>${destination}`);
  }
}
