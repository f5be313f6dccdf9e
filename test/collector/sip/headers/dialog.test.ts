import { expect, test } from 'vitest';
import {
  dialogReference,
  event,
  minSe,
  reason,
  sessionExpires,
  sessionId,
  subscriptionState,
  targetDialog,
  userToUser,
  word,
} from '../../../../collector/sip/headers/dialog.ts';

test('Replaces names a dialog by Call-ID and both tags', () => {
  const replaces = dialogReference('RFC 3891 §6.1');
  expect(replaces('425928@bobster.example;to-tag=7743;from-tag=6472;early-only')).toEqual({
    parts: [
      { name: 'Call-ID', value: '425928@bobster.example' },
      { name: 'to-tag', value: '7743' },
      { name: 'from-tag', value: '6472' },
      { name: 'early-only', value: '' },
    ],
    problems: [],
  });
  expect(replaces('a@b;to-tag=1').problems).toEqual(['the parameter from-tag is missing (RFC 3891 §6.1)']);
  expect(targetDialog('a@b;local-tag=1;remote-tag=2').problems).toEqual([]);
});

test('session timers are seconds with a refresher', () => {
  expect([...sessionExpires('1800;refresher=uac').problems, ...minSe('90').problems]).toEqual([]);
  expect(sessionExpires('1800;refresher=me').problems).toEqual(['refresher=me is neither uac nor uas (RFC 4028 §4)']);
  expect(minSe('x').problems).toHaveLength(1);
});

test('events and subscription states carry parameters', () => {
  expect(event('presence.winfo;id=4').problems).toEqual([]);
  expect(subscriptionState('terminated;reason=timeout').parts).toEqual([
    { name: 'state', value: 'terminated' },
    { name: 'reason', value: 'timeout' },
  ]);
  expect(subscriptionState('active;expires=x').problems).toHaveLength(1);
});

test('several reasons have causes and quoted texts', () => {
  expect(reason('SIP;cause=200;text="Call completed, elsewhere", Q.850;cause=16').problems).toEqual([]);
  expect(reason('SIP;cause=x').problems).toHaveLength(1);
});

test('Session-ID is a pair of 32 hex digits', () => {
  const uuid = 'ab30317f1a784dc48ff824d0d3715d86';
  expect(sessionId(`${uuid};remote=${'0'.repeat(32)}`).problems).toEqual([]);
  expect(sessionId(`${uuid};remote=1`).problems).toHaveLength(1);
  expect(sessionId('x').problems).toHaveLength(1);
});

test('User-to-User data and single words with parameters', () => {
  expect(userToUser('56a390f3d2b7310023a2;encoding=hex;purpose=isdn-uui').problems).toEqual([]);
  expect(word('mode')('Manual;require').problems).toEqual([]);
  expect(word('mode')('two words').problems).toHaveLength(1);
});
