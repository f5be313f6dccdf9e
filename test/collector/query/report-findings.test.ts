import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SEVERITIES } from '../../../collector/model/finding.ts';
import { findingCounts, findingRows } from '../../../collector/query/report-findings.ts';
import { reportText } from '../../../collector/query/report-text.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { type Trace, trace } from '../../support/trace.ts';

function silent(): Trace {
  return trace().request('INVITE', { at: 0 }).request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
}

test('a finding has its time in ISO 8601, and its messages are named', async () => {
  const t = silent();
  const [row] = findingRows(await callSources(t), t.store.legs);
  expect(row).toMatchObject({ rule: 'no-reply', time: '2026-01-01T00:00:00.000000Z', evidence: [0, 1, 2] });
  expect(row.proof).toHaveLength(3);
  expect(row.proof[1]).toEqual({
    index: 1,
    frame: 0,
    time: '2026-01-01T00:00:00.500000Z',
    source: '10.0.0.1:5060',
    destination: '10.0.0.2:5060',
    message: 'INVITE',
  });
});

test('at most ten messages are named', async () => {
  const t = trace();
  for (let i = 0; i < 15; i++) t.request('INVITE', { at: i * 500 });
  const [row] = findingRows(await callSources(t), t.store.legs);
  expect([row.proof.length, row.evidence.length]).toEqual([10, 15]);
});

test('counts in all, by severity and by rule', async () => {
  expect(findingCounts(await callSources(silent().request('OPTIONS', { callId: 'o' })))).toEqual({
    findings: 1,
    findingsBySeverity: { error: 1, warning: 0, notice: 0 },
    findingsByRule: { 'no-reply': 1 },
    findingsPartOf: {},
  });
});

test('a scan: each refused try says that it is part of it, in the rows and in the counts of a summary', async () => {
  const capture = await readCapture(join(FIXTURES, 'scanner.pcap'));
  const { findings = [] } = capture.report({ summary: false, only: ['findings'] });
  const rows = typeof findings === 'object' ? findings : [];
  expect(rows.filter(({ partOf }) => partOf === 'scanner')).toHaveLength(42);
  expect(rows.filter(({ partOf }) => partOf === undefined).map(({ rule }) => rule)).toEqual(['scanner']);
  const summary = capture.report({ summary: true, only: ['findings'] });
  expect(summary).toMatchObject({ findings: 43, findingsPartOf: { scanner: 42 } });
  expect(reportText(summary, { markdown: false })).toMatch(/findings +43, 42 of them part of scanner\n/);
});

test('worst first; of two as bad the whole before its parts, then by time', async () => {
  const capture = await readCapture(join(FIXTURES, 'demo.pcapng'));
  const { findings = [] } = capture.report({ summary: false, only: ['findings'] });
  const rows = typeof findings === 'object' ? findings : [];
  expect(rows.length).toBeGreaterThan(5);
  const keys = rows.map(({ severity, time }) => `${SEVERITIES.indexOf(severity)} ${time}`);
  expect(keys).toEqual([...keys].sort());
  const scan = await readCapture(join(FIXTURES, 'overload-503.pcap'));
  const told = scan.report({ summary: false, only: ['findings'] }).findings;
  expect(typeof told === 'object' && told[0].rule).toBe('server-errors');
});
