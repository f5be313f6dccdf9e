import { render } from 'lit';
import { expect, test } from 'vitest';
import { rtcpTable } from '../../../../ui/pages/streams/rtcp-table.ts';
import { streamReport } from '../../../support/stream-report.ts';
import { textOf } from '../../../support/ui-mount.ts';

test('what both ends told stands side by side', () => {
  const box = document.createElement('div');
  const rtcp = { senderReports: 2, receiverReports: 3, fractionLost: 0.05, jitter: 1.5, byes: 0 };
  render(rtcpTable([streamReport(0, 'a:1', 'b:2', { rtcp }), streamReport(1, 'b:2', 'a:1')]), box);
  expect(textOf(box.querySelectorAll('tr')[1])).toBe('Reports2 SR · 3 RR–');
  expect(textOf(box.querySelectorAll('tr')[2])).toBe('Lost, last report5.0 %–');
  render(rtcpTable([streamReport(0, 'a:1', 'b:2')]), box);
  expect(textOf(box)).toContain('No RTCP');
});
