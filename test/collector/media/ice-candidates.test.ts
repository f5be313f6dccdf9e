import { describe, expect, test } from 'vitest';
import {
  CANDIDATE_LIMIT,
  Component,
  IceCandidates,
  readCandidate,
  readRemoteCandidates,
} from '../../../collector/media/ice-candidates.ts';

function listed(out: IceCandidates): string[] {
  return Array.from({ length: out.count }, (_, i) => {
    const address = [...out.addresses.subarray(i * 16, i * 16 + out.addressLengths[i])].join('.');
    return `${out.components[i]} ${address}:${out.ports[i]}`;
  });
}

function candidates(...lines: readonly string[]): string[] {
  const out = new IceCandidates();
  for (const line of lines) readCandidate(Buffer.from(line), 0, line.length, 0, out);
  return listed(out);
}

describe('a=candidate (RFC 8839 §5.1)', () => {
  test('of a host has an address; of RTCP its component', () => {
    expect(candidates('1 1 UDP 2130706431 10.0.1.1 8998 typ host', '1 2 udp 1 10.0.1.1 8999 typ host')).toEqual([
      '1 10.0.1.1:8998',
      '2 10.0.1.1:8999',
    ]);
  });

  test('that is reflexive or relayed has its base too', () => {
    expect(candidates('2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0')).toEqual([
      '1 192.0.2.3:45664',
      '1 10.0.1.1:8998',
    ]);
  });

  test('of TCP, with a name for an address, or broken is none', () => {
    expect(
      candidates(
        '1 1 TCP 1 10.0.1.1 9 typ host tcptype active',
        '1 1 UDP 1 d4f1.local 9000 typ host',
        '1 1 UDP 1 10.0.1.1 99999 typ host',
        '1 3 UDP 1 10.0.1.1 9000 typ host',
        '1 1 UDP',
        '',
        '1 1 UDP 1 10.0.1.1 9000 typ srflx raddr 10.0.0.1',
      ),
    ).toEqual(['1 10.0.1.1:9000']);
  });

  test('of a hostile body is looked at up to a limit', () => {
    const many = Array.from({ length: CANDIDATE_LIMIT + 9 }, (_, i) => `1 1 UDP 1 10.0.1.1 ${i + 1} typ host`);
    expect(candidates(...many)).toHaveLength(CANDIDATE_LIMIT);
  });
});

test('a=remote-candidates are those of the other side (RFC 8839 §5.2)', () => {
  const out = new IceCandidates();
  const line = '1 192.0.2.3 45664 2 192.0.2.3 45665';
  readRemoteCandidates(Buffer.from(line), 0, line.length, 0, out);
  readRemoteCandidates(Buffer.from('1 192.0.2.3'), 0, 11, 0, out);
  expect(listed(out)).toEqual([`${1 | Component.Remote} 192.0.2.3:45664`, `${2 | Component.Remote} 192.0.2.3:45665`]);
});
