import { expect, test } from 'vitest';
import { NO_AGREED_KEYS } from '../../../../collector/media/srtp/agreed-keys.ts';

test('without handshakes nothing is known, and that is said', () => {
  expect(NO_AGREED_KEYS.agreedKeys(1, 2)).toMatchObject({ kind: 'unseen', why: expect.stringContaining('DTLS') });
});
