// Puts the packets of one stream into the order in which they were sent (RFC 3550 A.1), for decoders need it. Takes them as they came,
// gives each once, with how many are missing before it.

/** Packets that are waited for one that is missing: more than a second of audio. */
const DEPTH = 64;
/** A jump of more than this is a restart of the sender, not a loss (RFC 3550 A.1, MAX_DROPOUT). */
const MAX_DROPOUT = 3000;

/** `missing` packets in front of this one never came; `isRestart`: its number has nothing to do with those before. */
export type OnOrdered<Packet> = (packet: Packet, missing: number, isRestart: boolean) => void;

export class PacketOrder<Packet> {
  /** Came twice, or after others had been given in their place. */
  dropped = 0;
  lost = 0;
  private readonly onOrdered: OnOrdered<Packet>;
  /** By extended sequence number. */
  private readonly waiting = new Map<number, Packet>();
  /** Extended number of the packet to be given next; undefined before the first. */
  private next: number | undefined;
  private isRestart = true;

  constructor(onOrdered: OnOrdered<Packet>) {
    this.onOrdered = onOrdered;
  }

  push(sequence: number, packet: Packet): void {
    const extended = this.extend(sequence);
    if (extended < (this.next ?? extended) || this.waiting.has(extended)) {
      this.dropped++;
      return;
    }
    this.next ??= extended;
    this.waiting.set(extended, packet);
    while (this.giveNext(0)) {}
    if (this.waiting.size > DEPTH) this.giveUpOne();
  }

  /** No more come: gives those that wait. */
  finish(): void {
    while (this.waiting.size > 0) this.giveUpOne();
  }

  private extend(sequence: number): number {
    if (this.next === undefined) {
      // Room for a packet that was overtaken by the first one that was captured.
      return sequence + 0x1_0000;
    }
    const ahead = ((sequence - this.next + 0x8000) & 0xffff) - 0x8000;
    if (Math.abs(ahead) <= MAX_DROPOUT) return this.next + ahead;
    this.finish();
    this.isRestart = true;
    this.next = undefined;
    return sequence + 0x1_0000;
  }

  private giveNext(missing: number): boolean {
    const { next } = this;
    const packet = next === undefined ? undefined : this.waiting.get(next);
    if (next === undefined || packet === undefined) return false;
    this.waiting.delete(next);
    this.next = next + 1;
    const { isRestart } = this;
    this.isRestart = false;
    this.onOrdered(packet, missing, isRestart);
    return true;
  }

  /** What is missing before the earliest that waits never comes. */
  private giveUpOne(): void {
    const earliest = Math.min(...this.waiting.keys());
    const missing = earliest - (this.next ?? earliest);
    this.lost += missing;
    this.next = earliest;
    this.giveNext(missing);
    while (this.giveNext(0)) {}
  }
}
