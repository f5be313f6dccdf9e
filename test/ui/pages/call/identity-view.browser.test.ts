import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import type { LegIdentity } from '../../../../server/wire/types.ts';
import { identityView } from '../../../../ui/pages/call/identity-view.ts';
import type { Asked } from '../../../../ui/state/app-state.ts';
import { textOf } from '../../../support/ui-mount.ts';

const IDENTITY: LegIdentity = {
  requestUri: 'sip:+15551000@b',
  asserted: [{ header: 'P-Asserted-Identity', by: 'caller', uri: 'tel:+49301', displayName: '<b>Ann</b>', message: 3 }],
  privacy: ['id'],
  diversions: [{ header: 'History-Info', uri: 'sip:c@d', reason: '302', index: '1.1', counter: '', message: 4 }],
  attestations: [
    {
      attest: 'A',
      orig: '+49301',
      dest: '+1555',
      issuedAt: '',
      origid: '',
      ppt: 'shaken',
      info: 'https://c',
      message: 5,
    },
  ],
  route: [],
  recordRoute: [],
  others: [],
};

function shown(asked: Asked<LegIdentity> | undefined, onMessage = vi.fn()): HTMLElement {
  const box = document.createElement('div');
  render(identityView(asked, onMessage), box);
  return box;
}

test('every word about a caller stands with who gives it and the message it is in', () => {
  const onMessage = vi.fn();
  const box = shown({ id: 'demo:7', value: IDENTITY, problem: undefined }, onMessage);
  const text = textOf(box);
  for (const part of [
    'P-Asserted-Identity, caller',
    'History-Info 1.1',
    'sip:c@d (302)',
    'attestation A, not verified',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('Record-Route');
  expect(box.querySelector('b')).toBeNull();
  box.querySelectorAll<HTMLElement>('.message-link')[1]?.click();
  expect(onMessage.mock.calls).toEqual([[4]]);
});

test('while it comes and when it is refused there are words', () => {
  expect(textOf(shown({ id: 'x', value: undefined, problem: undefined }))).toBe('Reading headers…');
  const problem = { code: 'C', message: 'There is no call.', hint: 'Look.' };
  expect(textOf(shown({ id: 'x', value: undefined, problem }))).toBe('There is no call. Look.');
  expect(textOf(shown(undefined))).toBe('');
});
