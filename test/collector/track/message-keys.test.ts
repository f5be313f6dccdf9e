import { expect, test } from 'vitest';
import { SipScan } from '../../../collector/model/sip.ts';
import { scanSip } from '../../../collector/sip/scan.ts';
import { MessageFlag } from '../../../collector/store/message-table.ts';
import { branchKey, flagsOf, likenessOf, tagHash } from '../../../collector/track/message-keys.ts';
import { type MessageOptions, messageText } from '../../support/trace.ts';

function scanned(startLine: string, options: MessageOptions = {}): { bytes: Buffer; scan: SipScan } {
  const bytes = Buffer.from(messageText(startLine, 'INVITE', options));
  const scan = new SipScan();
  scanSip(bytes, 0, bytes.length, scan);
  return { bytes, scan };
}

const keyOf = (options: MessageOptions, fromTag = 7): number => {
  const { bytes, scan } = scanned('INVITE sip:b@b SIP/2.0', options);
  return branchKey(bytes, scan, fromTag);
};

test('no tag is 0, a tag never is', () => {
  const bytes = Buffer.from('abc');
  expect(tagHash(bytes, 0, 0)).toBe(0);
  for (let end = 1; end <= 3; end++) expect(tagHash(bytes, 0, end)).not.toBe(0);
});

test('with the magic cookie branch and sent-by make the key, in capitals too; without it the From tag joins', () => {
  const cookie = { branch: 'z9hG4bK1' };
  expect(keyOf(cookie)).toBe(keyOf(cookie, 8));
  expect(keyOf({ branch: 'Z9HG4BK1' }, 7)).toBe(keyOf({ branch: 'Z9HG4BK1' }, 8));
  expect(keyOf(cookie)).not.toBe(keyOf({ branch: 'z9hG4bK2' }));
  expect(keyOf(cookie)).not.toBe(keyOf({ ...cookie, via: ['other'] }));
  expect(keyOf({ branch: '1' }, 7)).not.toBe(keyOf({ branch: '1' }, 8));
});

test('provisionals differ by length, finals do not', () => {
  const likeness = (code: number, headers: readonly string[]): number =>
    likenessOf(scanned(`SIP/2.0 ${code} Words`, { headers }).scan, 5);
  expect(likeness(180, [])).not.toBe(likeness(180, ['X: longer']));
  expect(likeness(200, [])).toBe(likeness(200, ['X: longer']));
});

test('flags say request, SDP, malformed and truncated', () => {
  const { scan } = scanned('INVITE sip:b@b SIP/2.0', { headers: ['Content-Type: application/sdp'], body: 'v=0' });
  expect(flagsOf(scan, true, 0)).toBe(MessageFlag.Request | MessageFlag.Sdp);
  expect(flagsOf(scan, true, 9) & MessageFlag.Truncated).not.toBe(0);
  const bad = scanned('INVITE sip:b@b SIP/3.0').scan;
  expect(flagsOf(bad, false, 0)).toBe(MessageFlag.Malformed);
});
