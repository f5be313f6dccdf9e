import { expect, test } from 'vitest';
import { foldHops, isRewritten, type SessionMessage, sdpAt } from '../../../collector/media/offer-answer-events.ts';
import { readSdpSession } from '../../../collector/sip/sdp-media.ts';
import { sdp } from '../../support/offer-answer.ts';

const A = readSdpSession(sdp());
const B = readSdpSession(sdp({ port: 9 }));
let number = 0;
const message = (more: Partial<SessionMessage>): SessionMessage => ({
  message: number++,
  time: number,
  isRequest: false,
  method: 'INVITE',
  code: 183,
  cseq: 1,
  rseq: -1,
  rack: -1,
  fromTag: 'a',
  toTag: 'b',
  transaction: 1,
  ...more,
});

test('a message at several hops is one event with all descriptions', () => {
  const [event, ...more] = foldHops([
    message({ code: 200, sdp: A }),
    message({ code: 200, transaction: 2, sdp: B }),
    message({ code: 200, transaction: 3, sdp: A }),
  ]);
  expect(more).toEqual([]);
  expect(event.sdp).toBe(A);
  expect(sdpAt(event, 2)).toBe(B);
  expect(sdpAt(event, 99)).toBe(A);
  expect(isRewritten(event)).toBe(true);
});

test('an unreliable provisional that changes what it says at one hop is another event, at another hop it is not', () => {
  const events = foldHops([
    message({ sdp: A }),
    message({ transaction: 2, sdp: B }),
    message({ sdp: B }),
    message({ sdp: A }),
  ]);
  expect(events.map(event => event.sdp)).toEqual([A, B]);
  expect(events.map(isRewritten)).toEqual([true, false]);
});

test('reliable provisionals are told by their RSeq, PRACKs by their RAck', () => {
  expect(foldHops([message({ rseq: 1 }), message({ rseq: 2 }), message({ rseq: 1, transaction: 2 })])).toHaveLength(2);
  const prack = { isRequest: true, method: 'PRACK', code: 0 };
  expect(foldHops([message({ ...prack, rack: 1 }), message({ ...prack, rack: 2 })])).toHaveLength(2);
});
