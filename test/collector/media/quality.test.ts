import { describe, expect, test } from 'vitest';
import { mosOfRating, ratingOf } from '../../../collector/media/e-model.ts';
import { type Heard, qualityOf } from '../../../collector/media/quality.ts';

const PCMU = { name: 'PCMU', parameters: '' };

function heard(changes: Partial<Heard> = {}): Heard {
  return { format: PCMU, expected: 1000, lost: 0, late: 0, losses: { lost: 0, runs: 0 }, ...changes };
}

describe('a stream without loss', () => {
  test('has a delay of 20 ms network, 60 ms jitter buffer, 25 ms packet, and says so', () => {
    const quality = qualityOf(heard());
    expect(quality?.inputs).toMatchObject({
      codec: 'G.711 with concealment',
      ie: 0,
      bpl: 25.1,
      lossPercent: 0,
      burstRatio: 1,
      delay: 105,
      jitterBuffer: 60,
    });
    expect(quality?.inputs.r).toBeCloseTo(ratingOf({ ie: 0, bpl: 25.1, ppl: 0, burstR: 1, delay: 105 }), 9);
    expect(quality?.mos).toBeCloseTo(4.34, 1);
  });

  test('has half the round trip for the network when RTCP tells it', () => {
    expect(qualityOf(heard({ roundTrip: 300 }))?.inputs.delay).toBe(150 + 60 + 25);
  });
});

describe('loss', () => {
  test('is what never came and what came too late', () => {
    const quality = qualityOf(heard({ lost: 20, late: 10, losses: { lost: 20, runs: 20 } }));
    expect(quality?.inputs).toMatchObject({ lossPercent: 3, burstRatio: 1 });
    // 95 · 3 / (3 / 1 + 25.1) = 10.142 below the stream without loss.
    const whole = qualityOf(heard())?.inputs.r ?? 0;
    expect(whole - (quality?.inputs.r ?? 0)).toBeCloseTo(10.142, 3);
    expect(quality?.mos).toBeCloseTo(mosOfRating(whole - 285 / 28.1), 9);
  });

  test('in runs is worse: 4 in a row at 2 % are 4 · 0.98 = 3.92 times random', () => {
    const quality = qualityOf(heard({ lost: 20, losses: { lost: 20, runs: 5 } }));
    expect(quality?.inputs.burstRatio).toBeCloseTo(3.92, 9);
  });

  test('of everything is the worst there is, and finite', () => {
    const quality = qualityOf(heard({ lost: 1000, losses: { lost: 1000, runs: 1 } }));
    expect(quality?.inputs).toMatchObject({ lossPercent: 100, burstRatio: 1 });
    expect(quality?.mos).toBeGreaterThanOrEqual(1);
    expect(quality?.mos).toBeLessThan(2);
  });
});

test('a codec without published values has no score, nor has a stream of nothing', () => {
  expect(qualityOf(heard({ format: { name: 'opus', parameters: '' } }))).toBeUndefined();
  expect(qualityOf(heard({ expected: 0 }))).toBeUndefined();
});
