import { expect, test } from 'vitest';
import { toMuLaw, tone } from '../../support/audio.ts';
import { captureIn, hear } from '../../support/heard.ts';
import { callCapture, MEDIA_START, rtpPackets } from '../../support/rtp-call.ts';

const SPEECH = toMuLaw(tone(1000, 1, 8000));

test('what nobody waits for any more stops', async () => {
  const capture = await captureIn(callCapture({}, rtpPackets(SPEECH)));
  const asked = capture.answers.audio({ leg: 0 }, 'mine');
  capture.answers.stopAudio('mine');
  await expect(asked).rejects.toMatchObject({ code: 'SIPA_AUDIO_STOPPED' });
  expect((await capture.answers.audio({ leg: 0 }, 'mine')).tracks[0].played).toBe(50);
});

test('two who ask for the same wait for the same, and one may go', async () => {
  const capture = await captureIn(callCapture({}, rtpPackets(SPEECH)));
  const [one, two] = ['one', 'two'].map(ticket => capture.answers.audio({ leg: 0 }, ticket));
  capture.answers.stopAudio('one');
  expect((await two).key).toBe((await one).key);
});

test('an unknown key, stream or leg is an error that says so', async () => {
  const capture = await captureIn(callCapture({}, []));
  expect(() => capture.answers.audioBytes('x', 0, 10)).toThrow(expect.objectContaining({ code: 'SIPA_AUDIO_GONE' }));
  await expect(capture.answers.audio({ stream: 7 }, 't')).rejects.toMatchObject({ code: 'SIPA_NO_STREAM' });
  await expect(capture.answers.audio({ leg: 7 }, 't')).rejects.toMatchObject({ code: 'SIPA_NO_STREAM' });
  await expect(capture.answers.audio({ leg: 0 }, 't')).rejects.toMatchObject({ code: 'SIPA_NO_AUDIO' });
});

test('a part of it begins and ends where it was asked to', async () => {
  const capture = await captureIn(callCapture({}, rtpPackets(SPEECH)));
  const whole = await hear(capture);
  const part = await hear(capture, { leg: 0, from: MEDIA_START + 250_000, to: MEDIA_START + 500_000 });
  expect(part.info).toMatchObject({ startTime: MEDIA_START + 250_000, duration: 250 });
  expect(part.channels[0]).toEqual(whole.channels[0].slice(2000, 4000));
  await expect(capture.answers.audio({ leg: 0, from: MEDIA_START + 9e9 }, 't')).rejects.toMatchObject({
    code: 'SIPA_NO_AUDIO_THEN',
  });
});
