// Calls of two real phones (baresip), of which Alice, who calls, speaks 440 Hz and Bob 880 Hz: see the notes beside each recording.
// For media-g711 and media-g722 both channels are, sample for sample, what ffmpeg makes of the payloads that tshark extracts.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import { amplitudeAt } from '../../support/audio.ts';
import { FIXTURES, readCapture, temporaryFile } from '../../support/captures.ts';
import { type Heard, hear } from '../../support/heard.ts';

async function hearRecording(name: string): Promise<Heard> {
  const capture = await readCapture(join(FIXTURES, name.includes('.') ? name : `${name}.pcap`));
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

describe('srtp-dtls', () => {
  const PATH = join(FIXTURES, 'srtp-dtls.pcapng');

  test('with the key log in the file each side is heard, and it is said where the keys come from', async () => {
    const { info, channels } = await hearRecording('srtp-dtls.pcapng');
    expect(info.problem).toBeUndefined();
    expect(info.notes).toEqual([
      'The keys of AES_CM_128_HMAC_SHA1_80 come from the DTLS handshake on the media ports and the key log.',
    ]);
    for (const { packets, played, failed, suites } of info.tracks) {
      expect([played, failed, suites]).toEqual([packets, 0, ['AES_CM_128_HMAC_SHA1_80']]);
    }
    const [left, right] = channels.map(channel => channel.subarray(8000, 16_000));
    expect(amplitudeAt(440, left, 8000)).toBeGreaterThan(0.35);
    expect(amplitudeAt(880, right, 8000)).toBeGreaterThan(0.35);
  });

  test('without it the missing line is named; once it is given, the same call is heard', async () => {
    const { capture, secrets } = await withoutSecrets(PATH);
    const leg = capture.answers.streams({})[0]?.leg ?? -1;
    const { info } = await hear(capture, { leg });
    const [, clientRandom] = /CLIENT_RANDOM ([0-9a-f]{64})/.exec(secrets) ?? [];
    expect(info.problem).toMatchObject({
      code: 'SIPA_NO_SRTP_KEY',
      message: expect.stringContaining('agreed on by DTLS'),
      hint: expect.stringContaining(`CLIENT_RANDOM ${clientRandom}`),
    });
    capture.addKeys(secrets);
    expect((await hear(capture, { leg })).info).toMatchObject({ tracks: [{ failed: 0 }, { failed: 0 }] });
  });
});

/** The capture without its Decryption Secrets Block, and what stood in that. */
async function withoutSecrets(path: string): Promise<{ capture: Capture; secrets: string }> {
  const SECRETS_BLOCK = 0x0000000a;
  const file = readFileSync(path);
  const kept: Buffer[] = [];
  let secrets = '';
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    const block = file.subarray(at, at + file.readUInt32LE(at + 4));
    if (block.readUInt32LE(0) === SECRETS_BLOCK) secrets += block.toString('latin1', 16, 16 + block.readUInt32LE(12));
    else kept.push(block);
  }
  return { capture: await readCapture(temporaryFile(Buffer.concat(kept), 'keyless.pcapng')), secrets };
}
