import { expect, test } from 'vitest';
import { SdpScan } from '../../collector/media/sdp-scan.ts';
import { MessageBytes } from '../../collector/store/message-bytes.ts';
import { StoredSdp } from '../../collector/stored-sdp.ts';
import { trace } from '../support/trace.ts';

const SDP = 'v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 96 0\r\na=rtpmap:96 opus/48000/2\r\n';

/** A stored message whose bytes the given text stands for. */
function stored(text: string): StoredSdp {
  const t = trace().request('INVITE');
  const reader = { readAt: () => Buffer.from(text) };
  return new StoredSdp(new MessageBytes(t.store, Object.assign(Object.create(null), reader)));
}

test('reads media and clock of a message again', () => {
  const sdp = stored(`INVITE sip:b@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\n${SDP}`);
  const scan = new SdpScan();
  expect(sdp.read(0, scan)).toBe(true);
  expect([scan.count, scan.ports[0], [...scan.addresses.subarray(0, 4)]]).toEqual([1, 4000, [192, 0, 2, 1]]);
  expect([sdp.clockOf(0, 96), sdp.clockOf(0, 0), sdp.clockOf(0, 97)]).toEqual([48_000, 8000, 0]);
});

test('a message whose bytes were not kept announces nothing', () => {
  expect(stored('').read(0, new SdpScan())).toBe(false);
});
