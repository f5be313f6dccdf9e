import { expect, test } from 'vitest';
import type { HeldRecord } from '../../../collector/tls/held-records.ts';
import { makeOrigin } from '../../../collector/tls/origin.ts';
import { RecoveredFrames } from '../../../collector/tls/recovered-frames.ts';

function held(frameNumber: number, frames: number): HeldRecord {
  return {
    direction: 0,
    record: undefined,
    missing: 0,
    isMissingExact: true,
    origin: { ...makeOrigin(), frameNumber },
    frames,
  };
}

test('a frame with a handshake record and one of application data carried application data', () => {
  const recovered = new RecoveredFrames();
  recovered.note(held(1, 1), false, false);
  recovered.note(held(2, 2), false, false);
  recovered.note(held(2, 0), false, false);
  recovered.note(held(2, 0), true, false);
  recovered.note(held(2, 0), true, false);
  recovered.note(held(3, 1), true, false);
  expect(recovered).toMatchObject({ frames: 4, handshakeFrames: 1 });
});

test('a frame whose record does not open is not recovered', () => {
  const recovered = new RecoveredFrames();
  recovered.note(held(1, 1), false, true);
  recovered.note(held(1, 0), true, false);
  expect(recovered).toMatchObject({ frames: 0, handshakeFrames: 0 });
});
