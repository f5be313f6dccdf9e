// How loud each channel of an audio element is: the browser's audio graph between it and the loudspeaker, made when somebody first
// plays, for browsers allow none before.
//
//   <audio> ──▶ splitter ─┬▶ gain 0 ─┬▶ merger ──▶ loudspeaker
//                         └▶ gain 1 ─┘

export class ChannelGains {
  private readonly levels: number[] = [1, 1];
  private gains: readonly GainNode[] = [];
  private context: AudioContext | undefined;

  /** 0..1; it holds also for what is connected later. */
  set(channel: number, level: number): void {
    this.levels[channel] = level;
    const gain = this.gains[channel]?.gain;
    if (gain !== undefined) gain.value = level;
  }

  /** Once for an element; more channels than one are told apart. */
  connect(element: HTMLMediaElement): void {
    if (this.context !== undefined) {
      // Closed meanwhile: then nothing is left to play.
      this.context.resume().catch(() => undefined);
      return;
    }
    const context = new AudioContext();
    const source = context.createMediaElementSource(element);
    const splitter = context.createChannelSplitter(2);
    const merger = context.createChannelMerger(2);
    source.connect(splitter);
    this.gains = this.levels.map((level, channel) => {
      const gain = context.createGain();
      gain.gain.value = level;
      splitter.connect(gain, channel);
      gain.connect(merger, 0, channel);
      return gain;
    });
    merger.connect(context.destination);
    this.context = context;
  }

  close(): void {
    void this.context?.close();
    this.context = undefined;
    this.gains = [];
  }
}
