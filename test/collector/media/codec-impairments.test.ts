import { expect, test } from 'vitest';
import { impairmentOf } from '../../../collector/media/codec-impairments.ts';

const of = (name: string, parameters = ''): readonly number[] | undefined => {
  const found = impairmentOf({ name, parameters });
  return found && [found.ie, found.bpl];
};

test('codecs have the values of G.113', () => {
  expect(['PCMU', 'pcma', 'G729', 'G723', 'GSM', 'GSM-EFR', 'G726-32'].map(name => of(name))).toEqual([
    [0, 25.1],
    [0, 25.1],
    [11, 19],
    [15, 16.1],
    [20, 4.3],
    [5, 10],
    [7, 4.3],
  ]);
});

test('AMR goes by its highest mode', () => {
  expect(of('AMR')).toEqual([5, 10]);
  expect(of('AMR', 'octet-align=1;mode-set=0,2,4,7')).toEqual([5, 10]);
  expect(of('AMR', 'mode-set=0,4')).toEqual([10, 4.3]);
  expect(of('AMR', 'mode-set=0,2')).toBeUndefined();
});

test('what has no published value has none', () => {
  expect(['iLBC', 'opus', 'G722', 'AMR-WB', 'H264', 'PT 97', 'GSM-HR-08', 'G728'].map(name => of(name))).toEqual(
    new Array(8).fill(undefined),
  );
});
