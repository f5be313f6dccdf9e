import { expect, test } from 'vitest';
import { readDtmfBody } from '../../../../collector/sip/bodies/dtmf-body.ts';

test('a relayed key has a signal and a duration', () => {
  expect(readDtmfBody('application/dtmf-relay', 'Signal=11\r\nDuration=160\r\n').fields).toEqual([
    { name: 'key', value: '# (11)' },
    { name: 'duration, ms', value: '160' },
  ]);
});
test('a key alone is the whole body', () => {
  expect(readDtmfBody('application/dtmf', '5').fields).toEqual([{ name: 'key', value: '5' }]);
  expect(readDtmfBody('application/dtmf-relay', 'x').problems).toEqual(['no Signal= line']);
});
