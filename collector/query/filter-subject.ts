// What a filter or a sort asks about: one leg.

import type { FilterColumns } from './filter-columns.ts';
import type { FindingProfile } from './finding-profile.ts';

/** One leg as getters, called lazily. Absent texts are empty, absent numbers undefined, no status code is 0. */
export interface FilterSubject {
  /** The same leg as numbers and bytes, where there is a store that keeps it so. */
  readonly columns?: FilterColumns;
  readonly callId: string;
  readonly kind: string;
  readonly state: string;
  readonly flags: readonly string[];
  /** Of the first request. */
  readonly method: string;
  readonly statusCode: number;
  readonly from: string;
  readonly to: string;
  readonly fromUser: string;
  readonly toUser: string;
  /** `ip:port`, IPv6 in brackets. */
  readonly source: string;
  /** What `source` and `destination` sort by: as addresses count, IPv4 (numbers) before IPv6 (texts). */
  readonly sourceKey: number | string;
  readonly destinationKey: number | string;
  readonly destination: string;
  readonly transport: string;
  /** µs since the epoch. */
  readonly startTime: number;
  /** Durations in ms. */
  readonly pdd: number | undefined;
  readonly setupTime: number | undefined;
  readonly ringDuration: number | undefined;
  readonly talkTime: number | undefined;
  readonly disconnectDelay: number | undefined;
  readonly duration: number | undefined;
  readonly messages: number;
  readonly retransmissions: number;
  readonly duplicates: number;
  readonly dialogs: number;
  /** What the rules say of it: one entry a finding. */
  readonly findings: FindingProfile['entries'];
  /** Of its worst RTP stream: MOS estimate, packets lost per cent, highest jitter in ms; undefined without streams. */
  readonly mos: number | undefined;
  readonly lostPercent: number | undefined;
  readonly jitter: number | undefined;
  /** Codecs of its RTP streams. */
  codecs(): readonly string[];
  /** Values of one header over all messages of the leg; `name` in any case, long form. Slow: reads messages. */
  header(name: string): readonly string[];
  /** All methods seen in the leg. */
  methods(): readonly string[];
  /** All status codes seen in the leg. */
  codes(): readonly number[];
  /** All IP addresses seen in the leg, without brackets. */
  addresses(): readonly string[];
  /** True when a message of the leg contains `text`, whatever its case. Slow: reads messages. */
  search(text: string): boolean;
}
