// A watch that tests drive: what follows a file looks again when `look` is called, and at no other time.

import { Frame } from '../../collector/model/frame.ts';
import { type SegmentReader, Step } from '../../collector/segment/reader.ts';
import { Gate, type MakeWatch, type Watch } from '../../collector/segment/watch.ts';
import { type KeptFrame, keep } from './segment-frames.ts';

export class ManualWatch implements Watch {
  private readonly gate = new Gate();
  private readonly idle = new Gate();
  closed = false;
  waits = 0;

  async changed(): Promise<void> {
    this.waits++;
    this.idle.open();
    await this.gate.pass();
  }

  wake(): void {
    this.gate.open();
  }

  close(): void {
    this.closed = true;
    this.gate.openForGood();
  }

  /** Resolves when the reader has found nothing more and waits. */
  whenIdle(): Promise<void> {
    return this.idle.pass();
  }

  /** Always this watch. */
  readonly make: MakeWatch = () => this;
}

/** Frames and ticks of a reader that follows, owned, as they come. */
export class Followed {
  readonly frames: KeptFrame[] = [];
  /** `time/point/lost` of each tick. */
  readonly ticks: string[] = [];
  readonly ended: Promise<void>;
  private readonly watch: ManualWatch;

  constructor(reader: SegmentReader, watch: ManualWatch) {
    this.watch = watch;
    this.ended = this.read(reader);
  }

  /** What came by now, as text: all that was there is read when it resolves. */
  async texts(): Promise<string> {
    this.watch.wake();
    await this.watch.whenIdle();
    return this.text;
  }

  get text(): string {
    return this.frames.map(({ bytes }) => bytes.toString()).join('');
  }

  private async read(reader: SegmentReader): Promise<void> {
    const frame = new Frame();
    for (let step = reader.next(frame); step !== Step.End; step = reader.next(frame)) {
      if (step === Step.More) await reader.fill();
      else if (step === Step.Tick) this.ticks.push(`${frame.timeMicros}/${frame.point}/${frame.lostFrames}`);
      else this.frames.push(keep(frame));
    }
  }
}
