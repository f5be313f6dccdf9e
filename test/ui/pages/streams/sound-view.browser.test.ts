import { render } from 'lit';
import { expect, test } from 'vitest';
import { soundView } from '../../../../ui/pages/streams/sound-view.ts';
import type { AudioPlayer } from '../../../../ui/widgets/audio-player.ts';

test('a player gets its file only when there is something to play', () => {
  const box = document.createElement('div');
  render(soundView({ id: 'calls/demo:7', value: undefined, problem: undefined }), box);
  expect(box.querySelector<AudioPlayer>('audio-player')?.url).toBe('');
  const problem = { code: 'SIPA_X', message: 'gone', hint: 'h' };
  render(soundView({ id: 'calls/demo:7', value: undefined, problem }), box);
  expect(box.querySelector<AudioPlayer>('audio-player')?.problem).toEqual(problem);
});
