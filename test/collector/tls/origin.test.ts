import { expect, test } from 'vitest';
import { Datagram } from '../../../collector/model/packet.ts';
import { copyOrigin, makeOrigin } from '../../../collector/tls/origin.ts';

test('an origin is what a datagram says of its frame', () => {
  const d = new Datagram();
  const origin = { timeMicros: 1, nanos: 2, segment: 3, frameNumber: 4, fingerprint: 5, point: 6, isForeignTime: true };
  Object.assign(d, origin);
  const copy = makeOrigin();
  copyOrigin(d, copy);
  expect(copy).toEqual(origin);
});
