import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { type Story, story } from '../../../support/story.ts';

function referred(): Story {
  return story()
    .answered()
    .request('REFER', { toTag: 'b', cseq: 2, headers: ['Refer-To: <sip:carol@example.net>'] })
    .response(202, 'REFER', { toTag: 'b', cseq: 2 });
}

function notify(told: Story, line: string, cseq: number): Story {
  const callee = { from: '10.0.0.2:5060', to: '10.0.0.1:5060', fromTag: 'b', toTag: 'a', cseq };
  const headers = ['Event: refer', 'Subscription-State: active', 'Content-Type: message/sipfrag;version=2.0'];
  return told
    .request('NOTIFY', { ...callee, headers, body: `${line}\r\n` })
    .response(200, 'NOTIFY', { ...callee, from: callee.to, to: callee.from });
}

test('a NOTIFY that tells of a failure is an error', async () => {
  const told = notify(notify(referred(), 'SIP/2.0 100 Trying', 5), 'SIP/2.0 603 Decline', 6);
  expect(await told.findings()).toMatchObject([
    {
      rule: 'transfer-failed',
      severity: 'error',
      message:
        'The transfer to <sip:carol@example.net> failed: 10.0.0.2:5060 tells 10.0.0.1:5060 "SIP/2.0 603 Decline".',
    },
  ]);
});

test('a recorded transfer to somebody who is busy is told', async () => {
  const capture = await readCapture(join(FIXTURES, 'transfer-failed.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([{ rule: 'transfer-failed' }]);
});

test('a REFER that is refused is a warning', async () => {
  const found = await story()
    .answered()
    .request('REFER', { toTag: 'b', cseq: 2, headers: ['Refer-To: <sip:carol@example.net>'] })
    .response(603, 'REFER', { toTag: 'b', cseq: 2 })
    .findings();
  expect(found).toMatchObject([{ rule: 'transfer-failed', severity: 'warning' }]);
});

test('a transfer that succeeds, or of which nothing final is told, is healthy', async () => {
  expect(await notify(notify(referred(), 'SIP/2.0 100 Trying', 5), 'SIP/2.0 200 OK', 6).findings()).toEqual([]);
  expect(await notify(referred(), 'SIP/2.0 180 Ringing', 5).findings()).toEqual([]);
  for (const name of ['refer-transfer.pcap', 'transfer-blind.pcap', 'transfer-attended.pcap']) {
    const capture = await readCapture(join(FIXTURES, name));
    expect(capture.answers.findings({ rule: 'transfer-failed', offset: 0, limit: 10 }).total, name).toBe(0);
  }
});

test('a second try that succeeds mends the first', async () => {
  const told = notify(referred(), 'SIP/2.0 486 Busy Here', 5)
    .request('REFER', { toTag: 'b', cseq: 3, headers: ['Refer-To: <sip:dave@example.net>'] })
    .response(202, 'REFER', { toTag: 'b', cseq: 3 });
  expect(await notify(told, 'SIP/2.0 200 OK', 6).findings()).toEqual([]);
});
