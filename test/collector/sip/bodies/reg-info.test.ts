import { expect, test } from 'vitest';
import { readRegInfo } from '../../../../collector/sip/bodies/reg-info.ts';
import { element } from '../../../support/xml.ts';

test('registrations as the registrar tells them', () => {
  const text = `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="1" state="full"><registration aor="sip:ada@x" id="a7" state="active">
    <contact id="76" state="active" event="registered" expires="7200"><uri>sip:ada@10.0.0.1</uri></contact></registration></reginfo>`;
  expect(readRegInfo(element(text))).toEqual({
    kind: 'reg-info',
    isFull: true,
    version: '1',
    registrations: [
      {
        aor: 'sip:ada@x',
        state: 'active',
        contacts: [{ uri: 'sip:ada@10.0.0.1', state: 'active', event: 'registered', expires: '7200' }],
      },
    ],
  });
});
