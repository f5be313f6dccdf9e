import { render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { rememberFilter } from '../../../ui/filter/recent-filters.ts';
import { keptLines, type Line, type OffersInput, offersView } from '../../../ui/widgets/filter-offers.ts';
import { textOf } from '../../support/ui-mount.ts';

afterEach(() => localStorage.removeItem('sipscope.filters.recent'));

function shown(lines: readonly Line[], more: Partial<OffersInput> = {}): HTMLElement {
  const box = document.createElement('div');
  const input = { lines, marked: -1, label: 'Filter', kind: undefined, help: undefined, found: undefined };
  render(offersView({ ...input, onTake: vi.fn(), ...more }), box);
  return box;
}
const options = (box: HTMLElement): (string | null)[] =>
  [...box.querySelectorAll<HTMLElement>('[role=option]')].map(textOf);

test('what is saved comes before what was used, and a saved filter is not listed twice', () => {
  rememberFilter('code = 486');
  rememberFilter('state = failed');
  const lines = keptLines('code = 486', [{ name: 'Failures', filter: 'state = failed' }]);
  expect(lines.map(({ insert, group, isSave }) => [insert, isSave === true ? 'save' : group])).toEqual([
    ['', 'save'],
    ['state = failed', 'saved'],
    ['code = 486', 'used'],
  ]);
  const groups = [...shown(lines).querySelectorAll('[role=group]')].map(
    group => group.querySelectorAll('.offer').length,
  );
  expect(groups).toEqual([1, 1]);
});

test('a line that is chosen is told, in the order that the keys go by', () => {
  const onTake = vi.fn();
  const lines = [
    { text: 'ended', insert: 'ended', count: 1200 },
    { text: 'busy', insert: 'busy', count: 3 },
  ];
  const box = shown(lines, { marked: 1, onTake });
  expect(options(box)).toEqual(['ended 1,200', 'busy 3']);
  const second = box.querySelector<HTMLElement>('#offer-1');
  expect(second?.ariaSelected).toBe('true');
  second?.click();
  expect(onTake).toHaveBeenCalledWith(lines[1]);
});

test('a hostile value is text, cut and made visible', () => {
  const evil = `<img src=x onerror=alert(1)>\u202e${'x'.repeat(500)}`;
  const box = shown([{ text: evil, insert: evil }]);
  expect(box.querySelector('img')).toBeNull();
  expect(options(box)[0]?.length).toBeLessThan(200);
  expect(options(box)[0]).not.toContain('\u202e');
});
