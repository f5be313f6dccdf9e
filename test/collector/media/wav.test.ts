import { expect, test } from 'vitest';
import { WAV_HEADER_BYTES, wavHeader } from '../../../collector/media/wav.ts';

test('the header is that which sox writes for the same format', () => {
  // head -c 4000 /dev/zero | sox -t raw -r 16000 -e signed -b 16 -c 2 - x.wav; head -c 44 x.wav | xxd -p
  const sox = '52494646c40f000057415645666d74201000000001000200803e000000fa00000400100064617461a00f0000';
  const header = wavHeader({ sampleRate: 16_000, channels: 2 }, 4000);
  expect(header.toString('hex')).toBe(sox);
  expect(header).toHaveLength(WAV_HEADER_BYTES);
});
