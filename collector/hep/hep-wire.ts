// What carries the frames of a HEP sender: a door with one kind behind it for UDP and one for TCP and TLS, and the limits of both.

/** Counters are since it was made; see HepSenderStatus. */
export interface HepWire {
  readonly isConnected: boolean;
  readonly sent: number;
  readonly dropped: number;
  readonly reconnects: number;
  readonly waitingBytes: number;
  readonly problem: string | undefined;
  /** Copies `frame[0, length)` and sends it when it can, or drops it. Never waits, never throws. */
  send(frame: Buffer, length: number): void;
  close(): Promise<void>;
}

/** Bytes that may wait for the network before messages are dropped. */
export const MAX_QUEUE_BYTES = 16 * 1024 * 1024;
/** How long a closing sender waits for the last frames to leave. */
const CLOSE_MILLIS = 2000;

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 30_000;

/** How long to wait before attempt number `attempt` (from 1) that follows on a failure: twice as long each time, up to 30 s. */
export function pauseMillis(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** Math.min(attempt - 1, 10));
}

/** Resolves when the function that `register` was given is called, or after CLOSE_MILLIS. */
export function lastFrames(register: (done: () => void) => void): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, CLOSE_MILLIS);
    register(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What the system said, in its own words and with its code. */
export function problemText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
