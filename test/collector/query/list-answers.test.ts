import { expect, test } from 'vitest';
import { sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

test('questions at the same time are answered alike', async () => {
  const capture = await sipCapture(
    Array.from({ length: 200 }, (_, i) => ({
      text: messageText('REGISTER sip:x SIP/2.0', 'REGISTER', { callId: `r${i}`, headers: [`Contact: <sip:p${i}@h>`] }),
      at: i,
    })),
  );
  const query = { offset: 0, limit: 3 };
  const [one, two] = await Promise.all([capture.answers.registrations(query), capture.answers.registrations(query)]);
  expect(one.all).toBe(200);
  expect(two).toEqual(one);
});
