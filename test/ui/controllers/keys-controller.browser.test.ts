import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeysController } from '../../../ui/controllers/keys-controller.ts';
import { FakeHost } from '../../support/ui-host.ts';

const done: string[] = [];
let host = new FakeHost();
beforeEach(() => {
  done.length = 0;
  host = new FakeHost();
  new KeysController<'here', string>(host, {
    bindings: [
      { scope: 'here', keys: ['j', 'ArrowDown', 'Enter'], command: 'next', text: '' },
      { scope: 'here', keys: ['g c'], command: 'calls', text: '' },
    ],
    scopes: () => ['here'],
    run: command => done.push(command) > 0,
  });
  host.connect();
});
afterEach(() => {
  host.disconnect();
  document.body.replaceChildren();
});

function press(key: string, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true });
  target.dispatchEvent(event);
  return event;
}
function put(markup: string): Element {
  const box = document.createElement('div');
  box.append(document.createRange().createContextualFragment(markup));
  document.body.append(box);
  return box.querySelector('.target') ?? box;
}

test('a key does what the table says, and the browser then does nothing', () => {
  expect(press('j').defaultPrevented).toBe(true);
  expect(press('y').defaultPrevented).toBe(false);
  expect(done).toEqual(['next']);
});
test('a chord is two keys', () => {
  press('g');
  press('c');
  expect(done).toEqual(['calls']);
});
test('typing is left alone', () => {
  press('j', put('<input class="target">'));
  expect(done).toEqual([]);
});
test('Enter belongs to the button that has the focus', () => {
  press('Enter', put('<button class="target">a</button>'));
  expect(done).toEqual([]);
});
test('a long text keeps the keys that scroll it, not the letters', () => {
  const text = put('<div data-scrolls><p class="target">a</p></div>');
  press('ArrowDown', text);
  press('j', text);
  expect(done).toEqual(['next']);
});
test('nothing is heard after the host has left', () => {
  host.disconnect();
  press('j');
  expect(done).toEqual([]);
});
