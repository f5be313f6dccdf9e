// What a filter may ask of a leg without making a text: numbers that stand for texts, and whether words may stand in bytes.
// A million legs have few methods and far fewer addresses than legs, so each number is tested as a text once:
//
//   leg ─▶ number ─▶ verdict known? ── yes ─▶ verdict
//                         no ─▶ text ─▶ test ─▶ kept by number

import type { ByteNeedle } from './byte-needle.ts';
import type { Verdict } from './verdicts.ts';

/** One leg, as the store keeps it; every number counts from 0. */
export interface FilterColumns {
  /** Whose numbers these are: elsewhere they stand for other texts. */
  readonly owner: object;
  readonly kindNumber: number;
  readonly stateNumber: number;
  readonly methodNumber: number;
  /** Of endpoints. */
  readonly sourceNumber: number;
  readonly destinationNumber: number;
  readonly transportNumber: number;
  /** Of users; 0 is none. */
  readonly fromUserNumber: number;
  readonly toUserNumber: number;
  /** Of what rules found, -1 when that has none. */
  readonly findingsNumber: number;
  methodName(number: number): string;
  address(endpoint: number): string;
  port(endpoint: number): number;
  /** The address as a number; -1 for IPv6. */
  ipv4(endpoint: number): number;
  /** `ip:port` */
  endpointText(endpoint: number): string;
  userText(number: number): string;
  userMayHold(number: number, needle: ByteNeedle): boolean;
  /** Whether the test says yes to a method, an endpoint, or a status code of any message of the leg. */
  someMethod(test: (method: number) => boolean): boolean;
  someEndpoint(test: (endpoint: number) => boolean): boolean;
  someCode(test: (code: number) => boolean): boolean;
  /** Whether From, To, Call-ID hold the words in any case; unknown where only the text can tell. */
  fromHolds(needle: ByteNeedle): Verdict;
  toHolds(needle: ByteNeedle): Verdict;
  callIdHolds(needle: ByteNeedle): Verdict;
}

/** How the values of a field are found without reading them as texts. */
export interface ColumnReader {
  /** The one number of the leg: equal for equal values; -1 when there is none, and the values themselves are to be read. */
  readonly number?: (leg: FilterColumns) => number;
  /** Several: `textOf` says what a number stands for. */
  readonly some?: (leg: FilterColumns, test: (number: number) => boolean) => boolean;
  readonly textOf?: (leg: FilterColumns, number: number) => string;
  /** False when what a number stands for cannot hold the words. */
  readonly numberMayHold?: (leg: FilterColumns, number: number, needle: ByteNeedle) => boolean;
  /** Endpoints of a field of addresses: whether the test says yes to one. `hasPort`: as text it is `ip:port`, not `ip`. */
  readonly endpoints?: {
    readonly hasPort: boolean;
    readonly some: (leg: FilterColumns, test: (endpoint: number) => boolean) => boolean;
  };
  /** Whether the one text of the leg holds the words in any case; unknown where only the text can tell. */
  readonly holds?: (leg: FilterColumns, needle: ByteNeedle) => Verdict;
}
