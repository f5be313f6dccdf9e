import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { type ColumnPlace, readLayout, writeLayout } from '../../../ui/base/column-layout.ts';
import { texts } from '../../../ui/texts.ts';
import type { Choosable, ColumnChooser } from '../../../ui/widgets/column-chooser.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/column-chooser.ts';

const COLUMNS: readonly Choosable[] = ['State', 'From', 'To', 'MOS'].map(name => ({
  id: name.toLowerCase(),
  name,
  hint: `all about ${name}`,
  width: 100,
}));

async function chooser(layout: string) {
  const element = await mount<ColumnChooser>(
    html`<column-chooser .columns=${COLUMNS} .places=${readLayout(layout)} .words=${texts.chooser}></column-chooser>`,
  );
  element.open();
  await drawn(element);
  const changes = heard<readonly ColumnPlace[]>(element, 'layout-change');
  const box = (id: string): HTMLElement =>
    inside(element, 'input[type=checkbox]').find(each => each.dataset['id'] === id) ?? element;
  const press = (id: string, key: string): boolean =>
    box(id).dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, composed: true }));
  return { element, changes, box, press, names: () => inside(element, 'li label').map(textOf) };
}

afterEach(unmount);

describe('the chooser', () => {
  test('lists what is shown in its order, then the rest', async () => {
    expect((await chooser('to,state')).names()).toEqual(['To', 'State', 'From', 'MOS']);
  });
  test('shows and hides by a click', async () => {
    const { changes, box } = await chooser('to,state');
    box('mos').click();
    box('to').click();
    expect(changes.map(writeLayout)).toEqual(['to,state,mos', 'state']);
  });
  test('moves and resizes by keys', async () => {
    const { changes, press } = await chooser('to,state:100');
    press('to', 'ArrowDown');
    press('state', 'ArrowRight');
    press('to', 'ArrowLeft');
    expect(changes.map(writeLayout)).toEqual(['state:100,to', 'to,state:116', 'to:84,state:100']);
  });
  test('finds a column by its name or what it is about, and says when there is none', async () => {
    const { element, names } = await chooser('to,state');
    const find = inside(element, 'input[type=search]')[0];
    if (!(find instanceof HTMLInputElement)) throw new Error('no search box');
    find.value = 'about mo';
    find.dispatchEvent(new Event('input'));
    await drawn(element);
    expect(names()).toEqual(['MOS']);
    find.value = 'zzz';
    find.dispatchEvent(new Event('input'));
    await drawn(element);
    expect(textOf(inside(element, '[role=status]')[0])).toBe(texts.chooser.none);
  });
  test('asks for the default', async () => {
    const { element } = await chooser('to');
    const resets = heard(element, 'layout-reset');
    inside(element, 'header .button')[0]?.click();
    expect(resets).toHaveLength(1);
  });
});
