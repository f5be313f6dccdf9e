import { expect, test } from 'vitest';
import { captureId, splitId } from '../../server/ids.ts';

test('the same file gets the same id, another file of that name another one', () => {
  expect(captureId('demo.pcapng', '/a/demo.pcapng')).toBe(captureId('demo.pcapng', '/a/demo.pcapng'));
  expect(captureId('demo.pcapng', '/a/demo.pcapng')).not.toBe(captureId('demo.pcapng', '/b/demo.pcapng'));
  expect(captureId('demo.pcapng', '/a/demo.pcapng')).toMatch(/^demo-[0-9a-f]{6}$/);
});

test.each([
  ['My Trace (2).PCAP.gz', /^my-trace-2-[0-9a-f]{6}$/],
  ['../../etc/passwd', /^etc-passwd-[0-9a-f]{6}$/],
  ['трафик.pcap', /^capture-[0-9a-f]{6}$/],
  ['', /^capture-[0-9a-f]{6}$/],
  ['x'.repeat(500), /^x{40}-[0-9a-f]{6}$/],
  ['a:b"c\n.pcap', /^a-b-c-[0-9a-f]{6}$/],
])('%j makes an id that is safe in addresses', (name, id) => {
  expect(captureId(name, 'key')).toMatch(id);
});

test('an id of a leg or message comes apart into capture and index', () => {
  expect(splitId('demo-12ab34:17')).toEqual({ capture: 'demo-12ab34', index: 17 });
});

test('a number may be a generation and an index in one, up to the largest exact integer', () => {
  expect(splitId(`live:${3 * 2 ** 32 + 5}`)).toEqual({ capture: 'live', index: 3 * 2 ** 32 + 5 });
  expect(splitId(`live:${Number.MAX_SAFE_INTEGER}`)?.index).toBe(Number.MAX_SAFE_INTEGER);
});

test.each([
  'demo',
  'demo:',
  ':1',
  'demo:-1',
  'demo:1.5',
  'demo:1e3',
  'demo:1:2',
  'De mo:1',
  'demo:9007199254740992',
  'demo:12345678901234567',
])('%s is no such id', id => {
  expect(splitId(id)).toBeUndefined();
});
