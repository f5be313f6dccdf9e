import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SdpScan } from '../../collector/media/sdp-scan.ts';
import { Phase } from '../../collector/media/stream-ties.ts';
import { MessageBytes } from '../../collector/store/message-bytes.ts';
import { StoredSdp } from '../../collector/stored-sdp.ts';
import { FIXTURES, readCapture } from '../support/captures.ts';
import { EPOCH, type Trace, trace } from '../support/trace.ts';

const SDP = 'v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 96 0\r\na=rtpmap:96 opus/48000/2\r\n';

/** Stored messages whose bytes the given text stands for. */
function stored(t: Trace, text = ''): StoredSdp {
  const reader = { readAt: () => Buffer.from(text) };
  return new StoredSdp(t.store, new MessageBytes(t.store, Object.assign(Object.create(null), reader)));
}

test('reads the media of a message again', () => {
  const sdp = stored(
    trace().request('INVITE'),
    `INVITE sip:b@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\n${SDP}`,
  );
  const scan = new SdpScan();
  expect(sdp.read(0, scan)).toBe(true);
  expect([scan.count, scan.ports[0], [...scan.addresses.subarray(0, 4)]]).toEqual([1, 4000, [192, 0, 2, 1]]);
});

test('a message whose bytes were not kept announces nothing', () => {
  expect(stored(trace().request('INVITE')).read(0, new SdpScan())).toBe(false);
});

describe('a message knows', () => {
  test('its leg and its time', () => {
    const sdp = stored(trace().request('INVITE').request('INVITE', { callId: 'call-2', at: 500 }));
    expect([sdp.legOf(0), sdp.legOf(1), sdp.timeOf(1)]).toEqual([0, 1, EPOCH + 500_000]);
  });

  test('how far its leg has come', () => {
    const t = trace().request('INVITE');
    const sdp = stored(t);
    const phases = [sdp.phaseOf(0)];
    t.response(180, 'INVITE', { toTag: 'b' });
    phases.push(sdp.phaseOf(0));
    t.response(200, 'INVITE', { toTag: 'b' }).request('ACK', { toTag: 'b' });
    phases.push(sdp.phaseOf(0));
    t.request('BYE', { toTag: 'b', cseq: 2 });
    phases.push(sdp.phaseOf(0));
    expect(phases).toEqual([Phase.Open, Phase.Open, Phase.Answered, Phase.Over]);
  });

  test('what the other side said last', async () => {
    const sdp = { headers: ['Content-Type: application/sdp'], body: SDP };
    const t = trace()
      .request('INVITE', sdp)
      .response(180, 'INVITE', { toTag: 'b' })
      .response(200, 'INVITE', { ...sdp, toTag: 'b' });
    expect([stored(t).peerOf(0), stored(t).peerOf(2)]).toEqual([2, 0]);
    expect(stored(trace().request('INVITE', sdp)).peerOf(0)).toBe(-1);
  });
});

test('streams of a real call are tied by it', async () => {
  const capture = await readCapture(join(FIXTURES, 'phone-call.pcap'));
  expect(capture.answers.streams({}).every(({ tiedBy, callId }) => tiedBy === 'both' && callId !== '')).toBe(true);
});
