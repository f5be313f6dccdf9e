// Both directions of a call's sound: G.711 A-law (RFC 3551, payload type 8), 20 ms a packet, one packet in 200 lost.

const PACKET_SECONDS = 0.02;
const HEADER = 12;
const SAMPLES = 160;
const LOST = 0.005;

/** A source of `packets` RTP packets (RFC 3550 §5.1) from `from` to `to`; `at` is the time of the next one. */
export class RtpSource {
  #packet = Buffer.alloc(HEADER + SAMPLES, 0xd5);
  #sent = 0;

  constructor(at, from, to, packets, random) {
    this.at = at;
    this.from = from;
    this.to = to;
    this.packets = packets;
    this.random = random;
    this.#packet[0] = 0x80;
    this.#packet[1] = 8;
    this.#packet.writeUInt32BE((random() * 0x1_0000_0000) >>> 0, 8);
  }

  /** Writes what is due; false when it was the last. */
  act(writer) {
    const packet = this.#packet;
    packet.writeUInt16BE(this.#sent & 0xffff, 2);
    packet.writeUInt32BE((this.#sent * SAMPLES) >>> 0, 4);
    if (this.random() >= LOST) writer.write(this.at, this.from, this.to, packet);
    this.#sent++;
    this.at += PACKET_SECONDS * (0.97 + 0.06 * this.random());
    return this.#sent < this.packets;
  }
}
