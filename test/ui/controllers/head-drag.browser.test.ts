import { afterEach, describe, expect, test } from 'vitest';
import { HeadDrag } from '../../../ui/controllers/head-drag.ts';

const HEADS = ['a', 'b', 'c'].map((id, at) => ({ id, left: at * 100, right: at * 100 + 100 }));
const host = {
  addController: () => {},
  removeController: () => {},
  requestUpdate: () => {},
  updateComplete: Promise.resolve(true),
};

function hand() {
  const told: (string | number)[][] = [];
  const drag = new HeadDrag(host, {
    heads: () => HEADS,
    onMove: (id, to) => told.push(['move', id, to]),
    onResize: (id, width) => told.push(['resize', id, width]),
  });
  const at = (type: string, clientX: number): PointerEvent =>
    new PointerEvent(type, { pointerId: 1, clientX, button: 0 });
  return { told, drag, at, go: (type: string, x: number) => window.dispatchEvent(at(type, x)) };
}

afterEach(() => window.dispatchEvent(new PointerEvent('pointercancel')));

describe('a head that is dragged', () => {
  test('moves among the others', () => {
    const { told, drag, at, go } = hand();
    drag.startMove(at('pointerdown', 50), 'a');
    go('pointermove', 160);
    expect(drag.moving).toEqual({ id: 'a', to: 1 });
    go('pointermove', 290);
    go('pointerup', 290);
    expect(told).toEqual([['move', 'a', 2]]);
    expect(drag.moving).toBeUndefined();
  });
  test('stays where it is when the hand only trembled', () => {
    const { told, drag, at, go } = hand();
    drag.startMove(at('pointerdown', 50), 'a');
    go('pointermove', 53);
    go('pointerup', 53);
    expect(told).toEqual([]);
  });
  test('goes back with Escape', () => {
    const { told, drag, at, go } = hand();
    drag.startMove(at('pointerdown', 50), 'a');
    go('pointermove', 290);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    go('pointerup', 290);
    expect(told).toEqual([]);
  });
  test('by its edge gets wider', () => {
    const { told, drag, at, go } = hand();
    drag.startResize(at('pointerdown', 100), 'a', 80);
    go('pointermove', 140);
    expect(drag.resizing).toEqual({ id: 'a', width: 120 });
    go('pointerup', 140);
    expect(told).toEqual([['resize', 'a', 120]]);
  });
});
