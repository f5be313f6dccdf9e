import { afterEach, beforeEach, expect, test } from 'vitest';
import { DropController } from '../../../ui/controllers/drop-controller.ts';
import { FakeHost } from '../../support/ui-host.ts';

const told: (string | boolean)[] = [];
let host = new FakeHost();
beforeEach(() => {
  told.length = 0;
  host = new FakeHost();
  new DropController(host, { onDragging: is => told.push(is), onFile: file => told.push(file.name) });
  host.connect();
});
afterEach(() => host.disconnect());

function drag(type: string, files = true): DragEvent {
  const dataTransfer = new DataTransfer();
  if (files) dataTransfer.items.add(new File(['1'], 'a.pcap'));
  else dataTransfer.setData('text/plain', 'a');
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
  window.dispatchEvent(event);
  return event;
}

test('a file over the page is shown until it has left every element', () => {
  for (const type of ['dragenter', 'dragenter', 'dragleave', 'dragleave']) drag(type);
  expect(told).toEqual([true, true, false]);
});
test('a dropped file is opened here and not by the browser', () => {
  drag('dragenter');
  expect(drag('dragover').defaultPrevented).toBe(true);
  expect(drag('drop').defaultPrevented).toBe(true);
  expect(told).toEqual([true, false, 'a.pcap']);
});
test('dragged text is left to the browser', () => {
  drag('dragenter', false);
  expect(drag('drop', false).defaultPrevented).toBe(false);
  expect(told).toEqual([]);
});
