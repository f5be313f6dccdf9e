import { expect, test } from 'vitest';
import { readKpml } from '../../../../collector/sip/bodies/kpml.ts';
import { element } from '../../../support/xml.ts';

test('what is waited for, and what was pressed', () => {
  expect(
    readKpml(element('<kpml-request version="1.0"><pattern><regex tag="dial">x{7}</regex></pattern></kpml-request>')),
  ).toMatchObject({
    patterns: ['x{7}'],
    digits: '',
  });
  expect(readKpml(element('<kpml-response code="200" text="OK" digits="5551212" tag="dial"/>'))).toMatchObject({
    code: '200',
    digits: '5551212',
    tag: 'dial',
  });
});
