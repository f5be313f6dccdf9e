import { html, render } from 'lit';
import { expect, test } from 'vitest';
import { type Placement, place } from '../../../ui/base/place.ts';

const box = document.createElement('div');
const draw = (placement: Placement): CSSStyleDeclaration | undefined => {
  render(html`<p ${place(placement)}></p>`, box);
  return box.querySelector('p')?.style;
};

test('sets what is new, changes what changed, takes away what is gone', () => {
  expect(draw({ top: '26px', '--edge': 'red' })?.getPropertyValue('--edge')).toBe('red');
  const style = draw({ top: '52px' });
  expect([style?.top, style?.getPropertyValue('--edge')]).toEqual(['52px', '']);
});
test('sets no style attribute of its own: a strict CSP would refuse it', () => {
  const fresh = document.createElement('div');
  const set: string[] = [];
  const original = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name: string, value: string): void {
    set.push(name);
    original.call(this, name, value);
  };
  render(html`<p ${place({ left: '4px' })}></p>`, fresh);
  Element.prototype.setAttribute = original;
  expect(set).not.toContain('style');
  expect(fresh.querySelector('p')?.style.left).toBe('4px');
});
