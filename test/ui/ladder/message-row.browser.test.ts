import { render } from 'lit';
import { expect, test } from 'vitest';
import type { LadderMessage } from '../../../server/wire/types.ts';
import { messageRow } from '../../../ui/ladder/message-row.ts';
import type { RowFrame } from '../../../ui/ladder/row-frame.ts';
import type { ShownMessage } from '../../../ui/ladder/shown.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';
import { textOf } from '../../support/ui-mount.ts';
import { rowFrame } from '../../support/ui-row-frame.ts';

function drawn(message: ShownMessage, more: Partial<RowFrame> = {}): HTMLElement {
  const box = document.createElement('div');
  render(messageRow(rowFrame({ ...ladder(0), rows: [message] }, more), message, 0), box);
  return box;
}
const label = (message: Partial<LadderMessage & ShownMessage>): string =>
  textOf(drawn({ ...ladderMessage(0), ...message }).querySelector('.label') ?? undefined);

test('a final response says how long it took, a provisional one only in its hint', () => {
  expect(label({ statusCode: 200, label: '200 OK', responseTime: 1234 })).toBe('200 OK1.2 s');
  const ringing = drawn(ladderMessage(0, { statusCode: 180, label: '180 Ringing', responseTime: 40 }));
  expect(textOf(ringing.querySelector('.label') ?? undefined)).toBe('180 Ringing');
  expect(ringing.querySelector('.label')?.getAttribute('title')).toContain('40 ms after its request');
});
test('retransmissions that are folded have their number and the times of T1; all are in the hint', () => {
  const folded = {
    retransmission: true,
    retransmissionOf: 0,
    folded: [1, 2, 3],
    canFold: true,
    waits: [500, 1000, 2000],
  };
  expect(label(folded)).toBe('INVITE↻ ×3after 500 ms, 1.0 s, 2.0 s');
  expect(label({ ...folded, waits: [1, 2, 3, 4, 5].map(s => s * 1000) })).toContain('4.0 s …');
});
test('what an offer did stands beside its codecs', () => {
  expect(label({ hasSdp: true, sdp: 'PCMU', effects: ['hold'] })).toBe('INVITEPCMUhold');
});
test('a row is selected, compared or found by any message that is folded into it', () => {
  const row = drawn(
    { ...ladderMessage(1), folded: [1, 2], retransmission: true, retransmissionOf: 0 },
    { selected: 2, compared: 1, found: new Set([2]) },
  ).querySelector('.row');
  expect([...(row?.classList ?? [])]).toEqual(expect.arrayContaining(['selected', 'compared', 'found', 'again']));
  expect(row?.getAttribute('aria-selected')).toBe('true');
});
test('the flag of a finding stands on it', () => {
  const marks = new Map([[0, { severity: 'error', title: 'error: no ACK', finding: 'ack-missing' } as const]]);
  expect(drawn(ladderMessage(0), { marks }).querySelector('.mark')?.getAttribute('aria-label')).toBe('error: no ACK');
});
