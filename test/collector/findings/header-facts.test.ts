import { expect, test } from 'vitest';
import {
  challengesOf,
  contactUri,
  credentialsOf,
  explanationOf,
  parameterOf,
  topBranch,
} from '../../../collector/findings/header-facts.ts';
import { readMessage, type SipMessage } from '../../../collector/sip/message.ts';
import { messageBytes } from '../../support/sip-message.ts';

function message(headers: Readonly<Record<string, string>>, startLine?: string): SipMessage {
  return readMessage(messageBytes({ headers, ...(startLine && { startLine }) }));
}

test('the tag of an address header, empty where there is none', () => {
  expect(parameterOf('"A;tag=no" <sip:a@b;tag=uri>;x=1;tag=9', 'tag')).toBe('9');
  expect(parameterOf('<sip:a@b>', 'tag')).toBe('');
  expect(parameterOf(undefined, 'tag')).toBe('');
});

test('the URI of the first Contact', () => {
  expect(contactUri(message({ Contact: '"A, B" <sip:a@h>;q=1, <sip:c@d>' }))).toBe('sip:a@h');
  expect(contactUri(message({}))).toBeUndefined();
});

test('the branch of the top Via', () => {
  expect(topBranch(message({ Via: 'SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2' }))).toBe('z9hG4bK1');
  expect(topBranch(message({ Via: 'rubbish' }))).toBe('');
});

test('challenges and credentials, whoever asks for them', () => {
  const challenge = 'Digest realm="r", nonce="n", stale=TRUE, algorithm=SHA-256';
  expect(challengesOf(message({ 'Proxy-Authenticate': challenge }))).toEqual([
    { realm: 'r', nonce: 'n', username: '', algorithm: 'SHA-256', stale: true },
  ]);
  expect(credentialsOf(message({ Authorization: 'Digest username="u", realm="r", nonce="n"' }))).toEqual([
    { realm: 'r', nonce: 'n', username: 'u', algorithm: 'MD5', stale: false },
  ]);
  expect(challengesOf(message({}))).toEqual([]);
});

test('how a server explains itself', () => {
  const refused = message({ 'Retry-After': '5', Warning: '399 x "why"' }, 'SIP/2.0 503 Busy Line');
  expect(explanationOf(refused)).toBe(' It says "Busy Line"; Warning: 399 x "why"; Retry-After: 5.');
  expect(explanationOf(message({}))).toBe('');
});
