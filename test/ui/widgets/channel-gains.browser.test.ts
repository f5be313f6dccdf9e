import { afterEach, expect, test, vi } from 'vitest';
import { ChannelGains } from '../../../ui/widgets/channel-gains.ts';

afterEach(() => vi.restoreAllMocks());

test('each channel has a gain of its own, also when it was set before', () => {
  const made: GainNode[] = [];
  const create = AudioContext.prototype.createGain;
  vi.spyOn(AudioContext.prototype, 'createGain').mockImplementation(function (this: AudioContext) {
    const gain = create.call(this);
    made.push(gain);
    return gain;
  });
  const gains = new ChannelGains();
  gains.set(1, 0.25);
  const audio = new Audio();
  gains.connect(audio);
  expect(made.map(({ gain }) => gain.value)).toEqual([1, 0.25]);
  gains.set(0, 0);
  expect(made.map(({ gain }) => gain.value)).toEqual([0, 0.25]);
  gains.connect(audio);
  expect(made).toHaveLength(2);
  gains.close();
});
