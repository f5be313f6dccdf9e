import { expect, test } from 'vitest';
import { paintWave } from '../../../ui/widgets/wave-painter.ts';

const COLOURS = { channels: ['blue', 'green'], muted: 'grey', loss: 'red', key: 'pink', line: 'line', font: 'f' };

/** What is drawn, by colour: rectangles and texts. */
function painted(picture: Parameters<typeof paintWave>[2], isMuted: (channel: number) => boolean = () => false) {
  const drawn: string[] = [];
  const context = {
    fillStyle: '',
    globalAlpha: 1,
    setTransform: () => {},
    clearRect: () => {},
    fillRect(x: number, y: number, width: number, height: number) {
      drawn.push(`${this.fillStyle} ${[x, y, width, height].map(value => Math.round(value * 10) / 10).join(' ')}`);
    },
    fillText(text: string, x: number, y: number) {
      drawn.push(`${this.fillStyle} "${text}" ${x} ${y}`);
    },
  };
  const size = { width: 8, height: 24, scale: 2 };
  paintWave(context as unknown as CanvasRenderingContext2D, size, picture, COLOURS, isMuted);
  return drawn;
}

test('two channels lie in two lanes, each in its colour', () => {
  expect(painted({ peaks: [[1], [0]], marks: [], duration: 1000 })).toEqual([
    'line 0 5 8 1',
    'blue 0 0 7 10',
    'line 0 19 8 1',
    'green 0 18.5 7 1',
  ]);
});

test('what is muted is grey', () => {
  expect(painted({ peaks: [[1]], marks: [], duration: 1000 }, () => true)).toContain('grey 0 0 7 24');
});

test('losses are bands over their lane, keys are letters in it', () => {
  const marks = [
    { kind: 'loss', channel: 1, at: 500, duration: 250, text: '3' },
    { kind: 'dtmf', channel: 0, at: 0, duration: 100, text: '5' },
  ] as const;
  const drawn = painted({ peaks: [[], []], marks, duration: 1000 });
  expect(drawn.slice(2)).toEqual(['red 4 14 2 10', 'red 4 14 2 2', 'pink 0 0 1 10', 'pink "5" -4 0']);
});
