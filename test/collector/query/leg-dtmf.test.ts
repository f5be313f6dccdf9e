import { describe, expect, test } from 'vitest';
import { type SipRecord, sipCapture } from '../../support/captures.ts';
import { EPOCH, messageText } from '../../support/trace.ts';

async function keys(...records: readonly (readonly [method: string, type: string, body: string])[]): Promise<string[]> {
  const messages = records.map(([method, type, body], i): SipRecord => {
    const headers = [
      `Content-Type: ${type}`,
      ...(method === 'NOTIFY' ? ['Event: kpml', 'Subscription-State: active'] : []),
    ];
    const text = messageText(`${method} sip:bob@b SIP/2.0`, method, { cseq: i + 2, toTag: 'b', headers, body });
    return { text, at: 100 + i * 100 };
  });
  const capture = await sipCapture([
    { text: messageText('INVITE sip:bob@b SIP/2.0', 'INVITE', {}), at: 0 },
    ...messages,
  ]);
  return capture.answers
    .dtmf(0)
    .map(
      ({ digit, duration, way, message, time }) => `${digit} ${duration} ${way} ${message} ${(time - EPOCH) / 1000}`,
    );
}

describe('INFO', () => {
  test('with application/dtmf-relay has a key and its length', async () => {
    expect(
      await keys(
        ['INFO', 'application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n'],
        ['INFO', 'application/dtmf-relay', 'Signal= #'],
      ),
    ).toEqual(['5 160 info 1 100', '# 0 info 2 200']);
  });

  test('with application/dtmf has the key alone, or its number', async () => {
    expect(
      await keys(
        ['INFO', 'application/dtmf', '*'],
        ['INFO', 'application/dtmf', '11\r\n'],
        ['INFO', 'application/dtmf', 'd'],
      ),
    ).toEqual(['* 0 info 1 100', '# 0 info 2 200', 'D 0 info 3 300']);
  });

  test('with anything else has none', async () => {
    expect(
      await keys(
        ['INFO', 'application/dtmf-relay', 'Signal=xyz'],
        ['INFO', 'application/dtmf', ''],
        ['INFO', 'text/plain', 'Signal=5'],
      ),
    ).toEqual([]);
  });
});

test('KPML reports the keys that matched (RFC 4730)', async () => {
  const body =
    '<?xml version="1.0"?>\r\n<kpml-response xmlns="urn:ietf:params:xml:ns:kpml-response" version="1.0" code="200" text="OK" digits="12#" tag="dtmf"/>';
  expect(await keys(['NOTIFY', 'application/kpml-response+xml', body])).toEqual([
    '1 0 kpml 1 100',
    '2 0 kpml 1 100',
    '# 0 kpml 1 100',
  ]);
  expect(
    await keys(
      ['NOTIFY', 'application/kpml-response+xml', body.replace('200', '487')],
      ['NOTIFY', 'application/kpml-response+xml', '<x/>'],
    ),
  ).toEqual([]);
});

test('a leg that is not there has none', async () => {
  const capture = await sipCapture([{ text: messageText('INVITE sip:bob@b SIP/2.0', 'INVITE', {}), at: 0 }]);
  expect(capture.answers.dtmf(7)).toEqual([]);
});
