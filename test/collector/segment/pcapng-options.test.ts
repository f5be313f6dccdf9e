import { expect, test } from 'vitest';
import {
  readInterfaceOptions,
  readNames,
  readSectionOptions,
  readStatisticsOptions,
} from '../../../collector/segment/pcapng-options.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const time = (bytes: Buffer, bigEndian = true) => {
  const { resolution, offset } = readInterfaceOptions(bytes, 0, bytes.length, bigEndian);
  return { resolution, offset };
};

function names(bytes: Buffer): [string, string][] {
  const found: [string, string][] = [];
  readNames(bytes, 0, bytes.length, true, (address, name) => found.push([address, name]));
  return found;
}

test('without options times count µs from the epoch', () => {
  expect(time(hex(''))).toEqual({ resolution: 6, offset: 0n });
});

test('resolution and offset are found between other options, in both byte orders', () => {
  expect(time(hex('0002 0003 65746800  0009 0001 09000000  000e 0008 ffffffffffffff9c  0000 0000'))).toEqual({
    resolution: 9,
    offset: -100n,
  });
  expect(time(hex('0900 0100 09000000  0e00 0800 6400000000000000'), false)).toEqual({ resolution: 9, offset: 100n });
});

test('options of a wrong length are not believed', () => {
  expect(time(hex('0009 0002 09090000  000e 0004 00000001'))).toEqual({ resolution: 6, offset: 0n });
});

test('what follows the end of the list is not read', () => {
  expect(time(hex('0000 0000 0009 0001 09000000')).resolution).toBe(6);
});

test('a length that leaves the block ends the list, with all before kept', () => {
  expect(time(hex('0009 0001 03000000 000e ffff 00'))).toEqual({ resolution: 3, offset: 0n });
});

test('a name without its NUL ends with its record', () => {
  expect(names(hex('0001 0006 0a000001 6162 0000  0001 0006 0a000002 6300 0000'))).toEqual([
    ['10.0.0.1', 'ab'],
    ['10.0.0.2', 'c'],
  ]);
});

test('records without a name, or of another kind, give none', () => {
  expect(names(hex('0001 0004 0a000001  0003 0006 0a000001 6162 0000  0001 0005 0a000001 00 000000'))).toEqual([]);
});

test('a name is cut at 255 bytes', () => {
  const record = Buffer.concat([hex('0001 01f8 0a000001'), Buffer.alloc(500, 'x')]);
  expect(names(record)[0][1]).toHaveLength(255);
});

test('an interface has a name and a description, with or without a closing zero', () => {
  const bytes = hex('0002 0004 65746830  0003 0005 66697265 00 000000  0000 0000');
  expect(readInterfaceOptions(bytes, 0, bytes.length, true)).toMatchObject({ name: 'eth0', description: 'fire' });
});

test('a section names its program and may carry a comment', () => {
  const bytes = hex('0001 0002 6869 0000  0004 0003 616263 00');
  expect(readSectionOptions(bytes, 0, bytes.length, true)).toEqual({ application: 'abc', comment: 'hi' });
  expect(readSectionOptions(bytes, 0, 0, true)).toEqual({ application: '', comment: '' });
});

test('statistics give the drops of interface and kernel, in both byte orders', () => {
  const big = hex('0001 0002 7b7d 0000  0005 0008 0000000000000003  0007 0008 0000000000000004');
  const told = { interfaceDrops: 3, kernelDrops: 4, comment: '{}' };
  expect(readStatisticsOptions(big, 0, big.length, true)).toEqual(told);
  const little = hex('0500 0800 0300000000000000  0700 0800 0400000000000000');
  expect(readStatisticsOptions(little, 0, little.length, false)).toEqual({ ...told, comment: '' });
});

test('a counter of a wrong length, of all ones, or beyond what anybody counts is unknown', () => {
  for (const value of ['0004 00000003', '0008 ffffffffffffffff', '0008 0020000000000000']) {
    const bytes = hex(`0005 ${value}`);
    expect(readStatisticsOptions(bytes, 0, bytes.length, true).interfaceDrops).toBeUndefined();
  }
});

test('a text is cut at 4096 bytes', () => {
  const bytes = Buffer.concat([hex('0001 2000'), Buffer.alloc(0x2000, 'x')]);
  expect(readStatisticsOptions(bytes, 0, bytes.length, true).comment).toHaveLength(4096);
});
