import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../collector/packet/limits.ts';
import { Bench } from '../../support/packet-builder.ts';

test('every limit is a bound', () => {
  for (const limit of Object.values(DEFAULT_LIMITS)) expect(limit > 0 && Number.isFinite(limit)).toBe(true);
});

test('nothing is shed before a limit is met', () => {
  expect(new Bench().decoder.shed).toEqual({
    fragments: 0,
    'tcp streams': 0,
    'tcp idle streams': 0,
    'tcp bytes': 0,
    'sctp associations': 0,
    'sctp fragments': 0,
  });
});
