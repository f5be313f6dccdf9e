import { expect, test } from 'vitest';
import { rangeText, readRange } from '../../ui/state/time-range.ts';
import { overviewTexts } from '../../ui/texts-overview.ts';

test('every preset is a range of the last minutes', () => {
  for (const preset of Object.keys(overviewTexts.range.presets)) {
    expect(readRange(preset, null).kind, preset).toBe('last');
    expect(rangeText(readRange(preset, null))).not.toBe('');
  }
  expect(overviewTexts.range.last('15m')).toBe('Last 15 min');
  expect(overviewTexts.range.last('7m')).toBe('Last 7m');
});

test('what was counted names what was left out', () => {
  expect(overviewTexts.overview.kpi.ratio(21, 2, 1)).toBe(
    'Of 21 attempts with an outcome; 2 in progress left out, 1 redirected.',
  );
  expect(overviewTexts.overview.kpi.noRatio(0)).toContain('0 of 0');
});
