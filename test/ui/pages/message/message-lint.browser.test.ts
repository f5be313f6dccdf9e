import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { LintProblem } from '../../../../server/wire/types.ts';
import type { MessageLint } from '../../../../ui/pages/message/message-lint.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/message/message-lint.ts';

afterEach(unmount);

const PROBLEM: LintProblem = {
  id: 'missing-via',
  severity: 'error',
  message: 'no Via <b>',
  rfc: 'RFC 3261 §8.1.1',
  place: 'header',
  header: 'Via',
};

test('each problem says what, where, by which rule and section', async () => {
  const element = await mount<MessageLint>(html`<message-lint .problems=${[PROBLEM]} .lit=${0}></message-lint>`);
  expect(textOf(inside(element, '.is-lit')[0])).toBe(
    'errorVia (not there)missing-via no Via <b> RFC 3261 §8.1.1Show it in the raw text',
  );
  expect(inside(element, 'a')[0]?.getAttribute('href')).toBe(
    'https://www.rfc-editor.org/rfc/rfc3261.html#section-8.1.1',
  );
  const asked = heard<number>(element, 'lint-show');
  inside(element, '.foot button')[0]?.click();
  expect(asked).toEqual([0]);
});
test('a flawless message says so', async () => {
  const element = await mount<MessageLint>(html`<message-lint .problems=${[]}></message-lint>`);
  expect(textOf(inside(element, 'p')[0])).toContain('Nothing wrong');
});
