import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../support/captures.ts';

test('a subscription of the report has the names of the contract, and times as texts', async () => {
  const report = (await readCapture(join(FIXTURES, 'subscribe-notify.pcap'))).report({ summary: false });
  expect(report['subscriptions']).toMatchObject([
    {
      callId: expect.stringContaining('@'),
      event: 'presence',
      state: 'terminated',
      startTime: expect.stringMatching(/Z$/),
      lastTime: expect.stringMatching(/Z$/),
    },
  ]);
});
