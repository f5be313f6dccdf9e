import { expect, test } from 'vitest';
import { readRegister, uriKey } from '../../../collector/query/register-message.ts';
import { readMessage } from '../../../collector/sip/message.ts';
import { messageBytes } from '../../support/sip-message.ts';

test('what a phone behind NAT asks for', () => {
  const message = messageBytes({
    startLine: 'REGISTER sip:example.net SIP/2.0',
    headers: {
      Via: 'SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK2, SIP/2.0/UDP 10.0.0.5:5062;rport=4097;received=203.0.113.7;branch=z9hG4bK1',
      From: '<sip:admin@example.net>;tag=1',
      To: '<sip:%61lice@Example.net;user=phone>',
      Contact: '<sip:alice@10.0.0.5:5062>;expires=600;reg-id=1;+sip.instance="<urn:uuid:1>", <sip:alice@10.0.0.6>',
      Path: '<sip:edge.example.net;lr>',
      Expires: '3600',
      'User-Agent': 'Phone 1',
    },
  });
  expect(readRegister(readMessage(message))).toEqual({
    aor: 'sip:%61lice@Example.net',
    aorKey: 'sip:alice@example.net',
    contacts: [
      {
        uri: 'sip:alice@10.0.0.5:5062',
        key: 'sip:alice@10.0.0.5:5062',
        expires: 600,
        instance: '<urn:uuid:1>',
        regId: '1',
      },
      { uri: 'sip:alice@10.0.0.6', key: 'sip:alice@10.0.0.6' },
    ],
    isAll: false,
    expires: 3600,
    userAgent: 'Phone 1',
    sentBy: '10.0.0.5:5062',
    received: '203.0.113.7:4097',
    hops: 2,
    path: ['sip:edge.example.net;lr'],
    serviceRoutes: [],
    associatedUris: [],
    thirdParty: 'sip:admin@example.net',
  });
});

test('all bindings, and nonsense', () => {
  expect(readRegister(readMessage(messageBytes({ headers: { Contact: '*', Expires: 'soon' } })))).toMatchObject({
    isAll: true,
    contacts: [],
  });
  expect(readRegister(readMessage(Buffer.from('\0')))).toMatchObject({ aor: '', contacts: [], hops: 0 });
});

test('URIs that mean the same have the same key', () => {
  expect(uriKey('sip:bob@EXAMPLE.net;Transport=TCP;lr')).toBe(uriKey('SIP:bob@example.net;lr;transport=tcp'));
  expect(uriKey('sip:bob@example.net')).not.toBe(uriKey('sip:BOB@example.net'));
  expect(uriKey('tel:+1-201-555')).toBe(uriKey('tel:+1201555'));
});
