// Calls of two real phones (baresip), of which Alice, who calls, speaks 440 Hz and Bob 880 Hz: see the notes beside each recording.
// For media-g711 and media-g722 both channels are, sample for sample, what ffmpeg makes of the payloads that tshark extracts.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { amplitudeAt } from '../../support/audio.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { type Heard, hear } from '../../support/heard.ts';

async function hearRecording(name: string): Promise<Heard> {
  const capture = await readCapture(join(FIXTURES, `${name}.pcap`));
  const leg = capture.answers.streams({})[0]?.leg ?? -1;
  return hear(capture, { leg });
}

function digest(samples: Int16Array): string {
  return createHash('sha256')
    .update(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex');
}

describe.each([
  ['media-g711', 'PCMU', 8000],
  ['media-g722', 'G722', 16_000],
  ['media-opus', 'opus', 48_000],
  ['srtp-sdes', 'PCMA', 8000],
])('%s', (name, codec, sampleRate) => {
  test('Alice is on the left, Bob on the right, and every packet is played', async () => {
    const { info, channels } = await hearRecording(name);
    expect(info).toMatchObject({ sampleRate, channels: 2, notes: [] });
    for (const { codecs, packets, played, failed } of info.tracks) {
      expect([codecs, played, failed]).toEqual([[codec], packets, 0]);
    }
    const [left, right] = channels.map(channel => channel.subarray(2 * sampleRate, 3 * sampleRate));
    for (const [channel, spoken, other] of [
      [left, 440, 880],
      [right, 880, 440],
    ] as const) {
      expect(amplitudeAt(spoken, channel, sampleRate)).toBeGreaterThan(0.35);
      expect(amplitudeAt(other, channel, sampleRate)).toBeLessThan(0.005);
    }
  });
});

test.each([
  // Alice’s first packet came 2.152 ms after Bob’s: 17 samples at 8000 Hz; in the other recording 5 ms, 80 at 16,000 Hz.
  [
    'media-g711',
    17,
    '90053c700f8f1bfaa5f11eb8451b704c7fcb10f84f9cc1f4d7b9c2429e26ddf9',
    '8c9eac9056d3e544f3da5bf71e8d5f01d3217cad8fc252c27acae4cc8e71160c',
  ],
  [
    'media-g722',
    80,
    '92b0be5c0a9a1b6d4c555bb51c8364d00e769a49dca7beac04c5d9e955974b29',
    'd18344be39f6664236a91afe1c211ed7eadb142948bb662bfd07823d664f2c91',
  ],
])('%s is bit for bit what ffmpeg decodes, Alice %d samples later', async (name, later, alice, bob) => {
  const [left, right] = (await hearRecording(name)).channels;
  const end = name === 'media-g722' ? later + 160_320 : later + 88_480;
  expect(left.subarray(0, later).every(sample => sample === 0)).toBe(true);
  expect(digest(left.slice(later, end))).toBe(alice);
  expect(digest(name === 'media-g722' ? right.slice(0) : right.slice(0, 88_480))).toBe(bob);
});

test('lost packets of a recording are silent and marked, the tone goes on behind them', async () => {
  const { info, waveform, channels } = await hearRecording('media-loss');
  const lost = info.tracks.reduce((sum, track) => sum + track.lost, 0);
  expect(lost).toBeGreaterThan(20);
  const marked = waveform.marks.filter(({ kind }) => kind === 'loss').reduce((sum, { text }) => sum + Number(text), 0);
  expect(marked).toBe(lost);
  const { at, channel } = waveform.marks[0];
  const hole = channels[channel].subarray(Math.round(at * 8), Math.round(at * 8) + 150);
  expect(hole.every(sample => sample === 0)).toBe(true);
});
