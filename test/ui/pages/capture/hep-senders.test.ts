import { describe, expect, test } from 'vitest';
import { HEP_SENDERS, reachable, readHepAddress } from '../../../../ui/pages/capture/hep-senders.ts';

describe('a listener', () => {
  test('is written as transport, address and port', () => {
    expect(readHepAddress('udp:0.0.0.0:9060')).toEqual({ transport: 'udp', host: '0.0.0.0', port: 9060 });
    expect(readHepAddress(' tls:[::]:9061 ')).toEqual({ transport: 'tls', host: '[::]', port: 9061 });
  });
  test.each(['', 'udp', 'udp:9060', 'sctp:a:1', 'udp:a:0', 'udp:a:65536', 'udp:::1:9060', 'udp:a b:1'])(
    'is not %o',
    line => expect(readHepAddress(line)).toBeUndefined(),
  );
  test('on every address is reached by the name of its host', () => {
    const everywhere = { transport: 'udp', host: '0.0.0.0', port: 9060 } as const;
    expect(reachable(everywhere, '10.0.0.7').host).toBe('10.0.0.7');
    expect(reachable({ ...everywhere, host: '10.1.1.1' }, '10.0.0.7').host).toBe('10.1.1.1');
  });
});

test('every sender is told the address it must send to', () => {
  for (const sender of HEP_SENDERS) {
    for (const transport of sender.transports)
      expect(sender.lines({ transport, host: '10.0.0.7', port: 9060 })).toContain('10.0.0.7:9060');
  }
});
test('who can speak TCP is told to', () => {
  const to = { transport: 'tcp', host: 'a', port: 1 } as const;
  const speaking = HEP_SENDERS.filter(sender => sender.transports.includes('tcp'));
  expect(speaking.map(sender => sender.lines(to).includes('tcp'))).toEqual(speaking.map(() => true));
});
