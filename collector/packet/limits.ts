// How much the packet floor may keep, and for how long. Time is capture time throughout.

import type { Micros } from '../model/time.ts';
import { MICROS_PER_SECOND } from '../model/time.ts';

const MIB = 1024 * 1024;

/** Every bound of the packet floor. What a bound sheds is counted in `PacketDecoder.shed`. */
export interface PacketLimits {
  /** Datagrams whose fragments wait at the same time. */
  readonly fragmentedDatagrams: number;
  /** Bytes that all waiting fragments may take. */
  readonly fragmentBytes: number;
  /** How long the first fragment of a datagram waits for the others. */
  readonly fragmentMicros: Micros;
  /** Directions of TCP connections that are followed at the same time; the longest silent goes first. */
  readonly tcpStreams: number;
  /** A direction that was silent for so long has ended. */
  readonly tcpIdleMicros: Micros;
  /** Bytes that may wait behind holes in all streams together, and in one. */
  readonly tcpWaitingBytes: number;
  readonly tcpStreamWaitingBytes: number;
  /** How long a hole in a stream is waited for. */
  readonly tcpHoleMicros: Micros;
  /** Directions of SCTP associations that are remembered; the longest silent goes first. */
  readonly sctpAssociations: number;
  /** Bytes of message fragments that may wait in all associations together. */
  readonly sctpWaitingBytes: number;
  /** How long the first fragment of a message waits for the others. */
  readonly sctpFragmentMicros: Micros;
}

export const DEFAULT_LIMITS: PacketLimits = {
  fragmentedDatagrams: 4096,
  fragmentBytes: 64 * MIB,
  fragmentMicros: 30 * MICROS_PER_SECOND,
  tcpStreams: 65_536,
  tcpIdleMicros: 3600 * MICROS_PER_SECOND,
  tcpWaitingBytes: 256 * MIB,
  tcpStreamWaitingBytes: MIB,
  tcpHoleMicros: 5 * MICROS_PER_SECOND,
  sctpAssociations: 16_384,
  sctpWaitingBytes: 64 * MIB,
  sctpFragmentMicros: 30 * MICROS_PER_SECOND,
};

/** What the limits shed, by name, as capture health shows it. */
export interface PacketShed {
  [name: string]: number;
  /** Fragments thrown away because too many bytes or datagrams waited. */
  fragments: number;
  /** Live TCP directions forgotten because there were too many. */
  'tcp streams': number;
  /** Live TCP directions forgotten after a long silence. */
  'tcp idle streams': number;
  /** Bytes of holes that were given up early because too much waited behind them. */
  'tcp bytes': number;
  /** Live directions of SCTP associations forgotten because there were too many. */
  'sctp associations': number;
  /** Message fragments thrown away because too many bytes waited. */
  'sctp fragments': number;
}
