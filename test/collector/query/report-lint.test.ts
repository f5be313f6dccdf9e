import { expect, test } from 'vitest';
import { compileLegFilter } from '../../../collector/query/leg-filter.ts';
import { LINT_HEAD, lintTable } from '../../../collector/query/report-lint.ts';
import { sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

test('each message counts once for each thing that is wrong with it; errors come first', async () => {
  const invite = messageText('INVITE sip:b@c SIP/2.0', 'INVITE', { headers: ['Supported: x, y', 'Max-Forwards: 70'] });
  const capture = await sipCapture([
    { text: invite, at: 0 },
    { text: invite.replace('call-1', 'call-2'), at: 10 },
  ]);
  const { lint } = capture.report({ summary: true, lint: true });
  expect(lint).toMatchObject({ messages: 2, flawless: 0, notWhole: 0 });
  expect(lint?.problems.map(({ id, severity, messages, example }) => [id, severity, messages, example])).toEqual([
    ['missing-contact', 'error', 2, 0],
    ['option-unknown', 'notice', 2, 0],
  ]);
  expect(lint && lintTable(lint)[0]).toHaveLength(LINT_HEAD.length);
});

test('only messages of the wanted legs are read, and none unless asked for', async () => {
  const options = { text: messageText('OPTIONS sip:b@c SIP/2.0', 'OPTIONS', { callId: 'o' }), at: 0 };
  const capture = await sipCapture([
    options,
    { text: options.text.replaceAll('OPTIONS', 'INVITE').replace('Call-ID: o', 'Call-ID: i'), at: 5 },
  ]);
  expect(capture.report({ summary: true })).not.toHaveProperty('lint');
  const filter = compileLegFilter('kind = options');
  if (!filter.ok) throw new Error(filter.explanation);
  expect(capture.report({ summary: true, lint: true, filter }).lint?.messages).toBe(1);
});
