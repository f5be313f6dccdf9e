import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { HepGate, REFUSALS } from '../../../collector/record/hep-listener-gate.ts';
import { content, frame, kamailio } from '../../support/hep-builder.ts';
import { bytes } from '../../support/packet-builder.ts';

function gateWith(key?: string) {
  const frames: string[] = [];
  const gate = new HepGate((given, remote, remotePort, local, localPort) => {
    frames.push(`${remote}:${remotePort} → ${local}:${localPort} ${given.toString('latin1', 0, 4)} ${given.length}`);
  }, key);
  const take = (hep: Buffer): void => {
    const whole = bytes('xxx', hep, 'yyy');
    gate.take(whole, 3, whole.length - 3, '10.0.0.9', 40_000, '10.0.0.1', 9060);
  };
  return { gate, frames, take };
}

test('frames pass with their ends, and are counted by their own bytes', () => {
  const { gate, frames, take } = gateWith();
  const hep = kamailio(content());
  take(hep);
  take(gzipSync(hep));
  const line = `10.0.0.9:40000 → 10.0.0.1:9060 HEP3 ${hep.length}`;
  expect(frames).toEqual([line, line]);
  expect(gate).toMatchObject({ frames: 2, bytes: 2 * hep.length });
});

test('what does not pass is counted by reason, and only what happened is told', () => {
  const { gate, frames, take } = gateWith('k');
  expect(gate.refused()).toEqual({});
  take(kamailio(content({ key: 'l' })));
  take(frame([], { length: 2 }));
  take(bytes('hello'));
  gate.refuse('HEP connection limit', 3);
  expect(frames).toEqual([]);
  expect(gate.refused()).toEqual({ 'wrong HEP key': 1, 'malformed HEP': 2, 'HEP connection limit': 3 });
  expect(Object.keys(gate.refused()).every(reason => REFUSALS.some(one => one === reason))).toBe(true);
});

test('what stands behind a frame in a gzip is bounded', () => {
  const { frames, take } = gateWith();
  const noise = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i) % 251));
  take(gzipSync(bytes(kamailio(content()), noise)));
  expect(frames.map(line => Number(line.split(' ').at(-1)))).toEqual([65_535]);
});
