import { expect, test } from 'vitest';
import {
  addresses,
  contact,
  diversion,
  fromOrTo,
  historyInfo,
  oneAddress,
  remotePartyId,
  routes,
  uriReferences,
} from '../../../../collector/sip/headers/address.ts';

test('an address is shown in its parts, escapes resolved', () => {
  expect(fromOrTo('"Alice" <sip:cal%6Cer@a.example:5070;lr;x=%41?Subject=a%20b>;tag=9').parts).toEqual([
    { name: 'display name', value: 'Alice' },
    { name: 'uri', value: 'sip:cal%6Cer@a.example:5070;lr;x=%41?Subject=a%20b' },
    { name: 'user', value: 'caller' },
    { name: 'host', value: 'a.example' },
    { name: 'port', value: '5070' },
    { name: 'uri;lr', value: '' },
    { name: 'uri;x', value: 'A' },
    { name: 'uri?Subject', value: 'a b' },
    { name: 'tag', value: '9' },
  ]);
});

test('an empty tag, or no address at all, is told', () => {
  expect(fromOrTo('<sip:a@b>;tag').problems).toEqual(['the tag is empty (RFC 3261 §19.3)']);
  expect(fromOrTo('nobody').problems).toEqual(['no address in "nobody" (RFC 3261 §25.1)']);
});

test('Contact is a star or a list with q and expires', () => {
  expect(contact(' * ')).toEqual({ parts: [{ name: 'all bindings', value: '*' }], problems: [] });
  expect(contact('"A, B" <sip:a@b>;q=0.5;expires=60, sip:c@d;q=1.000').problems).toEqual([]);
  expect(contact('<sip:a@b>;q=1.5').problems.join()).toContain('q=1.5');
  expect(contact('<sip:a@b>;q=0.1234').problems).toHaveLength(1);
  expect(contact('<sip:a@b>;expires=4294967296').problems.join()).toContain('expires: 4294967296');
});

test('a route needs angle brackets', () => {
  expect(routes('<sip:a;lr>, <sip:b;lr>;x=y').problems).toEqual([]);
  expect(routes('sip:a;lr').problems).toEqual(['the URI needs angle brackets here (RFC 3261 §25.1)']);
});

test('History-Info shows its index and the Reason inside the URI', () => {
  const reading = historyInfo('<sip:a@b?Reason=SIP%3Bcause%3D302>;index=1, <sip:c@d>;index=1.1;mp=1');
  expect(reading.problems).toEqual([]);
  expect(reading.parts).toContainEqual({ name: 'reason', value: 'SIP;cause=302' });
  expect(reading.parts).toContainEqual({ name: 'index', value: '1.1' });
  expect(historyInfo('<sip:a@b>').problems).toEqual(['no index (RFC 7044 §5)']);
  expect(historyInfo('<sip:a@b>;index=1.x').problems.join()).toContain('index=1.x');
});

test('Diversion keeps reason and counter', () => {
  expect(diversion('<tel:+4930>;reason=unconditional;counter=1').problems).toEqual([]);
  expect(diversion('<tel:+4930>;counter=x').problems.join()).toContain('counter');
});

test('lists, single addresses and references share the grammar', () => {
  expect(addresses('"A" <sip:a@b>, <tel:+49301>').problems).toEqual([]);
  expect(oneAddress('<sip:a@b?Replaces=x%40y>').parts).toContainEqual({ name: 'uri?Replaces', value: 'x@y' });
  expect(remotePartyId('"A" <sip:a@b>;party=calling;privacy=off').problems).toEqual([]);
  expect(uriReferences('<http://a.example/ring.wav>;purpose=icon, <cid:1@a>').problems).toEqual([]);
});
