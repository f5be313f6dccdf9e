// Plays the packets of one stream into a channel: put in order, decrypted, decoded, and placed on the time line. What is missing stays
// silent; so do keys and comfort noise. Everything that is left out is counted.

import type { AudioDecoder } from '../media/decode/decoder.ts';
import { Resampler } from '../media/decode/resampler.ts';
import { isBesideMedia } from '../media/payload-formats.ts';
import { type RtpHeader, readRtpHeader, withoutPadding } from '../media/rtp-packet.ts';
import type { SrtpReceiver } from '../media/srtp/receiver.ts';
import type { AudioTrack } from '../model/audio.ts';
import { MICROS_PER_SECOND } from '../model/time.ts';
import type { PayloadFormat } from './announcement.ts';
import { readKeyPress } from './key-press.ts';
import type { Marks } from './marks.ts';
import { PacketOrder } from './packet-order.ts';
import { StreamClock } from './stream-clock.ts';
import type { SampleTrack } from './track.ts';

/** How packets of one payload type are played. */
export interface PlayedFormat {
  readonly format: PayloadFormat;
  /** Undefined where there is none for it. */
  readonly decoder: AudioDecoder | undefined;
}

export interface StreamPlayerOptions {
  /** Number of the stream, for the account. */
  readonly stream: number;
  readonly channel: 0 | 1;
  /** By payload type. */
  readonly formats: ReadonlyMap<number, PlayedFormat>;
  /** Opens SRTP; undefined for a stream in the clear. */
  readonly receiver: SrtpReceiver | undefined;
  /** Packets that do not open may be plain: their profile did not say that they are secure. */
  readonly mayBePlain: boolean;
  readonly track: SampleTrack;
  readonly marks: Marks;
}

interface Packet {
  readonly bytes: Uint8Array;
  readonly header: RtpHeader;
  /** µs, with a fraction. */
  readonly arrival: number;
}

/** Samples without a gap, from one decoder. */
interface Run {
  readonly decoder: AudioDecoder;
  readonly resampler: Resampler;
  /** Where its next sample belongs. */
  place: number;
  /** The timestamp that goes on with it. */
  timestamp: number;
}

/** A gap in the numbers of more than this is no loss that could be heard: the sender was elsewhere. */
const LONGEST_LOSS = 60 * MICROS_PER_SECOND;

export class StreamPlayer {
  readonly stream: number;
  /** Packets that were opened without being authenticated. */
  unverified = 0;
  comfortNoise = 0;
  /** Packets of payload types that nothing describes. */
  readonly unknownTypes = new Set<number>();
  private readonly options: StreamPlayerOptions;
  private readonly order: PacketOrder<Packet>;
  private readonly clock = new StreamClock();
  private readonly codecs = new Set<string>();
  private readonly undecoded = new Set<string>();
  private run: Run | undefined;
  /** Where what was sent so far ends, in µs. */
  private endTime = Number.NaN;
  private packets = 0;
  private played = 0;
  private failed = 0;

  constructor(options: StreamPlayerOptions) {
    this.options = options;
    this.stream = options.stream;
    this.order = new PacketOrder((packet, missing, isRestart) => this.play(packet, missing, isRestart));
  }

  /** How often its timestamps jumped. */
  get jumps(): number {
    return this.clock.jumps;
  }

  take(bytes: Uint8Array, arrival: number): void {
    const header = readRtpHeader(bytes);
    this.packets++;
    if (header === undefined) this.failed++;
    else this.order.push(header.sequence, { bytes, header, arrival });
  }

  finish(): void {
    this.order.finish();
    this.endRun();
  }

  account(): AudioTrack {
    const { stream, channel, receiver } = this.options;
    return {
      stream,
      channel,
      codecs: [...this.codecs],
      undecoded: [...this.undecoded],
      suites: [...new Set(receiver?.used.map(({ suite }) => suite.name))],
      packets: this.packets,
      played: this.played,
      lost: this.order.lost,
      dropped: this.order.dropped,
      failed: this.failed,
    };
  }

  private play(packet: Packet, missing: number, isRestart: boolean): void {
    const { header, arrival } = packet;
    const found = this.options.formats.get(header.payloadType);
    if (found === undefined) {
      this.unknownTypes.add(header.payloadType);
      return;
    }
    const { format, decoder } = found;
    const time = this.clock.timeOf(header.timestamp, arrival, format.clockHz, isRestart);
    if (isRestart) decoder?.reset();
    else if (missing > 0) this.markLoss(time, missing);
    const payload = this.open(packet);
    if (payload === undefined) this.failed++;
    else if (isBesideMedia(format.name)) this.playBeside(format, payload, time);
    else if (decoder === undefined) this.undecoded.add(format.name);
    else this.decode(packet, payload, format, decoder, time);
  }

  private open({ bytes, header }: Packet): Uint8Array | undefined {
    const { receiver, mayBePlain } = this.options;
    const opened = receiver?.open(bytes, header);
    if (opened !== undefined && !opened.isVerified) this.unverified++;
    if (receiver !== undefined && opened === undefined && !(mayBePlain && receiver.opened === 0)) return undefined;
    return withoutPadding(opened?.payload ?? bytes.subarray(header.headerBytes), header.hasPadding);
  }

  private playBeside(format: PayloadFormat, payload: Uint8Array, time: number): void {
    const press = /^telephone-event$/i.test(format.name) ? readKeyPress(payload) : undefined;
    if (press === undefined) this.comfortNoise++;
    else this.options.marks.key(this.options.channel, time, press.duration, format.clockHz, press.digit);
    this.played++;
  }

  private decode(
    { header }: Packet,
    payload: Uint8Array,
    format: PayloadFormat,
    decoder: AudioDecoder,
    time: number,
  ): void {
    const { track, channel } = this.options;
    const sound = decoder.decode(payload);
    if (sound.length === 0) {
      // An empty payload is how some senders are silent.
      if (payload.length > 0) this.failed++;
      return;
    }
    let { run } = this;
    if (run === undefined || run.decoder !== decoder || run.timestamp !== header.timestamp) {
      this.endRun();
      const resampler = new Resampler(decoder.sampleRate, track.sampleRate);
      run = { decoder, resampler, place: track.placeOf(time), timestamp: header.timestamp };
      this.run = run;
    }
    this.codecs.add(format.name);
    this.played++;
    run.timestamp = (header.timestamp + Math.round((sound.length * format.clockHz) / decoder.sampleRate)) >>> 0;
    this.endTime = time + (sound.length * MICROS_PER_SECOND) / decoder.sampleRate;
    const ready = run.resampler.push(sound);
    track.add(channel, run.place, ready);
    run.place += ready.length;
  }

  private endRun(): void {
    const { run } = this;
    if (run === undefined) return;
    this.options.track.add(this.options.channel, run.place, run.resampler.finish());
    this.run = undefined;
  }

  private markLoss(time: number, missing: number): void {
    const { channel, marks } = this.options;
    const isPlausible = this.endTime < time && time - this.endTime < LONGEST_LOSS;
    marks.loss(channel, isPlausible ? this.endTime : time, time, missing);
  }
}
