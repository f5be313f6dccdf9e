import { expect, test } from 'vitest';
import { reportText } from '../../../collector/query/report-text.ts';

const REPORT = {
  sources: [
    { path: 'a\u001b[31m.pcap', format: 'pcap', frames: 9, start: 'T0', end: 'T1', truncated: 'cut at byte 5' },
    { path: 'b.pcap', format: 'pcapng', frames: 0 },
  ],
  frames: 9,
  sipMessages: 7,
  requests: { INVITE: 2 },
  responses: { '200': 1 },
  callIds: 1,
  retransmissions: 0,
  duplicates: 0,
  malformed: 0,
  truncatedFrames: 0,
  notDecoded: { 'not SIP': 2 },
  shed: { 'tcp bytes': 12 },
};
const LEG = { state: 'failed', statusCode: 0, kind: 'call', from: '<sip:x|y>', callId: 'c\n1', messages: 3 };

test('files, counters, what was cut and what was shed are told', () => {
  const text = reportText(REPORT, { markdown: false });
  expect(text).toContain('b.pcap (pcapng, 0 frames)');
  expect(text).toMatch(/time +T0 to T1\n/);
  expect(text).toMatch(/cut +cut at byte 5\n/);
  expect(text).toMatch(/over a limit: tcp bytes +12\n/);
  expect(text).toMatch(/INVITE +2\n/);
  expect(text).toMatch(/not SIP +2\n/);
});

test('nothing of the capture reaches the terminal as a control character', () => {
  const text = reportText({ ...REPORT, legs: [LEG] }, { markdown: false });
  expect([...text].every(character => character === '\n' || character >= ' ')).toBe(true);
});

test('legs are a table when they are listed, absent when they are counted', () => {
  expect(reportText({ ...REPORT, legs: [LEG] }, { markdown: false })).toMatch(/\n {2}failed +call +<sip:x\|y> /);
  expect(reportText({ ...REPORT, legs: 5 }, { markdown: false })).not.toContain('Legs');
});

test('Markdown escapes what a Call-ID or a name may hold', () => {
  const text = reportText({ ...REPORT, legs: [LEG] }, { markdown: true });
  expect(text).toContain('## Legs\n\n| state | code |');
  expect(text).toContain('&lt;sip:x\\|y&gt;');
});

test('registrations, subscriptions and streams are tables when there are any', () => {
  const lists = {
    registrations: [{ aor: 'sip:a@b', state: 'active', statusCode: 200, expires: 60 }],
    subscriptions: [],
    streams: [{ source: '10.0.0.1:4000', codec: 'PCMA', packets: 150, lost: 0 }],
  };
  const text = reportText({ ...REPORT, ...lists }, { markdown: false });
  expect(text).toMatch(/\nRegistrations\n {2}state +statusCode +aor .*\n {2}active +200 +sip:a@b +60\n/);
  expect(text).toMatch(/\nRTP streams\n.*\n {2}10\.0\.0\.1:4000 +PCMA +150 +0\n/);
  expect(text).not.toContain('Subscriptions');
});

test('points are told where there are several, or one lost something', () => {
  const point = { name: 'eth0', kind: 'interface', frames: 9, sipMessages: 3, truncatedFrames: 0 };
  const text = (points: readonly object[]): string => reportText({ ...REPORT, points }, { markdown: false });
  expect(text([point])).not.toContain('Capture points');
  expect(text([{ ...point, kernelDrops: 4 }])).toMatch(/Capture points\n.*kernelDrops/);
  expect(text([point, { ...point, name: 'eth1' }])).toMatch(/eth1 +interface +9 +3/);
});

test('TLS that could not be read comes with the way to read it', () => {
  const text = reportText({ ...REPORT, notDecoded: { 'TLS without key': 7 } }, { markdown: false });
  expect(text).toMatch(/SSLKEYLOGFILE=FILE.*\n.*--keylog FILE/);
  expect(reportText(REPORT, { markdown: false })).not.toContain('--keylog');
});

test('a part that was asked for alone is told also when there is nothing of it', () => {
  const text = reportText({ registrations: [], calls: 3 }, { markdown: false, isPart: true });
  expect(text).toMatch(/ {2}calls +3\n {2}registrations +0\n/);
  expect(text).not.toMatch(/Registrations|Requests|frames/);
  expect(reportText({}, { markdown: false, isPart: true })).toBe('The capture has nothing of this.\n');
});
