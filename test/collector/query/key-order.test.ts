import { describe, expect, test } from 'vitest';
import { type SortKey, SortKeys, sortedPositions } from '../../../collector/query/key-order.ts';

test('texts sort as texts, whatever they share and whatever they are made of', () => {
  const texts = [
    '+49',
    '+49\0',
    '+491',
    '+4910',
    '+49ÿb',
    '+49Āa',
    '+49😀',
    '+49é',
    '+49éa',
    '+491234567890',
    '+491234567891',
    '+49ÿ',
  ];
  const wanted = [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const order = (keys: readonly (string | undefined)[], down: boolean) =>
    [...sortedPositions(keys, down)].map(i => keys[i]);
  expect(order(texts, false)).toEqual(wanted);
  expect(order(texts, true)).toEqual([...wanted].reverse());
  expect(order(['b', undefined, 'a'], false)).toEqual(['a', 'b', undefined]);
  expect(order(['same', 'same'], true)).toEqual(['same', 'same']);
});

/** The same by comparing, as slowly as it is plain. */
function plainly(keys: readonly SortKey[], down: boolean): readonly number[] {
  const sign = down ? -1 : 1;
  const rank = (key: SortKey): number => {
    if (key === undefined) return 2;
    return (typeof key === 'string') === down ? 0 : 1;
  };
  return keys
    .map((_, at) => at)
    .sort((a, b) => {
      const [one, other] = [keys[a], keys[b]];
      if (rank(one) !== rank(other)) return rank(one) - rank(other);
      if (one === other || one === undefined || other === undefined) return a - b;
      return (one < other ? -sign : sign) || a - b;
    });
}

describe('many keys sort as few do', () => {
  /** Numbers from 0 to 1, the same in every run. */
  const random = (() => {
    let seed = 7;
    return (): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return seed / 0x80000000;
    };
  })();
  const make = (key: () => SortKey): SortKey[] => Array.from({ length: 3000 }, key);
  const whole = (below: number): number => Math.floor(random() * below);
  const lists: Record<string, SortKey[]> = {
    'whole numbers with many equal': make(() => whole(40)),
    'times in µs': make(() => 1_750_000_000_000_000 + whole(1e9)),
    'numbers of both signs, and fractions': make(() => (random() - 0.5) * 10 ** whole(12)),
    'numbers, some of them absent': make(() => (random() < 0.3 ? undefined : whole(1000))),
    'telephone numbers': make(() => `+4930${whole(1e6)}`),
    'texts with long beginnings in common': make(() => `${'same '.repeat(whole(3))}${whole(5)}${'x'.repeat(whole(9))}`),
    'texts of any language': make(() =>
      String.fromCodePoint(...Array.from({ length: whole(5) }, () => 32 + whole(70_000))),
    ),
    'texts that end in NUL': make(() => `a${'\0'.repeat(whole(14))}`),
    everything: make(() => [whole(50), `t${whole(50)}`, undefined][whole(3)]),
  };
  test.each(Object.keys(lists))('%s', name => {
    const keys = lists[name] ?? [];
    for (const down of [false, true]) expect([...sortedPositions(keys, down)]).toEqual(plainly(keys, down));
  });
});

test('a long sort yields, so that other questions can be answered', () => {
  const keys = new SortKeys(100_000);
  for (let at = 0; at < 100_000; at++) keys.put(at, (at * 7919) % 100_003);
  const steps = keys.order(false);
  let yields = 0;
  while (!steps.next().done) yields++;
  expect(yields).toBeGreaterThan(20);
});
