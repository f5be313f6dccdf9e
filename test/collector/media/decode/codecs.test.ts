import { expect, test } from 'vitest';
import { findDecoder } from '../../../../collector/media/decode/codecs.ts';

const format = (name: string, clockHz = 8000, channels = 1) => ({ name, clockHz, channels });

test('names are known in any case, with the rate of their samples', () => {
  const rates = ['PCMU', 'pcma', 'G722'].map(name => findDecoder(format(name))?.sampleRate);
  expect(rates).toEqual([8000, 8000, 16_000]);
  expect(findDecoder(format('OPUS', 48_000, 2))?.sampleRate).toBe(48_000);
  expect(findDecoder(format('L16', 44_100, 2))?.sampleRate).toBe(44_100);
});

test('each makes a decoder of that rate', async () => {
  for (const name of ['PCMU', 'PCMA', 'G722', 'opus', 'L16']) {
    const found = findDecoder(format(name, name === 'opus' ? 48_000 : 8000));
    const decoder = await found?.make();
    expect(decoder?.sampleRate).toBe(found?.sampleRate);
    decoder?.free();
  }
});

test('others have none, and neither has L16 of an impossible clock', () => {
  const unknown = [
    format('G729'),
    format('constructor'),
    format('L16', 0),
    format('L16', 8000, 99),
    format('L16', 1e9),
  ];
  expect(unknown.map(findDecoder)).toEqual(unknown.map(() => undefined));
});
