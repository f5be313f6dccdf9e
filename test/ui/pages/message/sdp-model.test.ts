import { expect, test } from 'vitest';
import { sdpModel } from '../../../../ui/pages/message/sdp-model.ts';

const WEBRTC = `v=0
o=- 461 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=audio 9 UDP/TLS/RTP/SAVPF 111 8
c=IN IP4 0.0.0.0
a=candidate:1 1 udp 2122260223 192.0.2.1 5000 typ host generation 0
a=candidate:2 1 tcp 1518 203.0.113.9 9 typ srflx raddr 192.0.2.1 rport 5000 tcptype active
a=ice-ufrag:F7gI
a=fingerprint:sha-256 AA:BB
a=setup:actpass
a=mid:0
a=sendonly
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=10;useinbandfec=1
a=rtcp-fb:111 transport-cc
a=rtcp-fb:111 nack
a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret UNENCRYPTED_SRTP
`.replaceAll('\n', '\r\n');

test('a description of a browser is taken apart', () => {
  const { session, media } = sdpModel(WEBRTC);
  expect(session).toContainEqual({ name: 'group', value: 'BUNDLE 0' });
  expect(session[0]).toEqual({ name: 'origin', value: '- at 127.0.0.1' });
  const [audio] = media;
  expect(audio).toMatchObject({ media: 'audio', port: '9', mid: '0', direction: 'sendonly', address: '0.0.0.0' });
  expect(audio?.codecs).toEqual([
    {
      payloadType: '111',
      name: 'opus',
      rate: '48000/2',
      fmtp: 'minptime=10;useinbandfec=1',
      feedback: 'transport-cc · nack',
    },
    { payloadType: '8', name: 'PCMA', rate: '8000', fmtp: '', feedback: '' },
  ]);
  expect(audio?.candidates[1]).toEqual({
    type: 'srflx',
    component: 'RTP',
    transport: 'tcp active',
    address: '203.0.113.9:9',
    priority: '1518',
    related: '192.0.2.1:5000',
  });
  expect(audio?.cryptos).toEqual([
    { tag: '1', suite: 'AES_CM_128_HMAC_SHA1_80', key: 'inline:secret', parameters: 'UNENCRYPTED_SRTP' },
  ]);
  expect(audio?.fields.map(field => field.name)).toEqual(['ice-ufrag', 'fingerprint', 'setup']);
});
test('what is no line of a description is still there', () => {
  expect(sdpModel('hello').session).toEqual([{ name: '', value: 'hello' }]);
  expect(sdpModel('').media).toEqual([]);
});
test('long descriptions and many candidates are cut and counted', () => {
  const candidates = 'a=candidate:1 1 udp 1 192.0.2.1 5000 typ host\n'.repeat(100);
  expect(sdpModel(`m=audio 9 RTP/AVP 0\n${candidates}`).media[0]?.candidatesOmitted).toBe(40);
  expect(sdpModel('a=x\n'.repeat(2500)).omitted).toBe(500);
});
