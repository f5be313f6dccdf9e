// What an offer and its answer did, in short words, and who holds whom since (RFC 3264 §8.4, RFC 6337 §5.3).

import type { MediaLine, MediaSession, MediaSide } from '../model/session.ts';
import { type Agreement, codecKey, otherParty, type Party, sideOfParty } from './media-lines.ts';

/** Whether each of the two holds the other. */
export interface Holds {
  readonly caller: boolean;
  readonly callee: boolean;
}

export const NOBODY_HOLDS: Holds = { caller: false, callee: false };

export function holdWord(holds: Holds): MediaSession['hold'] {
  if (holds.caller && holds.callee) return 'both';
  return holds.caller ? 'caller' : holds.callee ? 'callee' : 'none';
}

/** The holds after an offer and its answer. The first line that is on decides: audio, as a rule. */
export function holdsAfter(before: Holds, lines: readonly MediaLine[], offeredBy: Party): Holds {
  const line = lines.find(one => one.media.toLowerCase() === 'audio' && isOn(one)) ?? lines.find(isOn);
  if (line === undefined || line.t38) return before;
  const answeredBy = otherParty(offeredBy);
  const offered = line.offerer.direction;
  const answered = line.answerer?.direction;
  const asks = offered === 'sendonly' || offered === 'inactive' || isNullAddress(line.offerer.address);
  // Who is asked to be silent, and is, may hold as well or not: that cannot be told from an answer it had to give (RFC 3264 §6.1).
  const isForced = offered === 'inactive' || answered === undefined;
  const answers = isForced
    ? before[answeredBy]
    : answered === 'sendonly' || answered === 'inactive' || isNullAddress(line.answerer?.address ?? '');
  return offeredBy === 'caller' ? { caller: asks, callee: answers } : { caller: answers, callee: asks };
}

/** RFC 2543 §B.5 put on hold by this address; IPv6 has its own. */
function isNullAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

export function isOn(line: MediaLine): boolean {
  return line.offerer.port !== 0 && line.answerer?.port !== 0;
}

/** Words about what was agreed on, against what stood before. */
export function effectsOf(
  lines: readonly MediaLine[],
  offeredBy: Party,
  before: Agreement | undefined,
  holdsBefore: Holds,
  holds: Holds,
): string[] {
  const effects: string[] = [];
  if ((holds.caller && !holdsBefore.caller) || (holds.callee && !holdsBefore.callee)) effects.push('hold');
  if ((!holds.caller && holdsBefore.caller) || (!holds.callee && holdsBefore.callee)) effects.push('resume');
  for (const line of lines) effects.push(...lineEffects(line, offeredBy, before));
  if (before !== undefined && lines.every(line => line.change === 'kept')) effects.push('no change');
  return [...new Set(effects)];
}

function lineEffects(line: MediaLine, offeredBy: Party, before: Agreement | undefined): string[] {
  const old = before?.lines[line.index];
  const name = line.media.toLowerCase();
  switch (line.change) {
    case 'kept':
      return [];
    case 'dropped':
    case 'refused':
      return [`${name} ${line.change}`];
    case 'added':
      if (line.t38) return ['T.38'];
      return before === undefined ? [] : [`${name} added`];
    case 'changed':
      return old === undefined || before === undefined ? [] : changes(line, offeredBy, old, before.offeredBy);
  }
}

function changes(line: MediaLine, offeredBy: Party, old: MediaLine, oldOfferedBy: Party): string[] {
  if (line.t38 !== old.t38) return [line.t38 ? 'T.38' : 'T.38 ended'];
  const effects: string[] = [];
  const parties = ['caller', 'callee'] as const;
  const moved = parties.filter(party =>
    hasMoved(sideOfParty(old, oldOfferedBy, party), sideOfParty(line, offeredBy, party)),
  );
  if (moved.length > 0) effects.push('address changed');
  if (codecsOf(line) !== codecsOf(old)) effects.push('codec changed');
  if (line.dtmf !== old.dtmf) effects.push(`telephone-event ${line.dtmf ? 'added' : 'dropped'}`);
  if (line.security !== old.security) effects.push(`security changed to ${line.security}`);
  return effects;
}

/** The address of hold is no new place. */
function hasMoved(old: MediaSide | undefined, now: MediaSide | undefined): boolean {
  if (old === undefined || now === undefined || isNullAddress(old.address) || isNullAddress(now.address)) return false;
  return old.address !== now.address || old.port !== now.port;
}

function codecsOf(line: MediaLine): string {
  return line.common.map(codecKey).join(' ');
}
