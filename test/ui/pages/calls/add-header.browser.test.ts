import { render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { addHeaderForm } from '../../../../ui/pages/calls/add-header.ts';

afterEach(() => document.body.replaceChildren());

test('a header and a message make the id of a column', () => {
  const added: string[] = [];
  render(
    addHeaderForm(id => added.push(id)),
    document.body,
  );
  const form = document.querySelector('form');
  const name = document.querySelector('input');
  const place = document.querySelector('select');
  if (form === null || name === null || place === null) throw new Error('the form is not whole');
  name.value = 'X-Tenant';
  place.value = 'reply';
  form.requestSubmit();
  expect(added).toEqual(['reply.X-Tenant']);
  name.value = 'no header';
  form.requestSubmit();
  expect(added).toHaveLength(1);
});
