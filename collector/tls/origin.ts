// Where bytes come from: the frame that completed them, as plaintext carries it on.

import type { Datagram } from '../model/packet.ts';

export type Origin = Pick<
  Datagram,
  'timeMicros' | 'nanos' | 'segment' | 'frameNumber' | 'fingerprint' | 'point' | 'isForeignTime'
>;

export function makeOrigin(): Origin {
  return { timeMicros: 0, nanos: 0, segment: 0, frameNumber: 0, fingerprint: 0, point: 0, isForeignTime: false };
}

export function copyOrigin(from: Origin, to: Origin): void {
  to.timeMicros = from.timeMicros;
  to.nanos = from.nanos;
  to.segment = from.segment;
  to.frameNumber = from.frameNumber;
  to.fingerprint = from.fingerprint;
  to.point = from.point;
  to.isForeignTime = from.isForeignTime;
}
