import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type AudioCommandOptions, runAudio } from '../../../collector/commands/audio.ts';
import { toMuLaw, tone } from '../../support/audio.ts';
import { TestIo, temporaryFile } from '../../support/captures.ts';
import { CALLEE, CALLER, callCapture, rtpPackets } from '../../support/rtp-call.ts';

const SPEECH = toMuLaw(tone(1000, 0.5, 8000));
const BOTH = callCapture({}, [...rtpPackets(SPEECH), ...rtpPackets(SPEECH, { from: CALLEE, to: CALLER, ssrc: 9 })]);

async function audio(content: Buffer, options: Partial<AudioCommandOptions> = {}) {
  const io = new TestIo();
  const path = temporaryFile(content);
  const output = join(dirname(path), 'out.wav');
  const code = await runAudio([path], { output, ...options }, io);
  return { code, io, output, text: io.text.replaceAll(output, 'OUT') };
}

test('the only call of a capture is written as stereo', async () => {
  const { code, output, text } = await audio(BOTH);
  expect(code).toBe(0);
  expect(text).toBe(
    [
      'OUT: 0.5 s, 8000 Hz, stereo, caller left, callee right',
      '  left: stream 0, PCMU, 25 of 25 packets',
      '  right: stream 1, PCMU, 25 of 25 packets',
      '',
    ].join('\n'),
  );
  const file = readFileSync(output);
  expect(file).toHaveLength(44 + 4000 * 4);
  expect(file.readUInt16LE(22)).toBe(2);
});

test('one stream of it is mono', async () => {
  const { output, text } = await audio(BOTH, { stream: 1 });
  expect(text).toBe('OUT: 0.5 s, 8000 Hz, mono\n  stream 1, PCMU, 25 of 25 packets\n');
  expect(readFileSync(output)).toHaveLength(44 + 4000 * 2);
});

test('a call or stream that is not there, or cannot be heard, is said to be', async () => {
  const errors = async (content: Buffer, options: Partial<AudioCommandOptions>): Promise<string> => {
    const { code, io } = await audio(content, options);
    expect([code, io.written]).toEqual([2, []]);
    return io.errors.join('');
  };
  expect(await errors(BOTH, { callId: 'other' })).toContain('no message in this capture has the Call-ID other');
  expect(await errors(BOTH, { stream: 9 })).toContain('There is no such stream');
  expect(await errors(callCapture({}, []), {})).toContain('No RTP of this call was captured');
  const g729 = callCapture({ answer: ['m=audio 6000 RTP/AVP 18'] }, rtpPackets(SPEECH, { payloadType: 18 }));
  expect(await errors(g729, {})).toContain('There is no decoder for G729');
});

test('a file that cannot be written is named', async () => {
  const { code, io } = await audio(BOTH, { output: '/nowhere/at/all.wav' });
  expect(code).toBe(2);
  expect(io.errors.join('')).toContain('/nowhere/at/all.wav: cannot be written');
});
