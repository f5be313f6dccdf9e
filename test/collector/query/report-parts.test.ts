import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isReportPart, REPORT_PART_NAMES, REPORT_PARTS, WantedParts } from '../../../collector/query/report-parts.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';

const OF_A_SUMMARY = { ...REPORT_PARTS, conferences: [] };
const OF_ALL = { ...REPORT_PARTS, streams: ['rtpPackets', 'media', 'streams'], findings: ['findings'] };

test('each part alone has its keys and no other, and says what the whole report says', async () => {
  const capture = await readCapture(join(FIXTURES, 'demo.pcapng'));
  for (const summary of [true, false]) {
    const whole = capture.report({ summary, lint: true });
    for (const part of REPORT_PART_NAMES) {
      const alone = capture.report({ summary, only: [part] });
      expect(Object.keys(alone).sort(), part).toEqual([...(summary ? OF_A_SUMMARY : OF_ALL)[part]].sort());
      expect(alone, part).toEqual(Object.fromEntries(Object.keys(alone).map(key => [key, whole[key]])));
    }
  }
});

test('all parts together are the whole report, in its order', async () => {
  const capture = await readCapture(join(FIXTURES, 'demo.pcapng'));
  for (const summary of [true, false]) {
    const whole = capture.report({ summary, lint: true });
    const parts = capture.report({ summary, only: REPORT_PART_NAMES });
    expect(JSON.stringify(parts)).toBe(JSON.stringify(whole));
  }
});

test('lint is wanted only by name: it reads every message', () => {
  const all = new WantedParts(undefined);
  expect(REPORT_PART_NAMES.filter(part => !all.has(part))).toEqual(['lint']);
  expect(new WantedParts(['lint']).has('lint')).toBe(true);
});

test('what is not wanted is not made', () => {
  const parts = new WantedParts(['kpi']);
  const made: string[] = [];
  const make = (what: string) => () => {
    made.push(what);
    return { [what]: 1 };
  };
  expect([parts.of('kpi', make('kpi')), parts.of('findings', make('findings'))]).toEqual([{ kpi: 1 }, {}]);
  expect(made).toEqual(['kpi']);
});

test('names of objects are no parts', () => {
  expect(['streams', 'toString', '__proto__', ''].map(isReportPart)).toEqual([true, false, false, false]);
});
