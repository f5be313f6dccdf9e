import { expect, test } from 'vitest';
import { staticPayloadType } from '../../../collector/sip/payload-types.ts';

test('static payload types are named by RFC 3551', () => {
  expect([0, 8, 9, 18, 31, 34].map(staticPayloadType)).toEqual([
    'PCMU/8000',
    'PCMA/8000',
    'G722/8000',
    'G729/8000',
    'H261/90000',
    'H263/90000',
  ]);
});

test('dynamic, reserved and impossible payload types have no name', () => {
  expect([96, 127, 30, -1, Number.NaN].map(staticPayloadType)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
