import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { InstantMessage } from '../../../collector/model/instant-message.ts';
import { FIXTURES, readCapture, type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const text = (method: string, type: string, body: string, headers: readonly string[] = []): SipRecord => ({
  text: messageText(`${method} sip:bob@x SIP/2.0`, method, { headers: [`Content-Type: ${type}`, ...headers], body }),
  at: 0,
});

async function rows(...records: readonly SipRecord[]): Promise<readonly InstantMessage[]> {
  return (await (await sipCapture(records)).answers.instantMessages({ offset: 0, limit: 9 })).rows;
}

async function textOf(...record: Parameters<typeof text>): Promise<string> {
  return (await rows(text(...record)))[0].text;
}

test('a message with its text, state and time', async () => {
  const answer = {
    text: messageText('SIP/2.0 202 Accepted', 'MESSAGE', { toTag: 'b' }),
    at: 30,
    from: '10.0.0.2:5060',
    to: '10.0.0.1:5060',
  };
  expect(
    await rows({ ...text('MESSAGE', 'text/plain', 'Hello'), from: '10.0.0.1:5060', to: '10.0.0.2:5060' }, answer),
  ).toMatchObject([
    {
      method: 'MESSAGE',
      state: 'succeeded',
      statusCode: 202,
      from: 'sip:alice@example.com',
      to: 'sip:bob@example.net',
      text: 'Hello',
      cut: false,
      responseTime: 30,
      inDialog: false,
    },
  ]);
});

test('texts are short and harmless', async () => {
  const [long] = await rows(text('MESSAGE', 'text/plain', 'x'.repeat(300)));
  expect([long.text.length, long.cut]).toEqual([200, true]);
  expect(await textOf('MESSAGE', 'text/plain', 'a\u001b[31m\u202eb')).toBe('a\\x1b[31m\\u202eb');
  expect(await textOf('MESSAGE', 'image/png', 'binary')).toBe('');
});

test('bodies of other kinds say what they mean', async () => {
  expect(await textOf('INFO', 'application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n')).toBe('DTMF 5');
  expect(await textOf('INFO', 'application/dtmf', '#')).toBe('DTMF #');
  expect(await textOf('MESSAGE', 'message/cpim', 'From: <im:a>\r\n\r\nContent-Type: text/plain\r\n\r\nHi')).toBe('Hi');
  expect(
    await textOf('MESSAGE', 'multipart/mixed;boundary=b', '--b\r\nContent-Type: text/plain\r\n\r\nHey\r\n--b--\r\n'),
  ).toBe('Hey');
  const [publish] = await rows(
    text(
      'PUBLISH',
      'application/pidf+xml',
      '<presence><tuple><status><basic>open</basic></status></tuple></presence>',
      ['Event: presence'],
    ),
  );
  expect(publish).toMatchObject({ about: 'presence', text: 'open', state: 'pending' });
});

test('the fixture is found by its text', async () => {
  const capture = await readCapture(join(FIXTURES, 'message.pcap'));
  const answer = await capture.answers.instantMessages({ text: 'zürich', offset: 0, limit: 5 });
  expect(answer.rows).toMatchObject([{ state: 'succeeded', text: 'Grüße aus Zürich – bin um 5 da ☕' }]);
});
