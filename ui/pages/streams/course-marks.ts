// What happened to media besides their packets, on one time axis: keys that were pressed, and offers that changed something. Pure.

import type { DtmfEvent, MediaSession, Micros, StreamDetail } from '../../../server/wire/types.ts';

export interface CourseMark {
  readonly time: Micros;
  /** `5`, `hold`. */
  readonly text: string;
  readonly way: DtmfEvent['way'] | 'offer';
}

/** The time axis that streams and sound share. */
export interface CourseAxis {
  readonly from: Micros;
  readonly to: Micros;
}

/** From the first to the last of all that is shown; undefined when there is nothing. */
export function courseAxis(
  streams: readonly Pick<StreamDetail, 'startTime' | 'endTime'>[],
  sound: { readonly startTime: Micros; readonly duration: number } | undefined,
): CourseAxis | undefined {
  // Where there is a waveform its axis counts: the lane stands right below it.
  if (sound !== undefined && sound.duration > 0)
    return { from: sound.startTime, to: sound.startTime + sound.duration * 1000 };
  if (streams.length === 0) return undefined;
  return {
    from: Math.min(...streams.map(stream => stream.startTime)),
    to: Math.max(...streams.map(stream => stream.endTime)),
  };
}

export function keyMarks(events: readonly DtmfEvent[]): readonly CourseMark[] {
  return events.map(({ time, digit, way }) => ({ time, text: digit, way }));
}

/** Offers after the first of each dialog: what they did, or that there was one. */
export function offerMarks(sessions: readonly MediaSession[], plain: string): readonly CourseMark[] {
  return sessions.flatMap(({ exchanges }) =>
    exchanges.slice(1).map(({ effects, offerTime, answerTime }) => ({
      time: answerTime ?? offerTime,
      text: effects.length === 0 ? plain : effects.join(', '),
      way: 'offer' as const,
    })),
  );
}

/** Place on the axis, 0 to 1; undefined when it lies outside. */
export function shareOf(time: Micros, { from, to }: CourseAxis): number | undefined {
  const share = to > from ? (time - from) / (to - from) : 0;
  return share < 0 || share > 1 ? undefined : share;
}

/** Marks that would lie on each other, as one: `4 2 #` at the place of the first. `least` is the room that one needs, 0 to 1. */
export function groupMarks(marks: readonly CourseMark[], axis: CourseAxis, least: number): readonly CourseMark[] {
  const groups: { mark: CourseMark; last: number }[] = [];
  for (const mark of marks) {
    const share = shareOf(mark.time, axis);
    if (share === undefined) continue;
    const group = groups.at(-1);
    if (group !== undefined && group.mark.way === mark.way && share - group.last < least)
      groups[groups.length - 1] = { mark: { ...group.mark, text: `${group.mark.text} ${mark.text}` }, last: share };
    else groups.push({ mark, last: share });
  }
  return groups.map(({ mark }) => mark);
}
