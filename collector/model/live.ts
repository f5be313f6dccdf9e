// What a recorder is asked for and what it tells: plain data, passed to its process, kept in the spool, shown on the page.

import type { Micros } from './time.ts';

/** `cap` is libpcap in process: no kernel times, no drop counters. `tcpdump` has both. */
export type CaptureEngine = 'cap' | 'tcpdump';

/** Bounds of a spool. What goes beyond them is deleted oldest first, and counted. */
export interface SpoolLimits {
  /** A segment is closed when it is so large … */
  readonly segmentBytes: number;
  /** … or covers so much time. */
  readonly segmentSeconds: number;
  /** All segments together. */
  readonly spoolBytes: number;
  /** Segments that ended longer ago are deleted; 0 keeps them. */
  readonly spoolSeconds: number;
}

/** What to record, and where to. */
export interface RecordPlan {
  /** Directory of the spool, absolute; made when it is not there. One recorder at a time works in it. */
  readonly spool: string;
  /** Names of interfaces; `any` is all of them. */
  readonly interfaces: readonly string[];
  readonly engine: CaptureEngine;
  /** BPF, as tcpdump takes it; empty records everything. */
  readonly filter: string;
  /** Kernel buffer of each interface. */
  readonly bufferBytes: number;
  readonly promiscuous: boolean;
  /** HEP listeners: `udp:0.0.0.0:9060`, `tcp:[::]:9060`, `tls:…`. */
  readonly hep: readonly string[];
  /** Shared secret (HEP chunk 0x0e) that every frame must carry; undefined takes all. Never written to the spool. */
  readonly hepKey?: string;
  /** PEM files of the TLS listener. */
  readonly hepCertificate?: string;
  readonly hepPrivateKey?: string;
  readonly limits: SpoolLimits;
}

/** One thing a recorder listens to: an interface or a HEP listener. Counters are since the recorder started. */
export interface InputStatus {
  /** `eth0`, `hep udp:0.0.0.0:9060`: also the if_name in the segments. */
  readonly name: string;
  readonly kind: 'interface' | 'hep';
  readonly frames: number;
  readonly bytes: number;
  /** Frames the kernel threw away because the recorder was too slow; undefined when the engine cannot tell. */
  readonly kernelDrops?: number;
  /** Frames the network card or its driver threw away; undefined when nobody can tell. */
  readonly interfaceDrops?: number;
  /** Why frames were not recorded, by reason: `wrong HEP key`, `malformed HEP` … Only what is above 0. */
  readonly refused: Readonly<Record<string, number>>;
  /** What stopped this input while others went on. */
  readonly problem?: Problem;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface SpoolStatus {
  readonly directory: string;
  readonly bytes: number;
  readonly segments: number;
  readonly limits: SpoolLimits;
  /** Deleted to stay within the limits, since the recorder started. */
  readonly deletedSegments: number;
  readonly deletedBytes: number;
  /** Frames that could not be written, for the disk was full. */
  readonly lostFrames: number;
  readonly isDiskFull: boolean;
}

/** `recorder.json` in the spool: replaced as a whole, at least every second while the recorder lives. */
export interface RecorderStatus {
  readonly state: 'starting' | 'recording' | 'stopped' | 'failed';
  readonly pid: number;
  /** Tells this process from a later one with the same pid. */
  readonly startedAt: Micros;
  readonly updatedAt: Micros;
  /** Without the secret. */
  readonly plan: RecordPlan;
  readonly inputs: readonly InputStatus[];
  readonly spool: SpoolStatus;
  readonly problem?: Problem;
}
