import { describe, expect, test } from 'vitest';
import {
  boundedWidth,
  COLUMN_LIMIT,
  movedPlace,
  readLayout,
  resizedPlace,
  toggledPlace,
  writeLayout,
} from '../../../ui/base/column-layout.ts';

const ids = (text: string): readonly string[] => readLayout(text).map(place => place.id);

describe('a layout', () => {
  test('is read as it is written', () => {
    const text = 'state,startTime:140,header.X-Tenant:200';
    expect(writeLayout(readLayout(text))).toBe(text);
  });
  test('leaves out what makes no sense, and whoever comes twice', () => {
    expect(ids('state,,<b>,:3,from:,from:12345,to,state:80, mos')).toEqual(['state', 'to']);
  });
  test('has a limit, and so have widths', () => {
    expect(readLayout(Array.from({ length: 200 }, (_, at) => `c${at}`).join(','))).toHaveLength(COLUMN_LIMIT);
    expect([boundedWidth(1), boundedWidth(99.6), boundedWidth(9999)]).toEqual([32, 100, 1200]);
  });
});

describe('a column', () => {
  const places = readLayout('a,b:50,c');
  test('moves to where it was dropped', () => {
    expect(writeLayout(movedPlace(places, 'a', 2))).toBe('b:50,c,a');
    expect(writeLayout(movedPlace(places, 'c', -4))).toBe('c,a,b:50');
    expect(movedPlace(places, 'x', 1)).toBe(places);
  });
  test('gets a width and loses it', () => {
    expect(writeLayout(resizedPlace(places, 'a', 77.4))).toBe('a:77,b:50,c');
    expect(writeLayout(resizedPlace(places, 'b', undefined))).toBe('a,b,c');
  });
  test('is hidden and shown, but the last one stays', () => {
    expect(writeLayout(toggledPlace(places, 'b'))).toBe('a,c');
    expect(writeLayout(toggledPlace(places, 'd'))).toBe('a,b:50,c,d');
    expect(writeLayout(toggledPlace(readLayout('a'), 'a'))).toBe('a');
  });
});
