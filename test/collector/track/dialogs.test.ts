import { expect, test } from 'vitest';
import { DialogState, Leg } from '../../../collector/store/leg.ts';
import { addDialog, allAnsweredEnded, answeredDialog, findDialog } from '../../../collector/track/dialogs.ts';

const leg = (): Leg => new Leg(0, 0);
const store = { refusedDialogs: 0 };

test('a dialog is found by its two tags, whoever sends', () => {
  const one = leg();
  const dialog = addDialog(store, one, 1, 2, DialogState.Early, 5, 7);
  expect(dialog).toMatchObject({ cseq: 5, message: 7, answer: -1, acknowledged: false });
  expect(findDialog(one, 1, 2)).toBe(dialog);
  expect(findDialog(one, 2, 1)).toBe(dialog);
  expect(findDialog(one, 1, 3)).toBeUndefined();
  expect(findDialog(leg(), 1, 2)).toBeUndefined();
});

test('with broken tags the only answered dialog is meant, of several none', () => {
  const one = leg();
  addDialog(store, one, 1, 2, DialogState.Early, 1, 0);
  expect(answeredDialog(one, 1, 2)).toBeUndefined();
  const answered = addDialog(store, one, 1, 3, DialogState.Confirmed, 1, 0);
  answered.answer = 4;
  expect(answeredDialog(one, 9, 9)).toBe(answered);
  addDialog(store, one, 1, 4, DialogState.Confirmed, 1, 0).answer = 5;
  expect(answeredDialog(one, 9, 9)).toBeUndefined();
  expect(answeredDialog(one, 3, 1)).toBe(answered);
});

test('all have ended when every answered one is terminated; early ones do not count', () => {
  const one = leg();
  expect(allAnsweredEnded(one)).toBe(true);
  addDialog(store, one, 1, 2, DialogState.Early, 1, 0);
  const answered = addDialog(store, one, 1, 3, DialogState.Confirmed, 1, 0);
  answered.answer = 4;
  expect(allAnsweredEnded(one)).toBe(false);
  answered.state = DialogState.Terminated;
  expect(allAnsweredEnded(one)).toBe(true);
});

test('a hostile leg with endless tags keeps a bounded number of dialogs', () => {
  const one = leg();
  for (let tag = 2; tag < 20_000; tag++) addDialog(store, one, 1, tag, DialogState.Early, 1, 0);
  expect(one.dialogs?.length).toBe(512);
  expect(store.refusedDialogs).toBe(19_998 - 512);
});
