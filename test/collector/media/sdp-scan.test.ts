import { describe, expect, test } from 'vitest';
import { Direction, MEDIA_LIMIT, SdpScan, scanSdp } from '../../../collector/media/sdp-scan.ts';

function scan(...lines: readonly string[]): SdpScan {
  const bytes = Buffer.from(`xx${lines.join('\r\n')}\r\nyy`);
  const out = new SdpScan();
  scanSdp(bytes, 2, bytes.length - 2, out);
  return out;
}

function media(out: SdpScan): string[] {
  return Array.from({ length: out.count }, (_, i) => {
    const address = [...out.addresses.subarray(i * 16, i * 16 + out.addressLengths[i])].join('.');
    return `${out.isRtp[i] ? 'rtp' : 'other'} ${address || '-'} ${out.ports[i]}`;
  });
}

const SESSION = ['v=0', 'o=- 1 1 IN IP4 192.0.2.9', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'];

describe('addresses', () => {
  test('the session address counts for every m-line without its own', () => {
    const out = scan(...SESSION, 'm=audio 4000 RTP/AVP 0', 'c=IN IP4 192.0.2.2', 'm=video 5000/2 RTP/SAVPF 96');
    expect(media(out)).toEqual(['rtp 192.0.2.2 4000', 'rtp 192.0.2.1 5000']);
  });

  test('IPv6, multicast suffixes and a host name', () => {
    expect(media(scan('c=IN IP6 2001:db8::7', 'm=audio 4 RTP/AVP 0'))).toEqual([
      'rtp 32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7 4',
    ]);
    expect(media(scan('c=IN IP4 233.0.0.1/127/3', 'm=audio 4 RTP/AVP 0'))).toEqual(['rtp 233.0.0.1 4']);
    expect(media(scan('c=IN IP4 media.example.com', 'm=audio 4 RTP/AVP 0'))).toEqual(['rtp - 4']);
  });

  test('a message without SDP lines has no media', () => {
    expect(scan('', 'hello', 'm', 'm=').count).toBe(0);
    expect(scan().direction).toBe(Direction.None);
  });

  test('one scan leaves nothing behind for the next', () => {
    const out = scan(...SESSION, 'm=audio 4000 RTP/AVP 0', 'a=sendonly');
    const bytes = Buffer.from('m=audio 7 RTP/AVP 0\n');
    scanSdp(bytes, 0, bytes.length, out);
    expect(media(out)).toEqual(['rtp - 7']);
    expect(out.direction).toBe(Direction.Active);
  });
});

test.each([
  ['RTP/AVP', 1],
  ['RTP/SAVPF', 1],
  ['rtp/avp', 1],
  ['UDP/TLS/RTP/SAVPF', 1],
  ['SRTP/AVP', 1],
  ['udptl', 0],
  ['TCP/MSRP', 0],
  ['XRTP/AVP', 0],
  ['', 0],
])('protocol %j: RTP %i', (protocol, isRtp) => {
  expect(scan(`m=audio 4000 ${protocol} 0`).isRtp[0]).toBe(isRtp);
});

test.each([
  ['0', 0],
  ['65535', 65_535],
  ['65536', 0],
  ['99999999999999999999', 0],
  ['-1', 0],
  ['x', 0],
])('port %s is %i', (port, number) => {
  expect(scan(`m=audio ${port} RTP/AVP 0`).ports[0]).toBe(number);
});

describe('hold', () => {
  const AUDIO = 'm=audio 4000 RTP/AVP 0';
  const REFUSED = 'm=video 0 RTP/AVP 31';

  test('sendonly and inactive put on hold, sendrecv and recvonly do not', () => {
    const direction = (word: string): number => scan(...SESSION, AUDIO, `a=${word}`).direction;
    expect([direction('sendonly'), direction('inactive')]).toEqual([Direction.Hold, Direction.Hold]);
    expect([direction('sendrecv'), direction('recvonly')]).toEqual([Direction.Active, Direction.Active]);
    expect(scan(...SESSION, AUDIO).direction).toBe(Direction.Active);
  });

  test('the session says it for all, and the m-line has the last word', () => {
    expect(scan(...SESSION, 'a=inactive', AUDIO).direction).toBe(Direction.Hold);
    expect(scan(...SESSION, 'a=inactive', AUDIO, 'a=sendrecv').direction).toBe(Direction.Active);
    expect(scan(...SESSION, 'a=sendrecv', AUDIO, 'a=sendonly').direction).toBe(Direction.Hold);
  });

  test('the address 0.0.0.0 of RFC 2543 holds too', () => {
    expect(scan('c=IN IP4 0.0.0.0', AUDIO).direction).toBe(Direction.Hold);
    expect(scan('c=IN IP4 0.0.0.0', AUDIO, 'c=IN IP4 192.0.2.1').direction).toBe(Direction.Active);
  });

  test('the first m-line that is not refused decides', () => {
    expect(scan(...SESSION, REFUSED, 'a=inactive', AUDIO).direction).toBe(Direction.Active);
    expect(scan(...SESSION, AUDIO, 'm=video 5000 RTP/AVP 31', 'a=inactive').direction).toBe(Direction.Active);
    expect(scan(...SESSION, REFUSED).direction).toBe(Direction.None);
  });
});

test('a body of thousands of m-lines is looked at up to the limit', () => {
  const out = scan(...SESSION, ...new Array<string>(5000).fill('m=audio 4000 RTP/AVP 0'));
  expect(out.count).toBe(MEDIA_LIMIT);
});
