import { expect, test } from 'vitest';
import type { CallDetail } from '../../../server/wire/types.ts';
import type { PartName } from '../../../ui/state/app-state.ts';
import { partOf, partPath, soundUrl, wantedPart } from '../../../ui/state/parts.ts';
import type { Route } from '../../../ui/state/route.ts';
import type { Store } from '../../../ui/state/store.ts';
import { callDetail, finding, stream } from '../../support/ui-meaning.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

const CALL = { page: 'call', capture: 'demo', leg: 7 } as const;

function shown(route: Partial<Route>, more: Partial<CallDetail> = {}): Store {
  return storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at(route),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: callDetail(7, { streams: [stream(0)], ...more }) },
  );
}
const wanted = (name: PartName, route: Partial<Route>, more: Partial<CallDetail> = {}): string | undefined =>
  wantedPart(shown(route, more).state, name);

test('a call is listened to where its media are open, and where it has any', () => {
  expect(wanted('sound', { ...CALL, panel: 'media' })).toBe('calls/demo:7');
  expect(wanted('sound', { ...CALL, panel: 'findings' })).toBeUndefined();
  expect(wanted('sound', { ...CALL, panel: 'media' }, { streams: [] })).toBeUndefined();
});

test('findings are asked of the list where they are open, which they are by themselves, and where there are any', () => {
  const findings = [finding('server-failure')];
  expect(wanted('findings', CALL, { findings })).toBe('demo:7');
  expect(wanted('findings', { ...CALL, panel: 'findings' }, { findings })).toBe('demo:7');
  expect(wanted('findings', { ...CALL, panel: 'media' }, { findings })).toBeUndefined();
  expect(wanted('findings', CALL, { findings: [] })).toBeUndefined();
  expect(partPath('findings', 'demo:7')).toBe('findings?capture=demo&leg=7&limit=500');
});

test('a stream is listened to beside its table, once the captures are known', () => {
  expect(wanted('sound', { page: 'streams', item: 3 })).toBe('streams/demo:3');
  expect(wanted('sound', { page: 'streams' })).toBeUndefined();
  expect(wantedPart(storeWith(at({ page: 'streams', item: 3 })).state, 'sound')).toBeUndefined();
});

test('offers and answers are asked for once the call is here', () => {
  expect(wanted('sessions', CALL)).toBe('demo:7');
  expect(wantedPart(storeWith(at(CALL)).state, 'sessions')).toBeUndefined();
  expect(partPath('sessions', 'demo:7')).toBe('calls/demo%3A7?parts=sessions');
});

test('who calls is asked for where details are open', () => {
  expect(wanted('identity', { ...CALL, panel: 'details' })).toBe('demo:7');
  expect(wanted('identity', { ...CALL, panel: 'media' })).toBeUndefined();
});

test('a merged ladder needs more than one leg', () => {
  const group = { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [] };
  expect(wanted('merged', { ...CALL, isMerged: true }, { group })).toBe('demo:7,demo:9');
  expect(wanted('merged', { ...CALL, isMerged: true })).toBeUndefined();
  expect(wanted('merged', CALL, { group })).toBeUndefined();
});

test('what was asked for another call is not shown for this one', () => {
  const store = shown({ ...CALL, panel: 'details' });
  store.dispatch({ type: 'part-asked', name: 'identity', id: 'demo:8' });
  expect(partOf(store.state, 'identity')).toBeUndefined();
  store.dispatch({ type: 'part-asked', name: 'identity', id: 'demo:7' });
  expect(partOf(store.state, 'identity')?.id).toBe('demo:7');
});

test('addresses quote ids', () => {
  expect(soundUrl('calls/a b/c:7')).toBe('/api/calls/a%20b%2Fc%3A7/audio');
  expect(partPath('sound', 'streams/demo:3')).toBe('streams/demo%3A3/waveform');
  expect(partPath('merged', 'demo:7,demo:9')).toBe('calls/merged?ids=demo%3A7%2Cdemo%3A9');
  expect(partPath('identity', 'demo:7')).toBe('calls/demo%3A7/identity');
});

test('the course of the main stream and of its answer is asked for where media are open', () => {
  const streams = [
    stream(3, { packets: 10 }),
    stream(4, { packets: 90 }),
    stream(5, { source: '10.0.0.2:5000', destination: '10.0.0.1:4000' }),
  ];
  expect(wanted('forward', { ...CALL, panel: 'media' }, { streams })).toBe('demo:5');
  expect(wanted('reverse', { ...CALL, panel: 'media' }, { streams })).toBe('demo:4');
  expect(wanted('forward', { ...CALL, panel: 'legs' }, { streams })).toBeUndefined();
  expect(partPath('reverse', 'demo:4')).toBe('streams/demo%3A4');
});
test('what answers an opened stream is found among the streams of its call', () => {
  const store = storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at({ page: 'streams', item: 3 }),
    { type: 'stream-asked', id: 'demo:3' },
    { type: 'stream', id: 'demo:3', value: stream(3) },
  );
  expect(wantedPart(store.state, 'siblings')).toBe('demo:7');
  expect(partPath('siblings', 'demo:7')).toBe('streams?capture=demo&leg=7&limit=100');
  expect(wantedPart(store.state, 'reverse')).toBeUndefined();
  const items = [stream(3), stream(9, { source: '10.0.0.2:5000', destination: '10.0.0.1:4000' })];
  store.dispatch({ type: 'part-asked', name: 'siblings', id: 'demo:7' });
  store.dispatch({ type: 'part', name: 'siblings', id: 'demo:7', value: { items, total: 2 } });
  expect(wantedPart(store.state, 'reverse')).toBe('demo:9');
});
test('an opened registration brings all contacts of its address', () => {
  expect(wanted('timeline', { page: 'registrations', item: 3 })).toBe('demo:3');
  expect(partPath('timeline', 'demo:3')).toBe('registrations/demo%3A3/timeline');
  expect(wanted('timeline', { page: 'registrations' })).toBeUndefined();
});
