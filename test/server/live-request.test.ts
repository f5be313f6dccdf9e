import { expect, test } from 'vitest';
import { NO_RECORD_DEFAULTS, requestOf } from '../../server/live-request.ts';
import type { StartLive } from '../../server/wire/protocol.ts';
import { FakeRecording } from '../support/fake-recording.ts';

const { list } = new FakeRecording();

test('what the page leaves out is as the server was started', () => {
  const defaults = {
    ...NO_RECORD_DEFAULTS,
    engine: 'tcpdump' as const,
    bufferBytes: 5,
    promiscuous: false,
    hepKey: 'secret',
    limits: { spoolBytes: 7 },
  };
  expect(requestOf({ interfaces: ['eth0'] }, defaults, list)).toEqual({ ...defaults, interfaces: ['eth0'], hep: [] });
});

test('what the page says goes first', () => {
  const body: StartLive = {
    interfaces: ['any'],
    filter: 'port 5060',
    engine: 'cap',
    hep: ['udp:127.0.0.1:9060'],
    promiscuous: false,
    bufferMegabytes: 2,
  };
  expect(requestOf(body, NO_RECORD_DEFAULTS, list)).toEqual({
    interfaces: ['any'],
    filter: 'port 5060',
    engine: 'cap',
    hep: ['udp:127.0.0.1:9060'],
    promiscuous: false,
    bufferBytes: 2 * 1024 ** 2,
    limits: {},
  });
});

test.each<[StartLive, object]>([
  [{ interfaces: ['eth9'] }, { status: 404, code: 'SIPA_NO_DEVICE', hint: 'There are: eth0, any.' }],
  [{ interfaces: ['-w/etc/passwd'] }, { status: 404 }],
  [{ hep: ['http:x'] }, { status: 400, code: 'SIPA_HEP_ADDRESS' }],
  [
    { interfaces: ['eth0'], filter: '-w /etc/passwd' },
    { code: 'SIPA_FILTER_WRONG', details: { position: 0, length: 1 } },
  ],
  [
    { interfaces: ['eth0'], filter: 'port 5060\n-z sh' },
    { status: 400, details: { position: 9, length: 1 } },
  ],
])('%j is refused', (body, error) => {
  expect(() => requestOf(body, NO_RECORD_DEFAULTS, list)).toThrow(expect.objectContaining(error));
});
