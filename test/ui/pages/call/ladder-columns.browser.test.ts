import { expect, test } from 'vitest';
import { shapeLadder } from '../../../../ui/ladder/shape.ts';
import { LadderColumns } from '../../../../ui/pages/call/ladder-columns.ts';
import { type LadderView, START_VIEW } from '../../../../ui/state/ladder-view.ts';
import { ladder } from '../../../support/ui-ladder.ts';

class Host extends EventTarget {
  requestUpdate(): void {}
}

function columns(view: LadderView = START_VIEW) {
  const looks: Partial<LadderView>[] = [];
  const { hosts } = shapeLadder(ladder(2), view);
  return { looks, made: new LadderColumns(new Host(), () => ({ hosts, view, look: part => looks.push(part) })) };
}

test('a column is hidden, the last one is not', () => {
  const all = columns();
  all.made.hide('10.0.0.7');
  expect(all.looks).toEqual([{ hide: ['10.0.0.7'] }]);
  const last = columns({ ...START_VIEW, hide: ['10.0.0.7'] });
  last.made.hide('2001:db8::3');
  expect(last.looks).toEqual([]);
});
test('the column whose menu is open moves; none moves before one was chosen', () => {
  const { made, looks } = columns();
  made.move(1);
  expect(looks).toEqual([]);
  made.choose('10.0.0.7');
  expect(made.current?.address).toBe('10.0.0.7');
  made.move(1);
  expect(looks).toEqual([{ columns: ['2001:db8::3', '10.0.0.7'] }]);
});
