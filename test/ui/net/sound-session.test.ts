import { expect, test } from 'vitest';
import { RefusedError } from '../../../ui/net/api.ts';
import { SoundSession } from '../../../ui/net/sound-session.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

test('the outline of a sound is asked for once, and a refusal is told', async () => {
  const asked: string[] = [];
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at({ page: 'streams', item: 3 }));
  const session = new SoundSession(store, {
    waveform: async id => {
      asked.push(id);
      throw new RefusedError({ code: 'SIPA_SEGMENT_GONE', message: 'gone', hint: 'h' });
    },
  });
  session.sync();
  session.sync();
  await new Promise(resolve => setTimeout(resolve));
  session.sync();
  expect(asked).toEqual(['streams/demo:3']);
  expect(store.state.sound?.problem).toMatchObject({ code: 'SIPA_SEGMENT_GONE' });
});
