// Plays a sound with one or two channels, and shows what it looks like: loudness, losses, keys. Takes the address of a WAV file and its
// outline, and in the slot `lane` what stands below it on the same axis; knows nothing of calls. Says `audio-time` ({ at } in ms) as it plays, and when somebody seeks.
//
// Keys, anywhere in it: Space plays and pauses, arrows go 5 s, with Shift 1 s, Home and End to the ends.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import { place } from '../base/place.ts';
import { visibleText } from '../base/visible-text.ts';
import { playTime, timeAt } from '../base/wave-layout.ts';
import { ThemeController } from '../controllers/theme-controller.ts';
import { shared } from '../styles/shared.ts';
import { texts } from '../texts.ts';
import { playerStyles } from './audio-player.styles.ts';
import { ChannelGains } from './channel-gains.ts';
import { icon } from './icon.ts';
import { paintWave, type WaveColours, type WavePicture } from './wave-painter.ts';

/** What is shown of a sound. */
export interface PlayerSound extends WavePicture {
  readonly notes: readonly string[];
  /** Why nothing of it can be heard. */
  readonly problem?: PlayerProblem;
}

export interface PlayerProblem {
  readonly message: string;
  readonly hint: string;
}

const SPEEDS = [0.5, 1, 1.5, 2] as const;
const STEP = 5000;
const SMALL_STEP = 1000;
const CHANNELS = ['left', 'right'] as const;
/** Stands for a sound that is asked for: most have two channels, and its player is as high as theirs. */
const AWAITED: PlayerSound = { duration: 1, peaks: [[], []], marks: [], notes: [] };

@customElement('audio-player')
export class AudioPlayer extends LitElement {
  static override styles = [shared, playerStyles];

  /** Of the WAV file; empty: nothing can be played. */
  @property() url = '';
  /** Undefined while it is asked for. */
  @property({ attribute: false }) sound: PlayerSound | undefined;
  /** What went wrong when it was asked for. */
  @property({ attribute: false }) problem: PlayerProblem | undefined;
  /** Who speaks in each channel. */
  @property({ attribute: false }) names: readonly string[] = texts.player.channels;
  @state() private isPlaying = false;
  @state() private at = 0;
  @state() private speed = 1;
  @state() private volumes: readonly number[] = [1, 1];
  @state() private mutes: readonly boolean[] = [false, false];
  @state() private isBroken = false;
  @query('audio') private audio!: HTMLAudioElement | null;
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  private readonly gains = new ChannelGains();
  private readonly sizes = new ResizeObserver(() => this.paint());

  constructor() {
    super();
    // What is painted on a canvas knows no tokens.
    new ThemeController(this, () => this.paint());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.audio?.pause();
    this.gains.close();
    this.sizes.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('url')) return;
    this.isPlaying = false;
    this.isBroken = false;
    this.at = 0;
  }

  override updated(): void {
    this.paint();
  }

  override render(): TemplateResult {
    const problem = this.problem ?? this.sound?.problem;
    if (problem !== undefined) return renderProblem(problem);
    const { sound } = this;
    if (sound === undefined)
      return html`<p class="quiet awaiting" role="status">${texts.player.loading}</p>${this.renderPlayer(AWAITED)}`;
    if (sound.duration === 0) return html`<p class="quiet">${texts.player.empty}</p>`;
    return this.renderPlayer(sound);
  }

  /** What is not here yet keeps its place, unseen. */
  private renderPlayer(sound: PlayerSound): TemplateResult {
    const isAwaited = sound === AWAITED;
    return html`<div role="group" class=${isAwaited ? 'unseen' : ''} aria-label=${texts.player.label} @keydown=${this.onKey}>
      ${
        isAwaited
          ? nothing
          : html`<audio preload="none" src=${this.url} @timeupdate=${this.onTime} @ended=${this.onEnded} @error=${this.onError}
        @play=${() => this.setPlaying(true)} @pause=${() => this.setPlaying(false)}></audio>`
      }
      ${this.renderWave(sound)}
      <slot name="lane"></slot>
      <div class="bar">
        <button type="button" class="icon-button play" title=${this.playLabel} aria-label=${this.playLabel} @click=${this.toggle}>${icon(this.isPlaying ? 'pause' : 'play')}</button>
        <span class="time">${playTime(this.at)} / ${playTime(sound.duration)}</span>
        ${sound.peaks.map((_, channel) => this.renderChannel(channel, sound.peaks.length))}
        <label class="end">${texts.player.speed}
          <select .value=${String(this.speed)} @change=${this.onSpeed}>${SPEEDS.map(speed => html`<option value=${speed} ?selected=${speed === this.speed}>${speed}×</option>`)}</select>
        </label>
      </div>
      ${this.isBroken ? html`<p role="alert">${texts.player.broken}</p>` : nothing}
      ${renderNotes(sound)}
    </div>`;
  }

  private renderWave(sound: PlayerSound): TemplateResult {
    const percent = (this.at / sound.duration) * 100;
    return html`<div class="wave ${sound.peaks.length === 1 ? 'mono' : ''}" role="slider" tabindex="0" aria-label=${texts.player.position}
        aria-valuemin="0" aria-valuemax=${Math.round(sound.duration)} aria-valuenow=${Math.round(this.at)}
        aria-valuetext=${texts.player.valueText(playTime(this.at), playTime(sound.duration))} @pointerdown=${this.onPointer}>
      <canvas aria-hidden="true"></canvas>
      <div class="cursor" ${place({ left: `${percent}%` })}></div>
      <i class="probe left"></i><i class="probe right"></i><i class="probe muted"></i><i class="probe loss"></i><i class="probe key"></i><i class="probe line"></i>
    </div>`;
  }

  private renderChannel(channel: number, channels: number): TemplateResult {
    const name = channels === 1 ? texts.player.volume : (this.names[channel] ?? '');
    const isMuted = this.mutes[channel] ?? false;
    return html`<span class="channel">
      <span class="swatch ${CHANNELS[channel] ?? ''}"></span>
      <button type="button" aria-pressed=${isMuted} title=${texts.player.mute(name)} @click=${() => this.mute(channel)}>${visibleText(name)}</button>
      <input type="range" min="0" max="1" step="0.05" .value=${String(this.volumes[channel] ?? 1)} aria-label=${texts.player.volumeOf(name)}
        @input=${(event: Event) => this.setVolume(channel, event)}>
    </span>`;
  }

  private get playLabel(): string {
    return this.isPlaying ? texts.player.pause : texts.player.play;
  }

  /** Plays or pauses. */
  toggle(): void {
    const { audio } = this;
    if (audio === null) return;
    if (!audio.paused) {
      audio.pause();
      return;
    }
    this.gains.connect(audio);
    audio.playbackRate = this.speed;
    audio.play().catch(() => this.setPlaying(false));
  }

  /** Goes to `at`, in ms. */
  seek(at: number): void {
    const { audio, sound } = this;
    if (audio === null || sound === undefined) return;
    this.at = Math.min(sound.duration, Math.max(0, at));
    audio.currentTime = this.at / 1000;
    emit(this, 'audio-time', { at: this.at });
  }

  private onKey(event: KeyboardEvent): void {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isField || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (event.key === ' ' && !isOnButton) this.toggle();
    else if (event.key === 'ArrowLeft') this.seek(this.at - step);
    else if (event.key === 'ArrowRight') this.seek(this.at + step);
    else if (event.key === 'Home') this.seek(0);
    else if (event.key === 'End') this.seek(this.sound?.duration ?? 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private onPointer(event: PointerEvent): void {
    const wave = event.currentTarget;
    if (!(wave instanceof HTMLElement) || event.button !== 0) return;
    const go = ({ clientX }: PointerEvent): void => {
      const box = wave.getBoundingClientRect();
      this.seek(timeAt(clientX - box.left, box.width, this.sound?.duration ?? 0));
    };
    go(event);
    wave.setPointerCapture(event.pointerId);
    wave.addEventListener('pointermove', go);
    wave.addEventListener('lostpointercapture', () => wave.removeEventListener('pointermove', go), { once: true });
  }

  private onTime(): void {
    if (this.audio === null || this.audio.seeking) return;
    const at = this.audio.currentTime * 1000;
    // Who sought was told of it then.
    if (at === this.at) return;
    this.at = at;
    emit(this, 'audio-time', { at: this.at });
  }

  private onEnded(): void {
    this.seek(0);
  }

  private onError(): void {
    this.isBroken = true;
  }

  private onSpeed(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    this.speed = Number(event.target.value);
    if (this.audio !== null) this.audio.playbackRate = this.speed;
  }

  private setPlaying(isPlaying: boolean): void {
    this.isPlaying = isPlaying;
  }

  private mute(channel: number): void {
    this.mutes = this.mutes.map((isMuted, at) => (at === channel ? !isMuted : isMuted));
    this.setGain(channel);
  }

  private setVolume(channel: number, event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    const volume = Number(event.target.value);
    this.volumes = this.volumes.map((before, at) => (at === channel ? volume : before));
    this.setGain(channel);
  }

  /** A sound of one channel is in both ears. */
  private setGain(channel: number): void {
    const level = this.mutes[channel] === true ? 0 : (this.volumes[channel] ?? 1);
    const isMono = this.sound?.peaks.length === 1;
    for (const ear of isMono ? [0, 1] : [channel]) this.gains.set(ear, level);
  }

  private paint(): void {
    const { canvas, sound } = this;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || sound === undefined) return;
    const { width, height } = canvas.getBoundingClientRect();
    const scale = devicePixelRatio;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    paintWave(context, { width, height, scale }, sound, this.colours(), channel => this.mutes[channel] === true);
  }

  /** A canvas knows no tokens: elements that carry them say what they are. */
  private colours(): WaveColours {
    const of = (name: string): string => {
      const probe = this.renderRoot.querySelector(`.probe.${name}`);
      return probe === null ? '' : getComputedStyle(probe).color;
    };
    const font = `600 11px ${getComputedStyle(this).fontFamily}`;
    return {
      channels: CHANNELS.map(of),
      muted: of('muted'),
      loss: of('loss'),
      key: of('key'),
      line: of('line'),
      font,
    };
  }
}

function renderProblem({ message, hint }: PlayerProblem): TemplateResult {
  return html`<div class="problem" role="status">${icon('warning')}
    <div><p>${visibleText(message)}</p><p class="quiet">${visibleText(hint)}</p></div>
  </div>`;
}

function renderNotes({ notes, marks }: PlayerSound): TemplateResult | typeof nothing {
  const keys = marks.filter(({ kind }) => kind === 'dtmf').map(({ text }) => text);
  const lines = [...(keys.length === 0 ? [] : [texts.player.keys(keys.join(' '))]), ...notes];
  return lines.length === 0 ? nothing : html`<ul>${lines.map(line => html`<li>${visibleText(line)}</li>`)}</ul>`;
}
