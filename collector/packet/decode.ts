// HOT. From a frame to its payload: link layer, tunnels, IP, fragments, UDP, TCP and SCTP.
//
// Takes    one lent Frame at a time, in capture order, of any segment and link type.
// Gives    lent payloads to a PacketSink, and for every frame exactly one outcome: handed on, held, or a Reason.
// Promises never throws, whatever the bytes; memory stays within PacketLimits; time is the frames' own. The fast path makes
//          no object and reads each header once.
// Lent     frame and datagram, and all bytes in them, until the call returns. Only fragments and TCP behind a hole are copied.
// Bench    test/bench/packet.mjs: at least 8 million frames a second of the shape below (measured 40).
//
// The fast path takes this shape and nothing else (nearly all of SIP and RTP); the rest goes layer by layer:
//
//   frame.start                                                                                      frame.end
//   │ Ethernet 14: …type 0800 │ IPv4 20: 45 … length, no fragment, 17, addresses │ UDP 8 │ payload │ padding │
//
// To add a link layer: a file with its peel function and a line in link-layer.ts. A tunnel over IP: a file like gre.ts and a case
// in #openPayload; one over UDP: udp-tunnel.ts. Another transport: a file like tcp.ts and a case there.

import { be16, be32 } from '../bytes/read.ts';
import type { Frame } from '../model/frame.ts';
import { LinkType } from '../model/frame.ts';
import { Reason } from '../model/health.ts';
import { Datagram, Transport } from '../model/packet.ts';
import { peelEsp } from './esp.ts';
import { EtherType } from './ether-type.ts';
import { peelEthernet, peelEtherType } from './ethernet.ts';
import { Fragments } from './fragments.ts';
import { peelGre } from './gre.ts';
import { IcmpError, readIcmpError } from './icmp.ts';
import { skipExtensions } from './ip-extensions.ts';
import { peelIpInIp } from './ip-in-ip.ts';
import { IpProtocol } from './ip-protocol.ts';
import { peelIpv4 } from './ipv4.ts';
import { peelIpv6 } from './ipv6.ts';
import { peelL2tpOverIp } from './l2tp.ts';
import type { PacketLimits, PacketShed } from './limits.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { peelLinkLayer } from './link-layer.ts';
import type { Step } from './outcome.ts';
import { GO, Outcome } from './outcome.ts';
import { Packet } from './packet.ts';
import { Sctp } from './sctp.ts';
import type { PacketSink } from './sink.ts';
import { Tcp } from './tcp.ts';
import { fingerprintOf, readUdp } from './udp.ts';
import { NOT_A_TUNNEL, peelUdpTunnel, TUNNEL_OF_PORT, UdpTunnel } from './udp-tunnel.ts';

export { Outcome };

/** Offsets of the fast path, from the start of the frame. */
const TYPE = 12;
const IP = 14;
const TOTAL_LENGTH = IP + 2;
const IDENTIFICATION = IP + 4;
const FLAGS_AND_OFFSET = IP + 6;
const TTL = IP + 8;
const PROTOCOL = IP + 9;
const IP_CHECKSUM = IP + 10;
const SOURCE = IP + 12;
const DESTINATION = IP + 16;
const UDP = IP + 20;
const UDP_LENGTH = UDP + 4;
const UDP_CHECKSUM = UDP + 6;
const PAYLOAD = UDP + 8;
/** IPv4 with a header of 20 bytes: no options. */
const PLAIN_IPV4 = 0x45;
/** More fragments, or the upper bits of an offset. */
const FRAGMENT_BITS = 0x3f;

/** RFC 3948 §2.2: four zero bytes where an SPI would stand mark IKE; one byte 0xff keeps a NAT open (§2.3). */
const NON_ESP_MARKER_BYTES = 4;
const NAT_KEEPALIVE = 0xff;
/** RFC 3378 §2: version 3 and 12 bits of 0 in front of an Ethernet frame. */
const ETHERIP_BYTES = 2;
const ETHERIP_VERSION = 0x3000;
/** How often, in capture time, it is looked what has waited too long. */
const WAKE_MICROS = 100_000;

export class PacketDecoder {
  /** What limits shed, by name. */
  readonly shed: PacketShed = {
    fragments: 0,
    'tcp streams': 0,
    'tcp idle streams': 0,
    'tcp bytes': 0,
    'sctp associations': 0,
    'sctp fragments': 0,
  };

  readonly #sink: PacketSink;
  readonly #datagram = new Datagram();
  readonly #packet = new Packet();
  readonly #icmpError = new IcmpError();
  readonly #fragments: Fragments;
  readonly #tcp: Tcp;
  readonly #sctp: Sctp;
  #truncatedFrames = 0;
  #wokeAt = 0;
  #wakeAt = 0;

  constructor(sink: PacketSink, limits: Partial<PacketLimits> = {}) {
    const allLimits = { ...DEFAULT_LIMITS, ...limits };
    this.#sink = sink;
    this.#fragments = new Fragments(sink, allLimits, this.shed);
    this.#tcp = new Tcp(sink, allLimits, this.shed);
    this.#sctp = new Sctp(sink, allLimits, this.shed);
  }

  /** Frames that the snap length cut. */
  get truncatedFrames(): number {
    return this.#truncatedFrames;
  }
  /** TCP segments that were captured twice. */
  get duplicateSegments(): number {
    return this.#tcp.duplicateSegments;
  }
  /** TCP segments that were sent again and brought nothing new. */
  get tcpRetransmissions(): number {
    return this.#tcp.retransmissions;
  }
  /** Bytes held at the moment: fragments, and what waits for what stands before it; bookkeeping included. */
  get waitingBytes(): number {
    return this.#fragments.waitingBytes + this.#tcp.waitingBytes + this.#sctp.waitingBytes;
  }

  /** One frame. Handed when the sink got something of it now, Held when it waits, else the Reason why it goes no further. */
  decode(frame: Frame): number {
    const time = frame.timeMicros;
    if (time >= this.#wakeAt || time < this.#wokeAt) this.#wake(time);
    const bytes = frame.bytes;
    const start = frame.start;
    const captured = frame.end - start;
    if (frame.originalLength > captured) this.#truncatedFrames++;
    if (
      captured < PAYLOAD ||
      frame.linkType !== LinkType.Ethernet ||
      bytes[start + TYPE] !== 0x08 ||
      bytes[start + TYPE + 1] !== 0x00 ||
      bytes[start + IP] !== PLAIN_IPV4 ||
      bytes[start + PROTOCOL] !== IpProtocol.Udp ||
      (bytes[start + FLAGS_AND_OFFSET] & FRAGMENT_BITS) !== 0 ||
      bytes[start + FLAGS_AND_OFFSET + 1] !== 0
    ) {
      return this.#decodeLayers(frame);
    }
    const totalLength = (bytes[start + TOTAL_LENGTH] << 8) | bytes[start + TOTAL_LENGTH + 1];
    const udpLength = (bytes[start + UDP_LENGTH] << 8) | bytes[start + UDP_LENGTH + 1];
    // Each length fits into the one around it; else it lies, or the frame was cut, and the slow path says which.
    const sourcePort = (bytes[start + UDP] << 8) | bytes[start + UDP + 1];
    const destinationPort = (bytes[start + UDP + 2] << 8) | bytes[start + UDP + 3];
    if (
      udpLength < PAYLOAD - UDP ||
      udpLength + UDP - IP > totalLength ||
      IP + totalLength > captured ||
      (TUNNEL_OF_PORT[sourcePort] | TUNNEL_OF_PORT[destinationPort]) !== 0
    ) {
      return this.#decodeLayers(frame);
    }
    const d = this.#datagram;
    d.bytes = bytes;
    d.start = start + PAYLOAD;
    d.end = start + UDP + udpLength;
    d.missing = 0;
    d.transport = Transport.Udp;
    d.addresses = bytes;
    d.addressLength = 4;
    d.sourceAddress = start + SOURCE;
    d.destinationAddress = start + DESTINATION;
    d.sourcePort = sourcePort;
    d.destinationPort = destinationPort;
    d.timeMicros = time;
    d.nanos = frame.nanos;
    d.segment = frame.segment;
    d.frameNumber = frame.number;
    d.point = frame.point;
    d.frameOffset = frame.offset;
    d.offset = frame.offset + PAYLOAD;
    d.fingerprint = fingerprintOf(
      (bytes[start + IDENTIFICATION] << 8) | bytes[start + IDENTIFICATION + 1],
      (bytes[start + IP_CHECKSUM] << 8) | bytes[start + IP_CHECKSUM + 1],
      (bytes[start + UDP_CHECKSUM] << 8) | bytes[start + UDP_CHECKSUM + 1],
      udpLength,
      bytes[start + TTL],
    );
    this.#sink.onDatagram(d);
    return Outcome.Handed;
  }

  /** End of the capture: gives up the fragments that wait, delivers what TCP holds after gaps, ends all streams. */
  finish(): void {
    this.#fragments.finish();
    this.#tcp.finish();
    this.#sctp.finish();
  }

  #wake(timeMicros: number): void {
    this.#wokeAt = timeMicros;
    this.#wakeAt = timeMicros + WAKE_MICROS;
    this.#fragments.expire(timeMicros);
    this.#tcp.expire(timeMicros);
    this.#sctp.expire(timeMicros);
  }

  #decodeLayers(frame: Frame): Step {
    const p = this.#packet;
    p.load(frame);
    const link = peelLinkLayer(p, frame.linkType);
    const outcome = link === GO ? this.#decodeIp(p) : link;
    if (outcome === GO || outcome === Outcome.Handed || outcome === Outcome.Held) return outcome;
    // Its other fragments end as the frame does that completed them.
    if (p.heldFirst !== undefined) this.#sink.onGivenUp(outcome, p.heldFrames, p.heldFirst);
    return outcome;
  }

  /** `p` is at an IP header: peels it, and tunnels inside it, down to a payload. */
  #decodeIp(p: Packet): Step {
    for (;;) {
      let step = p.etherType === EtherType.Ipv4 ? peelIpv4(p) : peelIpv6(p);
      if (step !== GO) return step;
      step = this.#makeWhole(p);
      if (step !== GO) return step;
      step = this.#openPayload(p);
      if (step !== GO) return step;
      if (!p.enterTunnel()) return Reason.NestedTooDeep;
    }
  }

  /** `p` is behind the headers of IP: hands its payload on, or opens a tunnel (GO: `p` is at the IP header inside). */
  #openPayload(p: Packet): Step {
    switch (p.protocol) {
      case IpProtocol.Udp:
        return this.#openUdp(p);
      case IpProtocol.Tcp:
        return this.#tcp.see(p);
      case IpProtocol.Sctp:
        return this.#sctp.see(p);
      case IpProtocol.Icmp:
      case IpProtocol.IcmpV6:
        if (readIcmpError(p, this.#icmpError, this.#datagram)) this.#sink.onIcmpError(this.#icmpError, this.#datagram);
        return Reason.Icmp;
      case IpProtocol.IpInIp:
      case IpProtocol.Ipv6InIp:
        return peelIpInIp(p);
      case IpProtocol.Gre:
        return peelGre(p);
      case IpProtocol.Esp:
        return this.#openEsp(p);
      case IpProtocol.L2tp:
        return peelL2tpOverIp(p);
      case IpProtocol.Mpls:
        return peelEtherType(p, EtherType.MplsUnicast);
      case IpProtocol.EtherIp:
        return peelEtherIp(p);
      default:
        return Reason.UnsupportedIpProtocol;
    }
  }

  /** Skips extension headers and puts fragments together. What follows a fragment header is only known when it is whole. */
  #makeWhole(p: Packet): Step {
    if (!p.isFragment) {
      const step = skipExtensions(p);
      if (step !== GO || !p.isFragment) return step;
    }
    const step = this.#fragments.add(p);
    return step === GO ? skipExtensions(p) : step;
  }

  #openUdp(p: Packet): Step {
    const d = this.#datagram;
    const step = readUdp(p, d);
    if (step !== GO) return step;
    const tunnel = TUNNEL_OF_PORT[d.destinationPort] || TUNNEL_OF_PORT[d.sourcePort];
    if (tunnel !== UdpTunnel.None) {
      const inside = this.#openUdpTunnel(p, tunnel);
      if (inside !== NOT_A_TUNNEL) return inside;
    }
    this.#sink.onDatagram(d);
    return Outcome.Handed;
  }

  #openUdpTunnel(p: Packet, tunnel: number): Step | typeof NOT_A_TUNNEL {
    if (tunnel === UdpTunnel.Sctp) return this.#sctp.looksRight(p) ? this.#sctp.see(p) : NOT_A_TUNNEL;
    if (tunnel !== UdpTunnel.Esp) return peelUdpTunnel(p, tunnel);
    if (p.captured === 1 && p.bytes[p.at] === NAT_KEEPALIVE) return Reason.KeepAlive;
    if (p.captured < NON_ESP_MARKER_BYTES) return NOT_A_TUNNEL;
    if (be32(p.bytes, p.at) === 0) return Reason.NotIp;
    const step = this.#openEsp(p);
    // Encrypted ESP has nothing to recognise it by, and may as well be another protocol on this port.
    return step === Reason.EncryptedEsp || step === Reason.MalformedPacket ? NOT_A_TUNNEL : step;
  }

  /** In transport mode the payload belongs to the addresses around it. */
  #openEsp(p: Packet): Step {
    const step = peelEsp(p);
    if (step !== GO) return step;
    if (p.protocol === IpProtocol.Esp || !p.enterTunnel()) return Reason.NestedTooDeep;
    return this.#openPayload(p);
  }
}

/** Ethernet in IP (RFC 3378). */
function peelEtherIp(p: Packet): Step {
  if (p.captured < ETHERIP_BYTES) return p.short();
  if (be16(p.bytes, p.at) !== ETHERIP_VERSION) return Reason.MalformedPacket;
  p.at += ETHERIP_BYTES;
  return peelEthernet(p);
}
