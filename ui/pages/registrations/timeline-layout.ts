// The bindings of an address of record as bars on one time axis: when each was valid, and what happened to it. Pure.
//
//   sip:a@10.0.0.1   ▕██████████▏   ▕█████████▏        valid, ran out, registered again
//                    ●    ○     ×   ●    ○    ✕        register, refresh, ran out, refused

import type { Micros, RegistrationDetail, RegistrationEvent } from '../../../server/wire/types.ts';

export type TickKind = 'register' | 'refresh' | 'removed' | 'refused' | 'unanswered' | 'expired' | 'open';

export interface TimelineTick {
  readonly time: Micros;
  readonly kind: TickKind;
  /** What happened; undefined where time alone did it. */
  readonly event: RegistrationEvent | undefined;
}

export interface TimelineBar {
  readonly from: Micros;
  readonly to: Micros;
  /** It is valid beyond the end of the axis. */
  readonly isOpen: boolean;
}

export interface TimelineRow {
  readonly index: number;
  readonly contact: string;
  readonly bars: readonly TimelineBar[];
  readonly ticks: readonly TimelineTick[];
  /** Events that a limit left out, oldest first. */
  readonly omitted: number;
}

export interface TimelineAxis {
  readonly from: Micros;
  readonly to: Micros;
}

const MICROS_PER_SECOND = 1e6;
/** Events of one binding that are drawn. */
const MAX_TICKS = 400;
/** A binding may outlast the capture by hours: so much of the axis shows that it does. */
const TAIL = 0.15;

export function timelineAxis(bindings: readonly RegistrationDetail[]): TimelineAxis {
  const times = bindings.flatMap(({ history, registration }) => [
    ...history.map(event => event.time),
    registration.lastTime,
  ]);
  const from = Math.min(...times);
  const last = Math.max(...times);
  const ends = bindings.flatMap(({ registration }) => registration.expiresAt ?? []);
  // What ran out did so within the capture: that it did is shown where it did.
  const ranOut = bindings.flatMap(({ registration: { state, expiresAt } }) =>
    state === 'expired' && expiresAt !== undefined ? [expiresAt] : [],
  );
  const seen = Math.max(last, ...ranOut);
  const tail = Math.max(MICROS_PER_SECOND, (seen - from) * TAIL);
  const isOver = ranOut.includes(seen);
  return { from, to: isOver ? seen + tail : Math.min(Math.max(seen, ...ends), seen + tail) };
}

export function timelineRow(detail: RegistrationDetail, axis: TimelineAxis): TimelineRow {
  const { registration, history, historyOmitted } = detail;
  const bars: TimelineBar[] = [];
  const ticks: TimelineTick[] = [];
  let valid: { from: Micros; until: Micros } | undefined;
  const close = (at: Micros): void => {
    if (valid !== undefined && at > valid.from)
      bars.push({ from: valid.from, to: Math.min(at, axis.to), isOpen: at > axis.to });
    valid = undefined;
  };
  /** Time goes on to `at`: what ran out before then did so. */
  const pass = (at: Micros): void => {
    if (valid === undefined || valid.until >= at) return;
    ticks.push({ time: valid.until, kind: 'expired', event: undefined });
    close(valid.until);
  };
  for (const event of history) {
    pass(event.time);
    const kind = tickKind(event);
    ticks.push({ time: event.time, kind, event });
    if (kind === 'removed') close(event.time);
    else if ((kind === 'register' || kind === 'refresh') && event.granted !== undefined)
      valid = { from: valid?.from ?? event.time, until: event.time + event.granted * MICROS_PER_SECOND };
  }
  // The axis may go beyond the capture: what is active when that ends has not run out.
  if (registration.state !== 'active') pass(axis.to);
  if (valid !== undefined) close(valid.until);
  const omitted = Math.max(0, ticks.length - MAX_TICKS);
  return {
    index: registration.index,
    contact: registration.contact,
    bars,
    ticks: ticks.slice(omitted),
    omitted: omitted + historyOmitted,
  };
}

function tickKind(event: RegistrationEvent): TickKind {
  if (event.timerExpired) return 'unanswered';
  if (event.statusCode === 0) return event.kind === 'removed by another' ? 'removed' : 'open';
  if (event.statusCode >= 300) return 'refused';
  if (event.kind === 'remove' || event.kind === 'removed by another' || event.granted === 0) return 'removed';
  return event.kind === 'register' ? 'register' : 'refresh';
}
