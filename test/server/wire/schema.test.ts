import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../server/wire/limits.ts';
import type { CaptureInfo, ClientMessage } from '../../../server/wire/protocol.ts';
import { type CaptureInfoSchema, ClientMessageSchema } from '../../../server/wire/schema.ts';
import type { Same } from '../../support/same-type.ts';

const equal: {
  capture: Same<Static<typeof CaptureInfoSchema>, CaptureInfo>;
  client: Same<Static<typeof ClientMessageSchema>, ClientMessage>;
} = { capture: true, client: true };

const watch = { type: 'watch', view: 'calls', capture: 'demo', filter: '', sort: '', seq: 1 };

test.each<[string, unknown, boolean]>([
  ['a window of the largest size', { ...watch, window: { offset: 0, limit: LIMITS.windowRows } }, true],
  ['a larger window', { ...watch, window: { offset: 0, limit: LIMITS.windowRows + 1 } }, false],
  ['a window before the first row', { ...watch, window: { offset: -1, limit: 5 } }, false],
  ['half a row', { ...watch, window: { offset: 0.5, limit: 5 } }, false],
  ['a watch of the captures', { type: 'watch', view: 'captures', seq: 0 }, true],
  ['a watch of one call', { type: 'watch', view: 'call', capture: 'demo', leg: 3, seq: 2 }, true],
  ['a leg that is no number', { type: 'watch', view: 'call', capture: 'demo', leg: '3', seq: 2 }, false],
  ['the end of a watch', { type: 'unwatch' }, true],
  ['an unknown type', { type: 'drop', view: 'calls' }, false],
  ['nothing', undefined, false],
])('%s is judged rightly', (_, message, valid) => {
  expect(Object.values(equal)).not.toContain(false);
  expect(Value.Check(ClientMessageSchema, message)).toBe(valid);
});
