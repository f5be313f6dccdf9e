// What a capture could have seen of media: a stream is missing only where it would have been captured. Facts over all calls, for the
// media of one call may be announced by the SDP of another: a B2BUA that lets two legs send to each other directly.

import type { Micros } from '../model/time.ts';

export interface MediaVantage {
  /** RTP from this IP address was seen, in any call. */
  hears(address: string): boolean;
  /** RTP between these two IP addresses was seen, in any call, whichever way. */
  sees(one: string, other: string): boolean;
  /** RTP to this `ip:port` was seen between these times, whatever call it was tied to. */
  reaches(endpoint: string, from: Micros, to: Micros): boolean;
  /** RTP from it. */
  leaves(endpoint: string, from: Micros, to: Micros): boolean;
  /** Some two addresses sent RTP to each other both ways: this is no capture of one direction. */
  readonly seesBothWays: boolean;
  /** Calls with RTP. */
  readonly calls: number;
}
