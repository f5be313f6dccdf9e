import { expect, test } from 'vitest';
import { InputStatistics } from '../../../collector/segment/input-statistics.ts';

interface Told {
  readonly kernel?: number;
  readonly interface?: number;
  readonly comment?: string;
}

function statistics() {
  const inputs = new InputStatistics();
  const note = (point: number, run: string, told: Told): number =>
    inputs.note(point, run, {
      kernelDrops: told.kernel,
      interfaceDrops: told.interface,
      comment: told.comment ?? '',
    });
  return { inputs, note };
}

test('a point that counts nothing has no drops, rather than 0', () => {
  const { inputs, note } = statistics();
  inputs.describe(3, true);
  expect(note(4, '', {})).toBe(0);
  expect(inputs.list()).toEqual([
    { point: 3, refused: {}, hasApproximateTimes: true },
    { point: 4, refused: {}, hasApproximateTimes: false },
  ]);
});

test('each block tells what was lost since the one before, in kernel, interface and for want of disk', () => {
  const { inputs, note } = statistics();
  expect(note(0, 'a', { kernel: 5 })).toBe(5);
  expect(note(0, 'a', { kernel: 7, interface: 1 })).toBe(3);
  expect(note(0, 'a', { kernel: 7, interface: 1, comment: '{"lost":4}' })).toBe(4);
  expect(note(0, 'a', { kernel: 7, interface: 1, comment: '{"lost":4}' })).toBe(0);
  expect(inputs.list()).toEqual([
    { point: 0, kernelDrops: 7, interfaceDrops: 1, lostFrames: 4, refused: {}, hasApproximateTimes: false },
  ]);
});

test('a later run counts from 0, and what the runs before it lost still counts', () => {
  const { inputs, note } = statistics();
  note(0, 'a', { kernel: 5 });
  expect(note(0, 'b', { kernel: 8 })).toBe(8);
  expect(note(0, 'b', { kernel: 9 })).toBe(1);
  expect(inputs.list()).toMatchObject([{ kernelDrops: 14 }]);
});

test('where nobody names the run, a counter that falls begins a new one', () => {
  const { inputs, note } = statistics();
  note(0, '', { kernel: 5 });
  expect(note(0, '', { kernel: 2 })).toBe(2);
  expect(inputs.list()).toMatchObject([{ kernelDrops: 7 }]);
});

test('within a named run a counter that falls is not believed', () => {
  const { inputs, note } = statistics();
  note(0, 'a', { kernel: 5 });
  expect(note(0, 'a', { kernel: 2 })).toBe(0);
  expect(inputs.list()).toMatchObject([{ kernelDrops: 5 }]);
});

test('refusals are told by reason, summed over the runs', () => {
  const { inputs, note } = statistics();
  note(1, 'a', { comment: '{"refused":{"wrong HEP key":3,"malformed HEP":0}}' });
  note(1, 'b', { comment: '{"refused":{"wrong HEP key":2}}' });
  expect(inputs.list()).toMatchObject([{ point: 1, refused: { 'wrong HEP key': 5 } }]);
});

test('a comment that is no such object tells nothing', () => {
  const { inputs, note } = statistics();
  const comments = ['hello', '{', '[]', 'null', '{"refused":[1]}', '{"refused":{"a":-1,"b":"x","c":1.5,"d":null}}'];
  for (const comment of [...comments, '{"lost":1e300}', '{"lost":"7"}', '{"refused":7,"lost":{}}']) {
    expect(note(0, '', { comment })).toBe(0);
  }
  expect(inputs.list()).toEqual([{ point: 0, refused: {}, hasApproximateTimes: false }]);
});

test('reasons are bounded in number and length, and cannot reach the prototype', () => {
  const { inputs, note } = statistics();
  const many = Array.from({ length: 300 }, (_, at) => `"k${at}":1`).join(',');
  note(0, '', { comment: `{"refused":{"__proto__":5,"${'x'.repeat(2000)}":1,${many}}}` });
  const { refused } = inputs.list()[0];
  expect(Object.keys(refused)).toHaveLength(64);
  expect(Math.max(...Object.keys(refused).map(key => key.length))).toBe(100);
  expect(({} as Record<string, unknown>).a).toBeUndefined();
});

test('when reading begins anew in the middle of a run, what was counted before is not told again', () => {
  const { inputs, note } = statistics();
  inputs.describe(0, true);
  note(0, 'a', { kernel: 50 });
  inputs.restart(true);
  expect(note(0, 'a', { kernel: 40 })).toBe(0);
  expect(note(0, 'a', { kernel: 50 })).toBe(10);
  expect(note(0, 'b', { kernel: 3 })).toBe(3);
  expect(inputs.list()).toMatchObject([{ kernelDrops: 13, hasApproximateTimes: true }]);
});

test('when reading begins anew at the start of a run, all of it is told', () => {
  const { inputs, note } = statistics();
  note(0, 'a', { kernel: 50 });
  inputs.restart(false);
  expect(note(0, 'a', { kernel: 40 })).toBe(40);
});
