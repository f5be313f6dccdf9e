import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TransferSummary } from '../../../collector/model/transfer.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';

async function only(fixture: string): Promise<TransferSummary> {
  const capture = await readCapture(join(FIXTURES, fixture));
  const { rows, all } = await capture.answers.transfers({ offset: 0, limit: 9 });
  expect(all).toBe(1);
  return rows[0];
}

test('a blind transfer that succeeds, through a proxy', async () => {
  expect(await only('refer-transfer.pcap')).toMatchObject({
    kind: 'blind',
    state: 'succeeded',
    statusCode: 202,
    outcomeCode: 200,
    target: 'sip:carol@example.com',
    progress: [{ code: 100 }, { code: 200, text: 'SIP/2.0 200 OK' }],
  });
});

test('an attended transfer names the dialog it replaces, and its leg', async () => {
  const transfer = await only('transfer-attended.pcap');
  expect(transfer).toMatchObject({
    kind: 'attended',
    state: 'succeeded',
    target: 'sip:carol@10.10.0.22:5062',
    replacedLeg: 1,
  });
  expect(transfer.replaces).toContain('@10.10.0.11');
});

test('a transfer that fails says why', async () => {
  expect(await only('transfer-failed.pcap')).toMatchObject({ state: 'failed', outcomeCode: 486, statusCode: 202 });
});

test('a blind transfer of real phones', async () => {
  expect(await only('transfer-blind.pcap')).toMatchObject({ kind: 'blind', state: 'succeeded' });
});
