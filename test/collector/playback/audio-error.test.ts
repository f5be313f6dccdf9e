import { expect, test } from 'vitest';
import { AudioError } from '../../../collector/playback/audio-error.ts';

test('it says what, why and what next', () => {
  const error = new AudioError('SIPA_NO_AUDIO', 'No RTP.', 'Capture it.');
  expect(error).toMatchObject({ name: 'AudioError', code: 'SIPA_NO_AUDIO', message: 'No RTP.', hint: 'Capture it.' });
});
