import { describe, expect, test } from 'vitest';
import { readHeaderRule } from '../../../collector/links/header-rules.ts';
import { LinkingReader } from '../../../collector/links/linking-message.ts';
import { messageBytes } from '../../support/sip-message.ts';

const read = (lines: readonly string[], rules: readonly string[] = []) =>
  new LinkingReader(rules.map(readHeaderRule)).read(messageBytes({ startLine: 'REFER sip:x@y SIP/2.0', lines }));

describe('dialogs', () => {
  test('Replaces, Join and Target-Dialog with their tags', () => {
    const message = read([
      'Replaces: 425928@bobster.example.org;to-tag=7743;from-tag=6472;early-only',
      'Join: 12adf2f34456gs5;from-tag=98732;to-tag=23431',
      'Target-Dialog: fa77as7dad8-sd98ajzz@host.example.com;local-tag=kkaz-;remote-tag=6544',
    ]);
    expect(message.replaces).toMatchObject({
      callId: '425928@bobster.example.org',
      tags: ['7743', '6472'],
      isEarlyOnly: true,
    });
    expect(message.join).toMatchObject({ callId: '12adf2f34456gs5', tags: ['23431', '98732'], isEarlyOnly: false });
    expect(message.targetDialog).toMatchObject({
      callId: 'fa77as7dad8-sd98ajzz@host.example.com',
      tags: ['6544', 'kkaz-'],
    });
  });

  test('Replaces inside Refer-To, escaped; the compact forms', () => {
    const message = read([
      'r: <sip:dave@d?Replaces=12345%40192.168.118.3%3Bto-tag%3D12345%3Bfrom-tag%3D5FFE-3994>',
      'b: <sip:a@b>',
    ]);
    expect(message).toMatchObject({ requestUri: 'sip:x@y', referTo: 'sip:dave@d', referredBy: 'sip:a@b' });
    expect(message.referReplaces).toMatchObject({ callId: '12345@192.168.118.3', tags: ['12345', '5FFE-3994'] });
  });

  test('without tags the Call-ID alone counts', () => {
    expect(read(['Replaces: abc']).replaces).toMatchObject({ callId: 'abc', tags: undefined });
    expect(read(['Replaces: ;to-tag=1']).replaces).toBeUndefined();
  });
});

test('values: Session-ID, icid, headers that are known and those of the user', () => {
  const uuid = 'a'.repeat(32);
  const message = read(
    [
      `Session-ID: ${uuid}`,
      'P-Charging-Vector: icid-value="1;2";icid-generated-at=x',
      'X-CID: 7',
      'x-call-id: 8',
      'X-Mine: id=9',
    ],
    ['X-Mine: id=(\\d+)'],
  );
  expect(message.sessions).toEqual([{ key: uuid, text: uuid }]);
  expect(message.icids).toEqual(['1;2']);
  expect(message.values.map(({ name, value }) => `${name} ${value}`)).toEqual(['X-Call-ID 8', 'X-CID 7', 'X-Mine 9']);
});

test('a flood of values is cut, and garbage says nothing', () => {
  expect(read(Array(1000).fill('X-CID: 7')).values).toHaveLength(16);
  expect(new LinkingReader().read(Buffer.from([0, 255, 10, 13]))).toMatchObject({ requestUri: undefined, values: [] });
});
