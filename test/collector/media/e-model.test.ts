import { describe, expect, test } from 'vitest';
import { type Connection, mosOfRating, ratingOf } from '../../../collector/media/e-model.ts';

const PERFECT: Connection = { ie: 0, bpl: 4.3, ppl: 0, burstR: 1, delay: 0 };

describe('the rating', () => {
  test('of a connection with all defaults is 93.2 (G.107 table 2)', () => {
    expect(ratingOf(PERFECT)).toBeCloseTo(93.2, 1);
  });

  test('loses what the codec and lost packets take: Ie + (95 − Ie) · Ppl / (Ppl / BurstR + Bpl)', () => {
    // G.729A, 2 % at random: 11 + 84 · 2 / (2 / 1 + 19) = 11 + 8 = 19.
    expect(ratingOf(PERFECT) - ratingOf({ ...PERFECT, ie: 11, bpl: 19, ppl: 2 })).toBeCloseTo(19, 9);
    // G.711 without concealment, 1 %: 95 · 1 / (1 + 4.3) = 17.92.
    expect(ratingOf(PERFECT) - ratingOf({ ...PERFECT, ppl: 1 })).toBeCloseTo(95 / 5.3, 9);
    // In bursts twice as long as at random: 95 · 1 / (1 / 2 + 4.3) = 19.79.
    expect(ratingOf(PERFECT) - ratingOf({ ...PERFECT, ppl: 1, burstR: 2 })).toBeCloseTo(95 / 4.8, 9);
  });

  test('falls with the delay, slowly up to 150 ms, fast beyond: within 2 of 0.024 d + 0.11 (d − 177.3) H(d − 177.3)', () => {
    for (const delay of [20, 50, 100, 150, 200, 250, 300]) {
      const line = 0.024 * delay + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
      expect(Math.abs(ratingOf(PERFECT) - ratingOf({ ...PERFECT, delay }) - line), `${delay} ms`).toBeLessThan(2);
    }
  });
});

describe('the opinion score (G.107 annex B)', () => {
  test.each([
    // 1 + 0.035 · 93.2 + 93.2 · 33.2 · 6.8 · 7e-6 = 1 + 3.262 + 0.1473
    [93.2, 4.409],
    // 1 + 2.8 + 80 · 20 · 20 · 7e-6 = 3.8 + 0.224
    [80, 4.024],
    // 1 + 1.75 + 50 · (−10) · 50 · 7e-6 = 2.75 − 0.175
    [50, 2.575],
    [100, 4.5],
    [129, 4.5],
    [0, 1],
    [-20, 1],
    // Below 6.5 the formula gives less than 1.
    [3, 1],
  ])('of R = %d is %d', (r, mos) => {
    expect(mosOfRating(r)).toBeCloseTo(mos, 3);
  });
});
