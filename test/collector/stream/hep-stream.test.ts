import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Ended } from '../../../collector/stream/outcome.ts';
import { StreamBench } from '../../support/stream-bench.ts';

function hep(payload: string): Buffer {
  const bytes = Buffer.alloc(12 + payload.length);
  bytes.write('HEP3', 'latin1');
  bytes.writeUInt16BE(bytes.length, 4);
  bytes.writeUInt16BE(0x0f, 8);
  bytes.writeUInt16BE(6 + payload.length, 10);
  bytes.write(payload, 12, 'latin1');
  return bytes;
}

test('frames that lie whole in a piece are given where they lie', () => {
  const bench = new StreamBench();
  expect(bench.send('client', Buffer.concat([hep('a'), hep('bc')]))).toBe(Ended.AsSip);
  expect(bench.hep).toEqual([`${hep('a').toString('latin1')} at 10000`, `${hep('bc').toString('latin1')} at 10013`]);
});

test('at every split the frames are the same', () => {
  const bytes = Buffer.concat([hep('INVITE'), hep(''), hep('x'.repeat(300))]);
  const whole = new StreamBench();
  whole.send('client', bytes);
  for (let size = 1; size <= 40; size++) {
    const bench = new StreamBench();
    bench.sendInPieces('client', bytes, size);
    const frames = (list: readonly string[]): string[] => list.map(one => one.replace(/ at .*/, ''));
    expect(frames(bench.hep), `${size}`).toEqual(frames(whole.hep));
  }
});

test('a frame over two pieces lies nowhere; the first piece waits and is SIP when the frame is', () => {
  const bench = new StreamBench();
  const bytes = hep('INVITE');
  expect(bench.send('client', bytes.subarray(0, 9))).toBe(Ended.Waiting);
  expect(bench.send('client', bytes.subarray(9))).toBe(Ended.AsSip);
  expect(bench.hep).toEqual([`${bytes.toString('latin1')} at -1`]);
  expect(bench.corrections).toEqual([{ reason: Reason.NotSip, outcome: Ended.AsSip, frames: 1 }]);
});

test('after a hole the next frame is found', () => {
  const bench = new StreamBench();
  bench.send('client', hep('one').subarray(0, 13));
  bench.gap('client', 100);
  expect(bench.send('client', 'rest of something')).toBe(Reason.MalformedHep);
  bench.send('client', hep('two'));
  expect(bench.hep).toHaveLength(1);
  bench.end();
});
