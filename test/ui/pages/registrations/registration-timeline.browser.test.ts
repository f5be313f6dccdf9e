import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { RegistrationTimeline } from '../../../../server/wire/types.ts';
import type { MessageOpen } from '../../../../ui/pages/registrations/message-open.ts';
import type { RegistrationTimelineView } from '../../../../ui/pages/registrations/registration-timeline.ts';
import { registration, registrationEvent } from '../../../support/ui-meaning.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/registrations/registration-timeline.ts';

afterEach(unmount);

const S = 1_000_000;
const VALUE: RegistrationTimeline = {
  aor: 'sip:a@b',
  bindings: [1, 2].map(index => ({
    registration: registration(index, { lastTime: 200 * S, expiresAt: undefined }),
    history: [
      registrationEvent({ time: 0, granted: 60 }),
      registrationEvent({ time: 200 * S, statusCode: 403, granted: undefined }),
    ],
    historyOmitted: 0,
  })),
  omitted: 4,
};
const show = (value: RegistrationTimeline | undefined, problem?: { code: string; message: string; hint: string }) =>
  mount<RegistrationTimelineView>(
    html`<registration-timeline .asked=${{ id: 'demo:2', value, problem }} .shown=${2}></registration-timeline>`,
    400,
  );

test('each contact has a lane with bars and marks, and says in words what they show', async () => {
  const element = await show(VALUE);
  const [first, second] = inside(element, '.row');
  expect(textOf(first?.querySelector('.hidden-text') ?? undefined)).toContain('1 grant, 1 refusal, ran out 1 time');
  expect(second?.classList.contains('is-shown')).toBe(true);
  expect(first?.querySelector<HTMLElement>('.bar')?.offsetWidth).toBe(116);
  expect(textOf(element.shadowRoot?.querySelector('p') ?? undefined)).toBe('and 4 contacts more');
});
test('a mark leads to its message', async () => {
  const element = await show(VALUE);
  const opened = heard<MessageOpen>(element, 'message-open');
  inside(element, 'button.tick')[0]?.click();
  expect(opened).toHaveLength(1);
});
test('on its way and refused it says so', async () => {
  expect(textOf(inside(await show(undefined), '[role=status]')[0])).toContain('Reading');
  const refused = await show(undefined, { code: 'X', message: 'Gone.', hint: '' });
  expect(refused.shadowRoot?.textContent).toContain('Gone.');
});
