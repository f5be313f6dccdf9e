import { expect, test } from 'vitest';
import { withCounters } from '../../../ui/state/rates.ts';
import { sourcesOf } from '../../../ui/state/sources.ts';
import { healthOf, inputOf, liveInfo, pointOf } from '../../support/ui-state.ts';

const HEP = 'hep udp:0.0.0.0:9060';
const live = liveInfo({
  inputs: [
    inputOf('eth0', 1000, { kernelDrops: 12 }),
    inputOf(HEP, 50, { kind: 'hep', refused: { 'wrong HEP key': 3 } }),
  ],
});
const health = healthOf({
  points: [pointOf('HEP 2001 (node1)', { kind: 'hep', sipMessages: 7 }), pointOf('eth0', { truncatedFrames: 4 })],
});

test('inputs stand first, agents behind the listeners they came through', () => {
  expect(sourcesOf(live, health, undefined).map(source => [source.name, source.isAgent])).toEqual([
    ['eth0', false],
    [HEP, false],
    ['HEP 2001 (node1)', true],
  ]);
});
test('the collector counts the whole capture, so its counters stand before those of one run of the recorder', () => {
  expect(sourcesOf(live, health, undefined)[0]).toMatchObject({
    frames: 900,
    kernelDrops: 12,
    interfaceDrops: undefined,
    sipMessages: 300,
    truncated: 4,
  });
});
test('before the health has come the inputs are there already', () => {
  expect(sourcesOf(live, undefined, undefined)).toMatchObject([
    { frames: 1000, kernelDrops: 12, sipMessages: undefined },
    { frames: 50, refused: { 'wrong HEP key': 3 } },
  ]);
});
test('files are sources without a recorder', () => {
  const files = healthOf({ points: [pointOf('a.pcap', { kind: 'file' })] });
  expect(sourcesOf(undefined, files, undefined)).toMatchObject([{ name: 'a.pcap', kind: 'file', isAgent: false }]);
});
test('a recorder that has stopped has no rates', () => {
  const rates = withCounters(withCounters(undefined, 0, [inputOf('eth0', 0)]), 2000, [inputOf('eth0', 1000)]);
  expect(sourcesOf(live, health, rates)[0]?.rate?.frames).toBe(500);
  expect(sourcesOf({ ...live, recorder: 'stopped' }, health, rates)[0]?.rate).toBeUndefined();
});
