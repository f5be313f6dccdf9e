import { render } from 'lit';
import { expect, test } from 'vitest';
import { clearQuestion } from '../../../../ui/pages/calls/clear-question.ts';
import { textOf } from '../../../support/ui-mount.ts';

test('the question names how much would go, and that it goes for good', () => {
  const said: string[] = [];
  const box = document.createElement('div');
  render(
    clearQuestion(
      1284,
      () => said.push('yes'),
      () => said.push('no'),
    ),
    box,
  );
  expect(textOf(box)).toContain('Clear 1,284 rows?');
  expect(textOf(box)).toContain('cannot be undone');
  box.querySelector<HTMLElement>('#clear-yes')?.click();
  box.querySelector<HTMLElement>('button:not(#clear-yes)')?.click();
  expect(said).toEqual(['yes', 'no']);
});
