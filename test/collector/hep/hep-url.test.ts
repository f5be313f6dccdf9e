import { describe, expect, test } from 'vitest';
import { HepError, hepUrlText, parseHepUrl } from '../../../collector/hep/hep-url.ts';

test.each([
  ['udp:0.0.0.0:9060', 'udp', '0.0.0.0', 9060],
  ['tcp:[::1]:9061', 'tcp', '::1', 9061],
  ['TLS:homer.example.com:443', 'tls', 'homer.example.com', 443],
  ['udp:10.0.0.1', 'udp', '10.0.0.1', 9060],
  ['udp:[::]', 'udp', '::', 9060],
  ['tcp://localhost:0', 'tcp', 'localhost', 0],
])('%s', (text, transport, host, port) => {
  const url = parseHepUrl(text);
  expect(url).toEqual({ transport, host, port });
  expect(parseHepUrl(hepUrlText(url))).toEqual(url);
});

describe('what is no address', () => {
  test.each([
    ['', 'does not begin with udp:'],
    ['9060', 'does not begin with udp:'],
    ['sctp:10.0.0.1:9060', 'does not begin with udp:'],
    ['udp:', 'host is missing'],
    ['udp::9060', 'host is missing'],
    ['udp:::1', 'stands in brackets'],
    ['udp:[::1', 'no address'],
    ['udp:[10.0.0.1]:9060', 'no IPv6 address'],
    ['udp:10.0.0.300:9060', 'no host name'],
    ['udp:a b:9060', 'no host name'],
    ['udp:10.0.0.1:', 'no port'],
    ['udp:10.0.0.1:99999', 'no port'],
    ['udp:10.0.0.1:90a', 'no port'],
    ['udp:10.0.0.1:9060:1', 'no port'],
  ])('"%s" is told why', (text, why) => {
    let thrown: unknown;
    try {
      parseHepUrl(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(HepError);
    if (!(thrown instanceof HepError)) return;
    expect(thrown.code).toBe('SIPA_HEP_ADDRESS');
    expect(thrown.message).toContain(why);
    expect(thrown.hint).toContain('udp:0.0.0.0:9060');
  });
});
