import { expect, test } from 'vitest';
import type { FindingRow } from '../../../collector/query/report-findings.ts';
import { findingsText } from '../../../collector/query/report-findings-text.ts';

const ROW: FindingRow = {
  rule: 'ack-missing',
  severity: 'error',
  message: 'No ACK from <b>10.0.0.1</b> | [x](http://evil)',
  callId: 'a|b`\u001b[2J',
  leg: 0,
  evidence: [2, 3, 4],
  streams: [],
  time: '2026-01-01T00:00:00.000000Z',
  rfc: 'RFC 3261 §13.3.1.4',
  confidence: 'high',
  unknown: 'Who lost it.',
  next: 'Look at the caller.',
  proof: [
    {
      index: 2,
      frame: 3,
      time: '2026-01-01T00:00:00.000000Z',
      source: '10.0.0.2:5060',
      destination: '10.0.0.1:5060',
      message: '200 (INVITE)',
    },
  ],
};
const titleOf = (): string => 'Answered, but no ACK';

test('a ticket says what happened, the proof, what is not known, and what to do next', () => {
  const text = findingsText([ROW], { markdown: true, titleOf });
  expect(text).toContain('| error | Answered, but no ACK | ack-missing | 1 | 1 |');
  expect(text).toContain('### Error: Answered, but no ACK\n');
  expect(text).toContain('  - message 2 \\(frame 3\\) 2026-01-01T00:00:00.000000Z 10.0.0.2:5060 → 10.0.0.1:5060 200');
  expect(text).toContain('  - and 2 more\n');
  expect(text).toContain('- **Rule:** ack-missing, RFC 3261 §13.3.1.4\n- **Confidence:** high\n');
  expect(text).toContain('- **What the capture cannot tell:** Who lost it.\n- **Next:** Look at the caller.\n');
});

test('nothing from the wire is markup in a ticket, or moves the cursor', () => {
  const text = findingsText([ROW], { markdown: true, titleOf });
  expect(text).toContain('&lt;b&gt;10.0.0.1&lt;/b&gt; \\| \\[x\\]\\(http://evil\\)');
  expect(text).toContain('- **Call:** a\\|b\\`\\\\x1b\\[2J');
  expect(findingsText([ROW], { markdown: false, titleOf })).not.toContain('\u001b');
});

test('for a terminal the same stands in columns', () => {
  const text = findingsText([ROW], { markdown: false, titleOf });
  expect(text).toContain('  ERROR  Answered, but no ACK (ack-missing)\n');
  expect(text).toContain('    next        Look at the caller.\n');
});

test('beyond a hundred their number is told', () => {
  const notice: FindingRow = { ...ROW, severity: 'notice', message: 'small' };
  const text = findingsText([ROW, ...Array.from({ length: 120 }, () => notice)], { markdown: true, titleOf });
  expect(text).toContain('### Error');
  expect(text.match(/^### /gm)).toHaveLength(100);
  expect(text).toContain('21 more are in `report --json`.');
});

test('a finding about the whole capture says so, none says none', () => {
  expect(findingsText([{ ...ROW, callId: '' }], { markdown: true, titleOf })).toContain(
    '- **Call:** the whole capture',
  );
  expect(findingsText([], { markdown: true, titleOf })).toBe('## Findings\n\nNone.\n');
  expect(findingsText([], { markdown: false, titleOf })).toBe('Findings\n  none\n');
});

const PART: FindingRow = { ...ROW, rule: 'authentication-failed', partOf: 'scanner' };

test('how many there are, and how many of them are part of a larger one, by which', () => {
  const text = (rows: readonly FindingRow[]): string => findingsText(rows, { markdown: true, titleOf });
  expect(text([ROW])).toContain('\n1 finding.\n\n| severity | finding | rule | times | calls |\n');
  expect(text([ROW, PART, PART])).toContain('\n3 findings, 2 of them part of scanner.\n');
  const two = text([PART, ROW, { ...PART, partOf: 'server-errors' }, PART]);
  expect(two).toContain('\n4 findings, 3 of them part of others: 2 of scanner, 1 of server-errors.\n');
  expect(two).toContain('| 3 | 1 | 2 of scanner, 1 of server-errors |');
  expect(findingsText([ROW, PART], { markdown: false, titleOf })).toContain(
    '\n  2 findings, 1 of them part of scanner.\n',
  );
});

test('a part names the whole', () => {
  const ticket = findingsText([PART, ROW], { markdown: true, titleOf });
  expect(ticket).toContain('- **Part of:** scanner, Answered, but no ACK\n- **Rule:** authentication-failed');
  expect(findingsText([PART], { markdown: false, titleOf })).toContain(
    '\n    part of     Answered, but no ACK (scanner)\n',
  );
});
