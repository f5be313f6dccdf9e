import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { droppedOf, inputsSince } from '../../collector/capture-health.ts';
import { FIXTURES, readCapture, temporaryFile } from '../support/captures.ts';
import { pcap, pcapng, udpFrame } from '../support/pcap-builder.ts';
import { EPOCH, messageText } from '../support/trace.ts';

const INPUT = { point: 0, refused: {}, hasApproximateTimes: false };
const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});

test('dropped is what kernels, interfaces and full disks lost', () => {
  expect(droppedOf([{ ...INPUT, kernelDrops: 3, interfaceDrops: 4 }, { ...INPUT, lostFrames: 5 }, INPUT])).toBe(12);
});

test('what inputs count goes on; what is told begins anew', () => {
  const before = [{ ...INPUT, kernelDrops: 10, refused: { 'wrong HEP key': 2 } }];
  const now = { ...INPUT, kernelDrops: 12, interfaceDrops: 1, refused: { 'wrong HEP key': 2, 'malformed HEP': 1 } };
  expect(inputsSince([now, { ...INPUT, point: 1, kernelDrops: 7 }], before)).toEqual([
    { ...INPUT, kernelDrops: 2, interfaceDrops: 1, refused: { 'malformed HEP': 1 } },
    { ...INPUT, point: 1, kernelDrops: 7 },
  ]);
  expect(inputsSince([{ ...INPUT, kernelDrops: 1 }], before)[0].kernelDrops).toBe(0);
});

describe('health by point', () => {
  test('the frames of all points are the frames of the capture, each reason too', async () => {
    const health = (await readCapture(join(FIXTURES, 'demo.pcapng'))).health();
    const sum = (pick: (point: (typeof health.points)[number]) => number): number =>
      health.points.reduce((total, point) => total + pick(point), 0);
    expect(sum(point => point.frames)).toBe(health.frames);
    expect(sum(point => point.sipMessages)).toBe(health.sipMessages);
    for (const { reason, count } of health.notDecoded) {
      expect(sum(point => point.notDecoded.find(one => one.reason === reason)?.count ?? 0)).toBe(count);
    }
  });

  test('interface statistics of a pcapng tell what was dropped, also at an interface that gave no frame', async () => {
    const file = pcapng().section().interface().interface();
    file.packet(udpFrame(OPTIONS), { timeMicros: EPOCH });
    file
      .statistics(0, { timeMicros: EPOCH + 9, kernelDrops: 2 })
      .statistics(1, { timeMicros: EPOCH + 9, interfaceDrops: 5 });
    const capture = await readCapture(temporaryFile(file.bytes(), 'two.pcapng'));
    expect(capture.health().points).toMatchObject([
      { name: 'two.pcapng:0', kind: 'file', frames: 1, sipMessages: 1, kernelDrops: 2, firstTime: EPOCH },
      { name: 'two.pcapng:1', frames: 0, interfaceDrops: 5 },
    ]);
    expect(capture.progress().dropped).toBe(7);
    expect(capture.report({ summary: true })).toMatchObject({ dropped: 7, points: [{ frames: 1 }, { frames: 0 }] });
  });
});

describe('a sample frame', () => {
  const stun = Buffer.alloc(20);
  stun.writeUInt32BE(0x2112a442, 4);

  test('opens by its id, with its bytes', async () => {
    const bytes = udpFrame(stun);
    const capture = await readCapture(
      temporaryFile(pcap([{ bytes: udpFrame(OPTIONS) }, { bytes, timeMicros: EPOCH }])),
    );
    const [{ samples }] = capture.health().notDecoded;
    expect(samples).toMatchObject([{ id: '0.2', point: 'made.pcap', frameNumber: 2 }]);
    const frame = capture.frame(samples[0].id);
    expect(frame).toEqual({
      id: '0.2',
      source: samples[0].source,
      point: 'made.pcap',
      frameNumber: 2,
      time: EPOCH,
      reason: 'STUN',
      linkType: 'ethernet',
      originalLength: bytes.length,
      bytes: bytes.toString('base64'),
      cut: false,
    });
  });

  test('of 65,536 bytes and more is cut', async () => {
    const capture = await readCapture(temporaryFile(pcap([{ bytes: Buffer.alloc(70_000) }])));
    const frame = capture.frame('0.1');
    expect(frame).toMatchObject({ originalLength: 70_000, cut: true });
    expect(Buffer.from(frame?.bytes ?? '', 'base64')).toHaveLength(65_536);
  });

  test('that is no sample is undefined', async () => {
    const capture = await readCapture(temporaryFile(pcap([{ bytes: udpFrame(OPTIONS) }, { bytes: udpFrame(stun) }])));
    for (const id of ['0.1', '1.2', '0.2.3', 'x', '', '-1.2', '99999999999.1'])
      expect(capture.frame(id)).toBeUndefined();
  });
});
