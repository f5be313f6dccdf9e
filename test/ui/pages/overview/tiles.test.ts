import { expect, test } from 'vitest';
import { tilesOf } from '../../../../ui/pages/overview/tiles.ts';
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
  expect(tiles.get('attempts')).toMatchObject({ unit: '/s', second: '5 in all' });
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
