import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { RegistrationDetail } from '../../../../server/wire/types.ts';
import type { MessageOpen } from '../../../../ui/pages/registrations/message-open.ts';
import type { RegistrationPanel } from '../../../../ui/pages/registrations/registration-panel.ts';
import { registration, registrationEvent } from '../../../support/ui-meaning.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/registrations/registration-panel.ts';

afterEach(unmount);

const DETAIL: RegistrationDetail = {
  registration: registration(1, { path: ['<sip:edge;lr>'], received: '203.0.113.7:40000' }),
  history: [
    registrationEvent(),
    registrationEvent({ kind: 'refresh', statusCode: 0, timerExpired: true, answer: -1, granted: undefined }),
  ],
  historyOmitted: 3,
};

const show = (value: RegistrationDetail) =>
  mount<RegistrationPanel>(
    html`<registration-panel .asked=${{ id: 'demo:1', value, problem: undefined }}></registration-panel>`,
    600,
    500,
  );

describe('a registration', () => {
  test('says what the binding is and how long it lasts', async () => {
    const text = textOf(inside(await show(DETAIL), '.body')[0]);
    for (const part of [
      'active 200',
      'until 2026-01-15',
      '203.0.113.7:40000',
      'Path<sip:edge;lr>',
      '1 granted, 0 refused',
    ])
      expect(text).toContain(part);
  });
  test('tells its history, latest first, and what is not shown', async () => {
    const element = await show(DETAIL);
    expect(inside(element, '.event .what b').map(textOf)).toEqual(['refresh', 'register']);
    expect(textOf(inside(element, '.event')[0])).toContain('no answer');
    expect(textOf(inside(element, '.event')[1])).toContain('after a challenge for 1,800 s');
    expect(textOf(inside(element, '.body')[0])).toContain('3 earlier events not shown.');
  });
  test('leads to the messages that prove it', async () => {
    const element = await show(DETAIL);
    const opened = heard<MessageOpen>(element, 'message-open');
    for (const link of inside(element, '.event .message-link')) link.click();
    expect(opened.map(each => each.message)).toEqual([3, 3, 4]);
  });
});
