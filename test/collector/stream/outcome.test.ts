import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { combine, Ended } from '../../../collector/stream/outcome.ts';

test('SIP wins over media, media over reasons, reasons that may hide SIP over harmless ones', () => {
  const order = [
    Ended.Nowhere,
    Ended.Waiting,
    Reason.WebSocketControl,
    Reason.TlsWithoutKey,
    Ended.AsMedia,
    Ended.AsSip,
  ];
  for (const [i, weak] of order.entries()) {
    for (const strong of order.slice(i)) {
      expect(combine(weak, strong)).toBe(strong);
      expect(combine(strong, weak)).toBe(strong);
    }
  }
});

test('of equals the later one counts', () => {
  expect(combine(Reason.KeepAlive, Reason.NotSip)).toBe(Reason.NotSip);
  expect(combine(Reason.OverSizeLimit, Reason.TcpGap)).toBe(Reason.TcpGap);
});
