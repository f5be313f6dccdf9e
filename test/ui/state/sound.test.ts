import { expect, test } from 'vitest';
import type { Route } from '../../../ui/state/route.ts';
import { soundUrl, wantedSound } from '../../../ui/state/sound.ts';
import { callDetail, stream } from '../../support/ui-meaning.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

function wanted(route: Partial<Route>, streams = [stream(0)]): string | undefined {
  const store = storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at(route),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: callDetail(7, { streams }) },
  );
  return wantedSound(store.state);
}

test('a call is listened to where its media are open, and where it has any', () => {
  const route = { page: 'call', capture: 'demo', leg: 7 } as const;
  expect(wanted({ ...route, panel: 'media' })).toBe('calls/demo:7');
  expect(wanted({ ...route, panel: 'findings' })).toBeUndefined();
  expect(wanted({ ...route, panel: 'media' }, [])).toBeUndefined();
});

test('a stream is listened to beside its table', () => {
  expect(wanted({ page: 'streams', item: 3 })).toBe('streams/demo:3');
  expect(wanted({ page: 'streams' })).toBeUndefined();
});

test('nothing is listened to before the captures are known', () => {
  expect(wantedSound(storeWith(at({ page: 'streams', item: 3 })).state)).toBeUndefined();
});

test('the address of a sound quotes the id', () => {
  expect(soundUrl('calls/a b/c:7')).toBe('/api/calls/a%20b%2Fc%3A7/audio');
});
