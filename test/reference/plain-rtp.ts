// RTP statistics the slow and plain way: all packets of a stream at once, each figure by its definition. For comparison with
// `media/stream-statistics.ts`, which sees a packet at a time and keeps a few numbers. No restarts, no more than 64 numbers of reordering.

export interface PlainPacket {
  /** µs. */
  readonly arrival: number;
  /** Not cut to 16 bits: where the packet stands in the stream. */
  readonly position: number;
  /** Units of the clock, not cut to 32 bits. */
  readonly timestamp: number;
}

export interface PlainFigures {
  readonly lost: number;
  readonly duplicates: number;
  readonly reordered: number;
  readonly jitterMean: number;
  readonly jitterMax: number;
  readonly runs: number;
  readonly longest: number;
  readonly bursts: number;
  readonly burstPackets: number;
  readonly burstLost: number;
}

const GAP_MINIMUM = 16;

export function plainFigures(packets: readonly PlainPacket[], clockHz: number): PlainFigures {
  const firsts = packets.filter((packet, i) => packets.findIndex(other => other.position === packet.position) === i);
  const positions = new Set(firsts.map(({ position }) => position));
  const [low, high] = [Math.min(...positions), Math.max(...positions)];
  const lost = range(low, high).filter(position => !positions.has(position));
  return {
    lost: lost.length,
    duplicates: packets.length - firsts.length,
    reordered: firsts.filter(({ position }, i) => firsts.slice(0, i).some(other => other.position > position)).length,
    ...jitterOf(firsts, clockHz),
    ...runsOf(lost),
    ...burstsOf(lost),
  };
}

/** RFC 3550 A.8, in ms. */
function jitterOf(packets: readonly PlainPacket[], clockHz: number): Pick<PlainFigures, 'jitterMean' | 'jitterMax'> {
  const values: number[] = [];
  let jitter = 0;
  for (let i = 1; i < packets.length; i++) {
    const arrived = (packets[i].arrival - packets[i - 1].arrival) / 1000;
    const sent = ((packets[i].timestamp - packets[i - 1].timestamp) / clockHz) * 1000;
    jitter += (Math.abs(arrived - sent) - jitter) / 16;
    values.push(jitter);
  }
  const sum = values.reduce((a, b) => a + b, 0);
  return { jitterMean: values.length === 0 ? 0 : sum / values.length, jitterMax: Math.max(0, ...values) };
}

function runsOf(lost: readonly number[]): Pick<PlainFigures, 'runs' | 'longest'> {
  const runs = grouped(lost, 1);
  return { runs: runs.length, longest: Math.max(0, ...runs.map(run => run.length)) };
}

/** RFC 3611 §4.7.2: losses with fewer than Gmin packets received between one and the next. */
function burstsOf(lost: readonly number[]): Pick<PlainFigures, 'bursts' | 'burstPackets' | 'burstLost'> {
  const bursts = grouped(lost, GAP_MINIMUM).filter(group => group.length > 1);
  return {
    bursts: bursts.length,
    burstPackets: bursts.reduce((sum, group) => sum + group[group.length - 1] - group[0] + 1, 0),
    burstLost: bursts.reduce((sum, group) => sum + group.length, 0),
  };
}

/** Neighbours that are no further apart than `step`. */
function grouped(positions: readonly number[], step: number): number[][] {
  const groups: number[][] = [];
  for (const position of positions) {
    const last = groups.at(-1);
    if (last !== undefined && position - last[last.length - 1] <= step) last.push(position);
    else groups.push([position]);
  }
  return groups;
}

function range(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}
