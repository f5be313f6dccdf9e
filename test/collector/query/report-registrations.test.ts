import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIXTURES, readCapture, type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const FROM = '10.0.0.1:5060';
const TO = '10.0.0.2:5060';

const register = (cseq: number, at: number, ...headers: readonly string[]): SipRecord => ({
  text: messageText('REGISTER sip:example.net SIP/2.0', 'REGISTER', { cseq, headers }),
  at,
  from: FROM,
  to: TO,
});
const answer = (code: number, cseq: number, at: number, ...headers: readonly string[]): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} Words`, 'REGISTER', { cseq, toTag: 'r', headers }),
  at,
  from: TO,
  to: FROM,
});
const later = (at: number): SipRecord => ({
  text: messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId: 'other' }),
  at,
});

async function registrations(...records: readonly SipRecord[]): Promise<unknown> {
  return (await sipCapture(records)).report({ summary: false })['registrations'];
}

const CONTACT = 'Contact: <sip:alice@10.0.0.1>';

describe('a registration', () => {
  test('is active for as long as was granted, by the capture clock', async () => {
    const granted = [
      register(1, 0, 'Contact: <sip:alice@10.0.0.1>;expires=3600', 'User-Agent: Phone 1'),
      answer(200, 1, 50, 'Contact: <sip:desk@10.0.0.7>;expires=9, <sip:alice@10.0.0.1>;expires=60'),
    ];
    const row = {
      aor: 'sip:bob@example.net',
      contact: 'sip:alice@10.0.0.1',
      state: 'active',
      statusCode: 200,
      expires: 60,
      source: FROM,
      userAgent: 'Phone 1',
    };
    expect(await registrations(...granted, later(60_049))).toMatchObject([row]);
    expect(await registrations(...granted, later(60_051))).toMatchObject([{ ...row, state: 'expired' }]);
  });

  test('takes Expires of the answer, then what was asked for', async () => {
    const expires = async (asked: string[], granted: string[]): Promise<unknown> => {
      const [row] = (await registrations(register(1, 0, CONTACT, ...asked), answer(200, 1, 9, ...granted))) as object[];
      return Reflect.get(row, 'expires');
    };
    expect(await expires(['Expires: 600'], ['Expires: 300'])).toBe(300);
    expect(await expires(['Expires: 600'], [])).toBe(600);
    expect(await expires([], [])).toBeUndefined();
    expect(await expires(['Expires: soon'], ['Expires: -1'])).toBeUndefined();
  });

  test('is removed by expires=0 or by *', async () => {
    const ok = answer(200, 1, 9);
    const state = async (...headers: string[]): Promise<unknown> => registrations(register(1, 0, ...headers), ok);
    expect(await state('Contact: <sip:alice@10.0.0.1>;expires=0')).toMatchObject([{ state: 'removed', expires: 0 }]);
    expect(await state('Contact: *', 'Expires: 0')).toMatchObject([{ state: 'removed', contact: '*' }]);
  });

  test('is challenged, rejected, pending or timed out by its last transaction', async () => {
    const ask = register(1, 0, CONTACT);
    expect(await registrations(ask, answer(401, 1, 9))).toMatchObject([{ state: 'challenged', statusCode: 401 }]);
    expect(await registrations(ask, answer(403, 1, 9))).toMatchObject([{ state: 'rejected', statusCode: 403 }]);
    expect(await registrations(ask)).toMatchObject([
      { state: 'pending', statusCode: 0, contact: 'sip:alice@10.0.0.1' },
    ]);
    expect(await registrations(ask, later(32_000))).toMatchObject([{ state: 'timeout' }]);
  });

  test('of which only the answer was seen says what it can', async () => {
    expect(await registrations(answer(200, 1, 0, 'Expires: 60'))).toMatchObject([
      { state: 'active', contact: '', expires: 60, userAgent: '', source: FROM },
    ]);
  });
});

test('the fixture that ends in a removal', async () => {
  const report = (await readCapture(join(FIXTURES, 'register.pcap'))).report({ summary: false });
  expect(report['registrations']).toMatchObject([{ aor: 'sip:alice@example.com', state: 'removed', statusCode: 200 }]);
  expect(report['subscriptions']).toEqual([]);
});

test('a summary counts them', async () => {
  const capture = await sipCapture([register(1, 0, CONTACT), later(5)]);
  expect(capture.report({ summary: true })).toMatchObject({ legs: 2, calls: 0, registrations: 1, subscriptions: 0 });
});
