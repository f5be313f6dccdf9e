import { expect, test } from 'vitest';
import { readSdpSession } from '../../../collector/sip/sdp-media.ts';

const WEBRTC = `v=0
o=- 46117 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
a=fingerprint:sha-256 AA:BB
a=setup:actpass
a=ice-ufrag:abcd
c=IN IP6 2001:db8::1
m=audio 9 UDP/TLS/RTP/SAVPF 111 0 110
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:110 telephone-event/48000
a=rtcp:9 IN IP4 0.0.0.0
a=rtcp-mux
a=mid:0
a=ptime:20
a=recvonly
m=video 0 UDP/TLS/RTP/SAVPF 96
c=IN IP4 224.2.1.1/127
a=mid:1
a=bundle-only
a=inactive
`;

test('a description of a browser', () => {
  const session = readSdpSession(WEBRTC);
  expect(session.origin).toEqual({ username: '-', id: '46117', version: '2', address: '127.0.0.1' });
  expect(session.bundles).toEqual([['0', '1']]);
  expect(session.content).not.toContain('o=');
  expect(session.streams).toMatchObject([
    {
      media: 'audio',
      port: 9,
      address: '2001:db8::1',
      direction: 'recvonly',
      codecs: [
        { payloadType: 111, name: 'opus/48000/2', fmtp: 'minptime=10;useinbandfec=1' },
        { payloadType: 0, name: 'PCMU/8000' },
        { payloadType: 110, name: 'telephone-event/48000' },
      ],
      rtcpPort: 9,
      rtcpAddress: '0.0.0.0',
      rtcpMux: true,
      ptime: 20,
      hasFingerprint: true,
      setup: 'actpass',
      hasIce: true,
      mid: '0',
      bundleOnly: false,
    },
    { media: 'video', port: 0, address: '224.2.1.1', direction: 'inactive', mid: '1', bundleOnly: true, cryptos: [] },
  ]);
});

test('keys, fax, and what is no RTP', () => {
  const [secure, fax, chat] = readSdpSession(
    'v=0\na=sendonly\nm=audio 4 RTP/SAVP 8 200 x\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret|2^20\na=zrtp-hash:1.10 ab\n' +
      'm=image 5 udptl t38\nm=message 7 TCP/MSRP *\na=ptime:-4\n',
  ).streams;
  expect(secure).toMatchObject({
    direction: 'sendonly',
    address: '',
    cryptos: [{ tag: '1', suite: 'AES_CM_128_HMAC_SHA1_80' }],
    hasZrtp: true,
    codecs: [{ payloadType: 8, name: 'PCMA/8000' }],
  });
  expect(fax).toMatchObject({ isT38: true, codecs: [], formats: ['t38'] });
  expect(chat).toMatchObject({ isT38: false, formats: ['*'] });
  expect(chat.ptime).toBeUndefined();
});

test('nonsense gives no streams, and no error', () => {
  expect(readSdpSession('\0\xff o=\n=')).toMatchObject({ streams: [], bundles: [] });
  expect(readSdpSession('').origin).toBeUndefined();
});
