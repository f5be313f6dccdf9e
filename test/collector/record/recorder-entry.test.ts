import { expect, test } from 'vitest';
import { recorderEntry } from '../../../collector/record/recorder-entry.ts';

const nothing = (): boolean => false;
const all = (): boolean => true;

test('the program lies beside the code that starts it', () => {
  expect(recorderEntry('file:///opt/dist/collector/record/recorder-entry.js', all).pathname).toBe(
    '/opt/dist/collector/record/recorder-main.js',
  );
  expect(recorderEntry('file:///opt/dist/program/main.js', nothing).pathname).toBe('/opt/dist/program/recorder.js');
});

test('from source it is the compiled one', () => {
  expect(recorderEntry('file:///opt/collector/record/recorder-entry.ts').pathname).toBe(
    '/opt/dist/collector/record/recorder-main.js',
  );
});
