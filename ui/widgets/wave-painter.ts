// Paints the waveform of one or two channels with its marks on a canvas. Takes sizes in CSS pixels and colours that are resolved.

import { barsOf, laneOf, markAt, type WaveMark } from '../base/wave-layout.ts';

export interface PaintedMark extends WaveMark {
  readonly kind: 'loss' | 'dtmf';
  readonly text: string;
}

export interface WavePicture {
  readonly peaks: readonly (readonly number[])[];
  readonly marks: readonly PaintedMark[];
  /** ms. */
  readonly duration: number;
}

export interface WaveColours {
  /** By channel. */
  readonly channels: readonly string[];
  readonly muted: string;
  readonly loss: string;
  readonly key: string;
  readonly line: string;
  readonly font: string;
}

const KEY_HEIGHT = 12;
const LOSS_OPACITY = 0.28;

export function paintWave(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number; readonly scale: number },
  picture: WavePicture,
  colours: WaveColours,
  isMuted: (channel: number) => boolean,
): void {
  const { width, height, scale } = size;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  picture.peaks.forEach((peaks, channel) => {
    const lane = laneOf(channel, picture.peaks.length, height);
    context.fillStyle = colours.line;
    context.fillRect(0, lane.top + lane.height / 2, width, 1);
    context.fillStyle = isMuted(channel) ? colours.muted : (colours.channels[channel] ?? colours.muted);
    for (const bar of barsOf(peaks, lane, width)) context.fillRect(bar.x, bar.y, bar.width, bar.height);
  });
  for (const mark of picture.marks) paintMark(context, size, picture, colours, mark);
}

/** Losses are bands over their lane, keys stand in their lane's upper corner with a line. */
function paintMark(
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  { peaks, duration }: WavePicture,
  colours: WaveColours,
  mark: PaintedMark,
): void {
  const lane = laneOf(mark.channel, Math.max(1, peaks.length), height);
  const place = markAt(mark, duration, width);
  if (mark.kind === 'loss') {
    context.fillStyle = colours.loss;
    context.globalAlpha = LOSS_OPACITY;
    context.fillRect(place.x, lane.top, place.width, lane.height);
    context.globalAlpha = 1;
    context.fillRect(place.x, lane.top, place.width, 2);
    return;
  }
  context.fillStyle = colours.key;
  context.fillRect(place.x, lane.top, 1, lane.height);
  context.font = colours.font;
  context.textBaseline = 'top';
  context.fillText(mark.text, Math.min(place.x + 3, width - KEY_HEIGHT), lane.top);
}
