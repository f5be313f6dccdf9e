import { describe, expect, test } from 'vitest';
import { callIdText, flagNames, summarize } from '../../../collector/query/summary.ts';
import { userOf } from '../../../collector/sip/name-addr.ts';
import { CallStore } from '../../../collector/store/call-store.ts';
import { sipCapture } from '../../support/captures.ts';
import { messageText, trace } from '../../support/trace.ts';

describe('a summary', () => {
  test('has no keys for what was not seen', () => {
    const row = trace().request('INVITE').leg();
    for (const key of [
      'ringTime',
      'answerTime',
      'endTime',
      'pdd',
      'setupTime',
      'ringDuration',
      'talkTime',
      'disconnectDelay',
    ]) {
      expect(row).not.toHaveProperty(key);
    }
    expect(row).toMatchObject({ id: 'test:0', statusCode: 0, messages: 1, dialogs: 0, method: 'INVITE' });
  });

  test('takes names from the first message, users out of them', () => {
    expect(trace().request('INVITE').leg()).toMatchObject({
      from: '"Alice" <sip:alice@example.com>',
      to: '<sip:bob@example.net>',
      fromUser: 'alice',
      toUser: 'bob',
      source: '10.0.0.1:5060',
      destination: '10.0.0.2:5060',
      transport: 'UDP',
    });
  });

  test('of a failed call has neither talk time nor setup time', () => {
    const row = trace().request('INVITE', { at: 0 }).response(486, 'INVITE', { at: 300, toTag: 'b' }).leg();
    expect(row).not.toHaveProperty('talkTime');
    expect(row).not.toHaveProperty('pdd');
    expect(row.endTime).toBe(row.startTime + 300_000);
  });

  test('has no disconnect delay when the answer to the BYE is missing', () => {
    const t = trace().request('INVITE').response(200, 'INVITE', { toTag: 'b' }).request('BYE', { toTag: 'b', cseq: 2 });
    expect(t.leg()).not.toHaveProperty('disconnectDelay');
    expect(t.response(200, 'BYE', { toTag: 'b', cseq: 2 }).leg().disconnectDelay).toBe(10);
  });

  test('rings before it is answered, or the PDD is up to the answer', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(200, 'INVITE', { at: 100, toTag: 'b' })
      .response(180, 'INVITE', { at: 150, toTag: 'b' });
    expect(t.leg().pdd).toBe(100);
  });
});

test('flags are the names of the bits', () => {
  expect(flagNames(0)).toEqual([]);
  expect(flagNames(1 | 16 | 256)).toEqual(['lateStart', 'forked', 'incomplete']);
});

test('a Call-ID is UTF-8 when it is that, else one char a byte', () => {
  const text = (bytes: Buffer): string => {
    const store = new CallStore();
    const leg = store.legOf(bytes, 0, bytes.length, 0);
    return callIdText(store, leg);
  };
  expect(text(Buffer.from('plain@host'))).toBe('plain@host');
  expect(text(Buffer.from('größe', 'utf8'))).toBe('größe');
  expect(text(Buffer.from('größe', 'latin1'))).toBe('größe');
});

test.each([
  '"Alice" <sip:alice@a.example>;tag=1',
  'Alice Smith <sip:+49301234@a.example:5060>',
  '<sips:a.b-c_d@10.0.0.1;transport=tcp>;tag=x',
  '"a <sip:x@y> b" <sip:real@host>',
  '"quote \\" <sip:x@y>" <sip:real@host>',
  '<sip:al%69ce@host>',
  '<sip:alice:secret@host>',
  '<sip:host.only>',
  '<tel:+4930123;phone-context=x>',
  'sip:bare@host;tag=1',
  '<sip:a@[2001:db8::1]>',
  '<sip:u;n=1@host>',
  '"never closed <sip:a@b>',
  '',
  'no address at all',
])('users by the fast way and by the full reader agree: %s', async text => {
  const message = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {}).replace(/^From: .*$/m, `From: ${text}\r`);
  const capture = await sipCapture([{ text: message, at: 0 }]);
  const row = capture.call(0)?.call;
  expect(row?.fromUser).toBe(userOf(text));
  // Asked again: what was read is kept.
  expect(capture.call(0)?.call).toEqual(row);
});

test('every row of a trace is plain data', () => {
  const t = trace().request('INVITE');
  const row = summarize(t.store, t.store.legs[0], 'c');
  expect(structuredClone(row)).toEqual(row);
  expect(JSON.parse(JSON.stringify(row))).toEqual(row);
});
