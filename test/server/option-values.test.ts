import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import {
  readAge,
  readEngine,
  readHepAddress,
  readIndex,
  readParts,
  readPort,
  readSize,
  readSpan,
  repeated,
} from '../../server/option-values.ts';

test.each([
  ['0', 0],
  ['65535', 65_535],
])('the port %s is %i', (text, port) => {
  expect(readPort(text)).toBe(port);
});

test.each([
  ['1', 1],
  ['500M', 500 * 1024 ** 2],
  ['1.5 GiB', 1.5 * 1024 ** 3],
  ['2TB', 2 * 1024 ** 4],
  ['64k', 65_536],
])('the size %s is %i bytes', (text, bytes) => {
  expect(readSize(text)).toBe(bytes);
});

test.each([
  ['0', 0],
  ['90', 90],
  ['90s', 90],
  ['1.5m', 90],
  ['12h', 43_200],
  ['7d', 604_800],
  ['1 w', 604_800],
])('the age %s is %i seconds', (text, seconds) => {
  expect(readAge(text)).toBe(seconds);
});

test.each([
  [readPort, '65536'],
  [readPort, 'x'],
  [readSize, '0'],
  [readSize, '1X'],
  [readSize, '-1'],
  [readSize, '9999999T'],
  [readAge, '7D'],
  [readAge, '-1d'],
  [readAge, '1y'],
  [readAge, '0.1s'],
  [readSpan, '0'],
  [readEngine, 'sh'],
  [readHepAddress, '10.0.0.1:9060'],
])('%o refuses %s', (read, text) => {
  expect(() => read(text)).toThrow(InvalidArgumentError);
});

test('a HEP address stays as it was written', () => {
  expect(readHepAddress('tls:[::1]:9061')).toBe('tls:[::1]:9061');
});

test('an option that may be repeated gathers its values', () => {
  const read = repeated(Number);
  expect(read('2', read('1', []))).toEqual([1, 2]);
});

test('an index is a whole number from 0', () => {
  expect([readIndex('0'), readIndex('4294967299')]).toEqual([0, 4_294_967_299]);
  for (const text of ['', '-1', '1.5', 'x', '1e3']) expect(() => readIndex(text)).toThrow(/whole number/);
});

test('parts of a report are named by commas; one that is none is answered with all there are', () => {
  expect(readParts('streams, kpi')).toEqual(['streams', 'kpi']);
  for (const text of ['stream', '', 'kpi,', 'toString'])
    expect(() => readParts(text), text).toThrow(
      /^(There is no part|A part has no name).* The parts are sources, frames, /,
    );
});
