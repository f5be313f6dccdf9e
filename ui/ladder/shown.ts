// What a ladder shows after hosts were put together, moved and hidden, messages left out and retransmissions folded. Types alone.

import type { LadderEvent, LadderGap, LadderHost, LadderMessage, LadderSeam, Millis } from '../../server/wire/types.ts';

export interface ShownHost extends LadderHost {
  /** Names the column in an address: `core-a`, `10.0.0.7`, `10.0.0.7:5080`. */
  readonly key: string;
  /** How many messages begin or end here. */
  readonly messages: number;
}

export interface ShownMessage extends LadderMessage {
  /** Messages that stand in this row, itself first; absent when it stands for itself alone. */
  readonly folded?: readonly number[];
  /** The row begins retransmissions that could be folded into it. */
  readonly canFold?: boolean;
  /** Of a retransmission: how long after the sending before it was sent again, for each that stands here. */
  readonly waits?: readonly Millis[];
  /** Short words of what its SDP did: `hold`, `resume`, `T.38`. */
  readonly effects?: readonly string[];
  /** It was seen once more: index of the message whose row is above, and the capture point that saw it. */
  readonly copyOf?: number;
  readonly point?: string;
}

export type ShownRow = ShownMessage | LadderGap | LadderEvent | LadderSeam;

export interface ShownLadder {
  readonly hosts: readonly ShownHost[];
  readonly hidden: readonly ShownHost[];
  readonly rows: readonly ShownRow[];
  readonly legs?: readonly number[];
  /** What the server left out. */
  readonly omitted: number;
  /** Messages of the whole ladder, those shown (folded ones among them), and those that go to or from hidden hosts. */
  readonly messages: number;
  readonly shown: number;
  readonly behindHosts: number;
  /** Time of the first message of the whole ladder: what is left out does not move the clock. */
  readonly start: number | undefined;
  /** Messages of each method, of the whole ladder. */
  readonly methods: ReadonlyMap<string, number>;
}
