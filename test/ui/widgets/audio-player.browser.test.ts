import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { texts } from '../../../ui/texts.ts';
import type { AudioPlayer, PlayerSound } from '../../../ui/widgets/audio-player.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/audio-player.ts';

const SECONDS = 10;
const SOUND: PlayerSound = {
  duration: SECONDS * 1000,
  peaks: [Array.from({ length: 200 }, (_, i) => (i % 20) / 20), Array.from({ length: 200 }, () => 0.5)],
  marks: [
    { kind: 'dtmf', channel: 0, at: 2000, duration: 100, text: '5' },
    { kind: 'dtmf', channel: 0, at: 2500, duration: 100, text: '#' },
    { kind: 'loss', channel: 1, at: 5000, duration: 60, text: '3' },
  ],
  notes: ['3 lost packets: silence, of the length they had.'],
};

/** Ten silent seconds, stereo, 8000 Hz. */
function silence(): string {
  const bytes = new DataView(new ArrayBuffer(44 + SECONDS * 8000 * 4));
  const text = (at: number, word: string): void =>
    [...word].forEach((char, i) => void bytes.setUint8(at + i, char.charCodeAt(0)));
  text(0, 'RIFF');
  text(8, 'WAVEfmt ');
  text(36, 'data');
  const words: readonly (readonly [at: number, value: number])[] = [
    [4, bytes.byteLength - 8],
    [16, 16],
    [24, 8000],
    [28, 32_000],
    [40, bytes.byteLength - 44],
  ];
  for (const [at, value] of words) bytes.setUint32(at, value, true);
  for (const [at, value] of [
    [20, 1],
    [22, 2],
    [32, 4],
    [34, 16],
  ] as const)
    bytes.setUint16(at, value, true);
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }));
}

const player = (sound: PlayerSound | undefined = SOUND, width = 800) =>
  mount<AudioPlayer>(html`<audio-player .url=${silence()} .sound=${sound}></audio-player>`, width, 300);
const slider = (element: AudioPlayer) => inside(element, '[role=slider]')[0];
const now = (element: AudioPlayer) => Number(slider(element)?.getAttribute('aria-valuenow'));
const press = async (element: AudioPlayer, key: string, more: KeyboardEventInit = {}): Promise<void> => {
  slider(element)?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
  await drawn(element);
};

afterEach(unmount);

describe('seeking', () => {
  test('arrows go five seconds, with Shift one, Home and End to the ends', async () => {
    const element = await player();
    const told = heard<{ at: number }>(element, 'audio-time');
    for (const [key, at] of [
      ['ArrowRight', 5000],
      ['End', 10_000],
      ['ArrowLeft', 5000],
      ['Home', 0],
    ] as const) {
      await press(element, key);
      expect(now(element)).toBe(at);
    }
    await press(element, 'ArrowRight', { shiftKey: true });
    expect(now(element)).toBe(1000);
    expect(told.map(({ at }) => at)).toEqual([5000, 10_000, 5000, 0, 1000]);
    expect(slider(element)?.getAttribute('aria-valuetext')).toBe('0:01.0 of 0:10.0');
  });

  test('a click in the waveform goes there', async () => {
    const element = await player();
    const wave = slider(element);
    const box = wave?.getBoundingClientRect();
    if (wave === undefined || box === undefined) throw new Error('no waveform');
    wave.setPointerCapture = () => {};
    wave.dispatchEvent(
      new PointerEvent('pointerdown', { clientX: box.left + box.width * 0.25, button: 0, bubbles: true }),
    );
    await drawn(element);
    expect(now(element)).toBe(2500);
  });

  test('the page’s own keys do not get what the player took', async () => {
    const element = await player();
    const leaked: string[] = [];
    const listen = (event: KeyboardEvent): void => void leaked.push(event.key);
    document.addEventListener('keydown', listen);
    await press(element, 'ArrowRight');
    await press(element, 'j');
    document.removeEventListener('keydown', listen);
    expect(leaked).toEqual(['j']);
  });
});

test('it says that it plays, and pauses', async () => {
  const element = await player();
  const [button] = inside(element, '.play');
  const [audio] = inside(element, 'audio');
  expect(button?.getAttribute('aria-label')).toBe('Play');
  audio?.dispatchEvent(new Event('play'));
  await drawn(element);
  expect(button?.getAttribute('aria-label')).toBe('Pause');
  audio?.dispatchEvent(new Event('ended'));
  audio?.dispatchEvent(new Event('pause'));
  await drawn(element);
  expect(button?.getAttribute('aria-label')).toBe('Play');
});

test('each channel is muted by its name', async () => {
  const element = await player();
  const buttons = inside(element, '.channel button');
  expect(buttons.map(textOf)).toEqual(['Caller', 'Callee']);
  buttons[1]?.click();
  await drawn(element);
  expect(buttons.map(button => button.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
});

test('the waveform is painted, in the sizes of the screen', async () => {
  const element = await player();
  const [canvas] = inside(element, 'canvas');
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const colours = new Set<string>();
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at + 3] === 255) colours.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
  expect(canvas.width).toBe(Math.round(canvas.getBoundingClientRect().width * devicePixelRatio));
  // Two channels, losses and keys have colours of their own.
  expect(colours.size).toBeGreaterThanOrEqual(4);
});

test('keys and notes are told in words', async () => {
  const element = await player();
  expect(inside(element, 'li').map(textOf)).toEqual([
    'Keys pressed: 5 #',
    '3 lost packets: silence, of the length they had.',
  ]);
});

test('at 360 px nothing sticks out', async () => {
  const element = await player(SOUND, 360);
  expect(element.scrollWidth).toBeLessThanOrEqual(360);
  for (const part of inside(element, '.bar > *')) {
    expect(part.getBoundingClientRect().right).toBeLessThanOrEqual(element.getBoundingClientRect().right);
  }
});

describe('when there is nothing to play, words say why', () => {
  test('no decoder, no key, gone', async () => {
    const problem = { message: 'There is no decoder for <b>G729</b>.', hint: 'Save the packets.' };
    const element = await player({ ...SOUND, problem });
    expect(textOf(inside(element, '.problem')[0])).toBe('There is no decoder for <b>G729</b>.Save the packets.');
    expect(inside(element, 'audio, canvas')).toEqual([]);
    const expired = await mount<AudioPlayer>(html`<audio-player .problem=${problem}></audio-player>`);
    expect(inside(expired, '.problem')).toHaveLength(1);
  });

  test('not asked yet, and silent', async () => {
    const waiting = await mount<AudioPlayer>(html`<audio-player .url=${silence()}></audio-player>`);
    expect(textOf(inside(waiting, '[role=status]')[0])).toBe('Listening to the packets …');
    const empty = await player({ ...SOUND, duration: 0 });
    expect(textOf(inside(empty, 'p')[0])).toBe('There is nothing to hear.');
  });

  test('a file that cannot be loaded', async () => {
    const element = await player();
    inside(element, 'audio')[0]?.dispatchEvent(new Event('error'));
    await drawn(element);
    expect(textOf(inside(element, '[role=alert]')[0])).toContain('could not be loaded');
  });
});

test.each([800, 336])('while the sound is on its way, its place is kept: at %i px', async width => {
  const element = await mount<AudioPlayer>(html`<audio-player .url=${silence()}></audio-player>`, width, 300);
  expect(inside(element, '[role=status]').map(textOf)).toEqual([texts.player.loading]);
  const awaited = element.offsetHeight;
  expect(getComputedStyle(inside(element, '[role=group]')[0] as Element).visibility).toBe('hidden');
  element.sound = { ...SOUND, marks: [], notes: [] };
  await drawn(element);
  expect(element.offsetHeight).toBe(awaited);
});
