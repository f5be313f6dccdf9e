// Transfers (RFC 3515, RFC 5589): one row a REFER, with what its NOTIFYs told. Plain and JSON-safe.

import type { Micros } from './time.ts';

/** `accepted`: 2xx, and no NOTIFY has told how it went (RFC 4488 lets the subscription out). */
export type TransferState = 'pending' | 'accepted' | 'trying' | 'succeeded' | 'failed' | 'rejected' | 'timeout';

export interface TransferSummary {
  readonly id: string;
  readonly index: number;
  readonly callId: string;
  readonly leg: number;
  /** Index of the REFER. */
  readonly message: number;
  readonly time: Micros;
  /** `attended`: Refer-To names a dialog to replace (RFC 3891); `invite`: outside a dialog, as to a focus (RFC 4579 §5.5). */
  readonly kind: 'blind' | 'attended' | 'invite';
  readonly state: TransferState;
  /** Final response to the REFER; 0 while there is none. */
  readonly statusCode: number;
  /** What the last NOTIFY told of the new call; 0 while none did. */
  readonly outcomeCode: number;
  /** Who asks for it, who is asked, and where to: URIs. */
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly referredBy: string;
  /** Call-ID that Replaces names, and the leg when it was captured. */
  readonly replaces?: string;
  readonly replacedLeg?: number;
  readonly source: string;
  readonly destination: string;
  readonly lastTime: Micros;
  /** What NOTIFYs told, in order (at most 20). */
  readonly progress: readonly {
    readonly message: number;
    readonly time: Micros;
    readonly code: number;
    /** The status line of the sipfrag, made printable. */
    readonly text: string;
  }[];
}
