import { describe, expect, test } from 'vitest';
import { CapturePoints } from '../../../collector/model/points.ts';
import { FilePoints, pointNames, seriesName } from '../../../collector/segment/point-names.ts';

test('a file is a point by its name, and so is each of several interfaces in it', () => {
  const points = new CapturePoints();
  const file = new FilePoints(points, 'a.pcapng');
  expect([file.ofFile(), file.ofInterface('eth0', 0), file.ofInterface('', 1), file.ofFile()]).toEqual([0, 1, 2, 0]);
  expect([0, 1, 2].map(id => points.get(id))).toEqual([
    { name: 'a.pcapng', kind: 'file' },
    { name: 'a.pcapng:eth0', kind: 'file' },
    { name: 'a.pcapng:1', kind: 'file' },
  ]);
});

test('inputs of a recorder are points by their own name, whichever segment they are in', () => {
  const points = new CapturePoints();
  const ids = ['1.pcapng', '2.pcapng'].flatMap(name => {
    const file = new FilePoints(points, name);
    return [file.ofInput('eth0', 0), file.ofInput('hep udp:0.0.0.0:9060', 1)];
  });
  expect(ids).toEqual([0, 1, 0, 1]);
  expect(points.get(0)).toEqual({ name: 'eth0', kind: 'interface' });
  expect(points.get(1)).toEqual({ name: 'hep udp:0.0.0.0:9060', kind: 'hep' });
});

test('a name from a file cannot play with the terminal, nor be of any length', () => {
  const points = new CapturePoints();
  new FilePoints(points, 'a').ofInput(`\u001b[2J${'x'.repeat(70_000)}`, 0);
  const name = points.get(0)?.name ?? '';
  expect(name.startsWith('\\x1b[2Jxxx')).toBe(true);
  expect(name.length).toBeLessThan(300);
});

describe('the name that the files of a rotation share', () => {
  test.each([
    ['trace_00001_20260102030405.pcapng', 'trace.pcapng'],
    ['trace_00012_20260102030405.pcapng.gz', 'trace.pcapng.gz'],
    ['trace.pcap', 'trace.pcap'],
    ['trace.pcap1', 'trace.pcap'],
    ['trace.pcap012', 'trace.pcap'],
    ['sbc-20260102-030405.pcap', 'sbc.pcap'],
    ['sbc_2026-01-02_03:04:05.pcap', 'sbc.pcap'],
    ['sbc-2026-01-02T03.04.pcap3', 'sbc.pcap'],
    ['20260102.pcap', '20260102.pcap'],
    ['sbc1.pcap', 'sbc1.pcap'],
    ['sbc2.pcap', 'sbc2.pcap'],
    ['10.0.0.1.pcap', '10.0.0.1.pcap'],
  ])('%s: %s', (path, name) => expect(seriesName(`/a/${path}`)).toBe(name));
});

test('files are called by their names, rotations by what they share, twins by their paths', () => {
  expect(pointNames(['/x/a.pcap', 'b.pcap1'])).toEqual(['a.pcap', 'b.pcap1']);
  expect(pointNames(['t.pcap', 't.pcap1', 't.pcap2', 'u.pcap'])).toEqual(['t.pcap', 't.pcap', 't.pcap', 'u.pcap']);
  expect(pointNames(['/x/a.pcap', '/y/a.pcap', '/y/b.pcap'])).toEqual(['/x/a.pcap', '/y/a.pcap', 'b.pcap']);
});
