import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../support/captures.ts';

test('a text is found in start line, headers and body, in any case; an empty one nowhere', async () => {
  const { answers } = await readCapture(join(FIXTURES, 'reinvite-hold.pcap'));
  const found = async (text: string) => (await answers.findText({ legs: [0], text })).messages.length;
  expect(await found('A=SENDONLY')).toBeGreaterThan(0);
  expect(await found('sip/2.0 200 ok')).toBeGreaterThan(0);
  expect([await found('no such words'), await found('ä'), await found('')]).toEqual([0, 0, 0]);
});
test('legs that are not there hold nothing', async () => {
  const { answers } = await readCapture(join(FIXTURES, 'reinvite-hold.pcap'));
  expect(await answers.findText({ legs: [99], text: 'INVITE' })).toEqual({ messages: [], isCut: false });
});
