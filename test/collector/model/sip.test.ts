import { expect, test } from 'vitest';
import { Fault, Feature, METHOD_NAMES, Method, SipScan } from '../../../collector/model/sip.ts';

test('every method has its name at its number', () => {
  for (const [key, number] of Object.entries(Method)) {
    expect(METHOD_NAMES[number]).toBe(key === 'None' || key === 'Other' ? '' : key.toUpperCase());
  }
});

test.each([
  ['faults', Fault],
  ['features', Feature],
])('%s are single bits', (_, words) => {
  const bits = Object.values(words).filter(bit => bit !== 0);
  expect(new Set(bits).size).toBe(bits.length);
  for (const bit of bits) expect(bit & (bit - 1)).toBe(0);
});

test('faults fit into the 16 bits of their column', () => {
  expect(Math.max(...Object.values(Fault))).toBeLessThan(0x1_0000);
});

test('a new scan says that there is no CSeq, length, RSeq or Expires', () => {
  expect(new SipScan()).toMatchObject({ cseqNumber: -1, contentLength: -1, rseq: -1, expires: -1 });
});
