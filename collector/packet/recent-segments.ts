// Tells a TCP segment that was captured twice from one that was sent twice (SEMANTICS §1): same stream, sequence number and
// IP identification within 50 ms. IPv6 and stacks that always write 0 have no identification; there the TCP checksum, which
// covers the timestamp option, stands in.
// A fixed table in which a newer segment overwrites an older one: then a duplicate counts as a retransmission, which is harmless.

import { DUPLICATE_MICROS } from '../model/packet.ts';
import { stir } from './address-hash.ts';

const SLOTS = 4096;
/** Keeps checksums apart from identifications. */
const CHECKSUM_MARK = 0x10000;

export class RecentSegments {
  readonly #streams = new Float64Array(SLOTS);
  readonly #sequences = new Int32Array(SLOTS);
  readonly #marks = new Int32Array(SLOTS);
  readonly #times = new Float64Array(SLOTS);

  /** Notes a segment; true when the very same one was noted within the time of a duplicate. */
  note(streamId: number, sequence: number, identification: number, checksum: number, timeMicros: number): boolean {
    const mark = identification !== 0 ? identification : CHECKSUM_MARK | checksum;
    const slot = stir(stir(sequence, mark), streamId) & (SLOTS - 1);
    const isSame =
      this.#streams[slot] === streamId &&
      this.#sequences[slot] === sequence &&
      this.#marks[slot] === mark &&
      Math.abs(timeMicros - this.#times[slot]) <= DUPLICATE_MICROS;
    if (isSame) return true;
    this.#streams[slot] = streamId;
    this.#sequences[slot] = sequence;
    this.#marks[slot] = mark;
    this.#times[slot] = timeMicros;
    return false;
  }
}
