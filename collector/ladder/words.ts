// The words on a ladder, the same in text, SVG and Mermaid: what stands on an arrow, beside it, in a gap.
// Gives plain text as the traffic had it; whoever draws it escapes it for its medium.

import type { LadderDiagram, LadderGap, LadderHost, LadderMessage } from '../model/ladder.ts';
import type { Micros, Millis } from '../model/time.ts';
import { isoTime, MICROS_PER_SECOND } from '../model/time.ts';
import { endpointText } from './hosts.ts';

/** How the time column counts: UTC clock, from the first row, or from the row before. */
export type LadderTimes = 'absolute' | 'relative' | 'delta';

const MILLIS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;
const MAX_PORTS_SHOWN = 3;
const MAX_ADDRESSES_SHOWN = 2;
/** Characters on one arrow: a reason phrase may be 64 KiB long, a drawing of thousands of them may not. */
const MAX_WORDS = 300;

/**
 * Makes the words of the arrows of `diagram`: `INVITE (SDP PCMU PCMA)`, `INVITE (retransmission)`, `200 OK (BYE)`,
 * `BYE (:5070 → :5060, seen 2 times)`. The method of a response is told where there are several, ports where a column
 * has several, the transport where the diagram has several, and which leg it is of when there are several.
 */
export function makeArrowWords(diagram: LadderDiagram): (message: LadderMessage) => string {
  const messages = diagram.rows.filter(row => row.type === 'message');
  const transports = new Set(messages.map(message => message.transport));
  const answered = new Set(messages.flatMap(message => (message.statusCode === 0 ? [] : [message.method])));
  const positions = new Map((diagram.legs ?? []).map((leg, i) => [leg, i + 1]));
  return message => {
    const details: string[] = [];
    const position = positions.get(message.leg);
    if (position !== undefined) details.push(`leg ${position}`);
    // An answer without its method is taken for one to INVITE.
    if (message.statusCode > 0 && answered.size > 1 && !['INVITE', ''].includes(message.method))
      details.push(message.method);
    if (message.retransmission) details.push('retransmission');
    else if (message.hasSdp) details.push(message.sdp === '' ? 'SDP' : `SDP ${message.sdp}`);
    if (transports.size > 1) details.push(message.transport);
    const ports = portWords(message, diagram.hosts);
    if (ports !== '') details.push(ports);
    if (message.duplicates > 0) details.push(`seen ${message.duplicates + 1} times`);
    details.push(...message.faults);
    const words = details.length === 0 ? message.label : `${message.label} (${details.join(', ')})`;
    return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words;
  };
}

function portWords(message: LadderMessage, hosts: readonly LadderHost[]): string {
  const source = severalPorts(hosts[message.from]);
  const destination = severalPorts(hosts[message.to]);
  if (source && destination) return `:${message.sourcePort} → :${message.destinationPort}`;
  if (source) return `from :${message.sourcePort}`;
  if (destination) return `to :${message.destinationPort}`;
  return '';
}

function severalPorts(host: LadderHost | undefined): boolean {
  return host !== undefined && host.ports.length > 1;
}

/** The lines above a column: its label when that is no address, the address, its ports. */
export function headLines(host: LadderHost): readonly string[] {
  if (host.addresses !== undefined) return [host.label, addressList(host.addresses)];
  const [first] = host.ports;
  const alone = first !== undefined && host.ports.length === 1;
  const lines = alone ? [endpointText(host.address, first)] : [host.address];
  if (host.label !== host.address && host.label !== lines[0]) lines.unshift(host.label);
  if (!alone && first !== undefined) lines.push(portList(host.ports));
  return lines;
}

function addressList(addresses: readonly string[]): string {
  const hidden = addresses.length - MAX_ADDRESSES_SHOWN;
  const shown = addresses.slice(0, MAX_ADDRESSES_SHOWN).join(' ');
  return hidden > 0 ? `${shown} +${hidden} addresses` : shown;
}

function portList(ports: readonly number[]): string {
  const shown = ports.slice(0, MAX_PORTS_SHOWN).map(port => `:${port}`);
  const hidden = ports.length - shown.length;
  return hidden > 0 ? `${shown.join(' ')} +${hidden} ports` : shown.join(' ');
}

/** `no message for 12.3 s`, `no message for 2 min 05 s`: media may flow all the while. */
export function gapWords(gap: LadderGap): string {
  return `no message for ${durationWords(gap.duration)}`;
}

/** `340 ms`, `1.234 s`, `2 min 05 s`, `3 h 20 min`, for people. */
export function durationWords(duration: Millis): string {
  if (duration < MILLIS_PER_SECOND) return `${Number(duration.toPrecision(3))} ms`;
  const seconds = duration / MILLIS_PER_SECOND;
  if (seconds < SECONDS_PER_MINUTE) return `${Number(seconds.toPrecision(4))} s`;
  const whole = Math.round(seconds);
  if (whole < SECONDS_PER_HOUR)
    return `${Math.floor(whole / SECONDS_PER_MINUTE)} min ${twoDigits(whole % SECONDS_PER_MINUTE)} s`;
  const minutes = Math.floor(whole / SECONDS_PER_MINUTE);
  return `${Math.floor(minutes / SECONDS_PER_MINUTE)} h ${twoDigits(minutes % SECONDS_PER_MINUTE)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Time words for the rows of one diagram, and the head of their column. */
export interface Clock {
  readonly head: string;
  /** `previous` is the time of the message above, undefined for the first. */
  words(time: Micros, previous: Micros | undefined): string;
}

/** A clock for `diagram`; absolute times carry the date in every row only when the ladder crosses midnight (UTC). */
export function makeClock(diagram: LadderDiagram, times: LadderTimes): Clock {
  const first = diagram.rows[0]?.time ?? 0;
  switch (times) {
    case 'absolute':
      return absoluteClock(diagram, first);
    case 'relative':
      return { head: 'seconds', words: time => secondsWords(time - first) };
    case 'delta':
      return { head: 'delta s', words: (time, previous) => secondsWords(previous === undefined ? 0 : time - previous) };
    default:
      return assertNever(times);
  }
}

function absoluteClock(diagram: LadderDiagram, first: Micros): Clock {
  const date = dateOf(first);
  const sameDay = date.length < isoTime(first).length && diagram.rows.every(row => dateOf(row.time) === date);
  if (sameDay) return { head: `${date} UTC`, words: time => isoTime(time).slice(date.length + 1, -1) };
  return { head: 'UTC', words: time => isoTime(time).replace('T', ' ').replace('Z', '') };
}

function dateOf(time: Micros): string {
  return isoTime(time).split('T', 1)[0] ?? '';
}

function secondsWords(duration: Micros): string {
  const sign = duration < 0 ? '-' : '+';
  const magnitude = Math.abs(duration);
  const seconds = Math.floor(magnitude / MICROS_PER_SECOND);
  return `${sign}${seconds}.${String(magnitude - seconds * MICROS_PER_SECOND).padStart(6, '0')}`;
}

/** Closes a switch over a union: a new member is a compile error where it is forgotten. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
