import { render, type TemplateResult } from 'lit';
import { expect, test } from 'vitest';
import { eventRow, gapRow, seamRow } from '../../../ui/ladder/event-row.ts';
import { ladder } from '../../support/ui-ladder.ts';
import { textOf } from '../../support/ui-mount.ts';
import { rowFrame } from '../../support/ui-row-frame.ts';

const frame = rowFrame(ladder(2));
function drawn(view: TemplateResult): HTMLElement {
  const box = document.createElement('div');
  render(view, box);
  return box;
}

test('a silence says how long, a seam why', () => {
  expect(textOf(drawn(gapRow(frame, { type: 'gap', time: 0, duration: 31_500 }, 1)))).toBe(
    '⋯ 31.5 s without a message',
  );
  const seam = { type: 'seam', time: 0, leg: 1, position: 2, reasons: [], score: 98, text: 'leg 2: X-CID' } as const;
  expect(textOf(drawn(seamRow(frame, seam, 1)))).toBe('leg 2: X-CID');
});
test('an ICMP error without ends crosses the ladder, with both it is an arrow', () => {
  const event = { type: 'event', kind: 'icmp', time: 0, text: 'port unreachable' } as const;
  expect(drawn(eventRow(frame, event, 0)).querySelectorAll('.crossing')).toHaveLength(1);
  expect(drawn(eventRow(frame, { ...event, from: 1, to: 0 }, 0)).querySelectorAll('.arrow')).toHaveLength(1);
});
test.each([
  [{ from: 0, to: 1 }, true, 'both'],
  [{ from: 0, to: 1 }, false, 'right'],
  [{ from: 1, to: 0 }, false, 'left'],
  [{ from: 1, to: 1 }, false, ''],
])('media %o have their heads where somebody hears', (ends, isBothWays, head) => {
  const media = { streams: [1], endTime: 9, isBothWays, quality: 'fair' } as const;
  const row = drawn(eventRow(frame, { type: 'event', kind: 'media', time: 0, text: 'RTP PCMU', ...ends, media }, 0));
  expect(row.querySelector('.bar')?.className.replace('bar', '').trim()).toBe(head);
  expect(row.querySelector('.media')?.classList.contains('q-fair')).toBe(true);
});
