// Losses and keys of a rendering, to be drawn at their places. Bounded: what comes beyond is counted.

import type { AudioMark } from '../model/audio.ts';
import { MICROS_PER_SECOND, type Micros, millis } from '../model/time.ts';

/** Of one rendering. */
const MAX_MARKS = 5000;

export class Marks {
  /** Marks that found no room. */
  shed = 0;
  private readonly list: AudioMark[] = [];
  private readonly startTime: Micros;
  private readonly endTime: Micros;

  /** What lies outside these times is left out. */
  constructor(startTime: Micros, endTime: Micros) {
    this.startTime = startTime;
    this.endTime = endTime;
  }

  /** In order of time. */
  all(): AudioMark[] {
    return this.list.sort((a, b) => a.at - b.at);
  }

  loss(channel: 0 | 1, from: number, to: number, packets: number): void {
    this.add('loss', channel, from, to, `${packets}`);
  }

  /** The packets of one event repeat it, each time longer: `timestamp` says that it is the same. */
  key(channel: 0 | 1, from: number, ticks: number, clockHz: number, digit: string): void {
    const to = from + (ticks * MICROS_PER_SECOND) / clockHz;
    const last = this.list.findLast(mark => mark.kind === 'dtmf' && mark.channel === channel);
    const at = millis(from - this.startTime);
    if (last === undefined || last.text !== digit || last.at !== at) this.add('dtmf', channel, from, to, digit);
    else this.list[this.list.lastIndexOf(last)] = { ...last, duration: Math.max(last.duration, millis(to - from)) };
  }

  private add(kind: AudioMark['kind'], channel: 0 | 1, from: number, to: number, text: string): void {
    if (to <= this.startTime || from >= this.endTime) return;
    if (this.list.length >= MAX_MARKS) {
      this.shed++;
      return;
    }
    this.list.push({ kind, channel, at: millis(from - this.startTime), duration: millis(to - from), text });
  }
}
