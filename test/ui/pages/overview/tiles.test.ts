import { expect, test } from 'vitest';
import { paceOf, tilesOf } from '../../../../ui/pages/overview/tiles.ts';
import { EPOCH, trace } from '../../../support/trace.ts';
import { kpiReport } from '../../../support/ui-kpi.ts';

test('every figure stands with its unit, its trend and how it was counted', () => {
  const tiles = new Map(tilesOf(kpiReport(), EPOCH).map(tile => [tile.id, tile]));
  expect([...tiles.keys()]).toEqual([
    'attempts',
    'concurrent',
    'asr',
    'seer',
    'ner',
    'isa',
    'pdd',
    'sdd',
    'acd',
    'registrations',
    'retransmissions',
    'mos',
  ]);
  const asr = tiles.get('asr');
  expect(asr).toMatchObject({ value: '50.0 %', none: '', trend: [1, 1, 0, 0, undefined] });
  expect(asr?.explanation.join(' ')).toContain('Of 4 attempts with an outcome; 1 in progress left out');
  expect(tiles.get('isa')?.value).toBe('25.0 %');
  expect(tiles.get('attempts')).toMatchObject({ unit: '/min', second: '5 in all' });
  expect(tiles.get('registrations')).toMatchObject({ value: '1', second: 'IRA 0 %' });
  expect(tiles.get('pdd')?.second).toMatch(/^p95 \d/);
  expect(asr?.trendWords).toBe('ASR over the range: from 0 % to 100 %');
});

test('nothing to count is a dash with its reason, never 0 %', () => {
  const t = trace().request('OPTIONS', { callId: 'o' });
  for (const tile of tilesOf(kpiReport(t), EPOCH)) {
    if (tile.id === 'retransmissions') continue;
    expect([tile.id, tile.value, tile.unit]).toEqual([tile.id, '–', '']);
    expect(tile.none, tile.id).not.toBe('');
    expect(tile.explanation).toContain(tile.none);
  }
});

test('calls whose beginning was not captured are told to be left out', () => {
  const t = trace().request('BYE', { callId: 'late', toTag: 'b', cseq: 2 });
  const [attempts] = tilesOf(kpiReport(t), EPOCH);
  expect(attempts?.value).toBe('–');
});

test('a rate is told by the time in which something happens', () => {
  const text = (rate: number): string => Object.values(paceOf(rate)).join(' ');
  expect([17, 0.17, 0.095, 0.05, 1 / 3600, 2 / (7 * 86_400), 1e-9, 0].map(text)).toEqual([
    '17 /s',
    '0.17 /s',
    '0.10 /s',
    '3.00 /min',
    '1.00 /h',
    '0.29 /day',
    '0.000086 /day',
    '0 /s',
  ]);
});
