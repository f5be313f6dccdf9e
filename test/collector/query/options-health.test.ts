import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PeerSummary } from '../../../collector/model/options-health.ts';
import { FIXTURES, readCapture, type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const A = '10.0.0.1:5060';
const B = '10.0.0.2:5060';

const ping = (n: number, at: number, from = A): SipRecord => ({
  text: messageText('OPTIONS sip:b SIP/2.0', 'OPTIONS', { callId: `o${n}`, headers: ['User-Agent: Pinger'] }),
  at,
  from,
  to: B,
});
const pong = (n: number, at: number, code = 200): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} X`, 'OPTIONS', { callId: `o${n}`, toTag: 'b', headers: ['Server: PBX 1'] }),
  at,
  from: B,
  to: A,
});
const later = (at: number): SipRecord => ({ text: messageText('INVITE sip:x SIP/2.0', 'INVITE', { callId: 'x' }), at });

async function peers(...records: readonly SipRecord[]): Promise<readonly PeerSummary[]> {
  return (await (await sipCapture(records)).answers.optionsHealth({ offset: 0, limit: 9 })).rows;
}

test('keep-alives of a pair are one row with round trips and programs', async () => {
  expect(
    await peers(ping(1, 0), pong(1, 10), ping(2, 1000), pong(2, 1030), ping(3, 2000), pong(3, 2020, 404)),
  ).toMatchObject([
    {
      source: '10.0.0.1',
      destination: B,
      state: 'up',
      sent: 3,
      answered: 3,
      lost: 0,
      outages: 0,
      interval: 1000,
      statusCode: 404,
      rttLast: 20,
      rttMedian: 20,
      rttMax: 30,
      clientAgent: 'Pinger',
      serverAgent: 'PBX 1',
    },
  ]);
});

test('a peer that stops answering is down since the first ping that was lost, and up again with the next answer', async () => {
  const records = [ping(1, 0), pong(1, 10), ping(2, 10_000), ping(3, 20_000), later(60_000)];
  const [down] = await peers(...records);
  expect(down).toMatchObject({ state: 'down', lost: 2, outages: 1, answered: 1 });
  expect(((down.since ?? 0) / 1000) % 100_000).toBe(10_000);
  const [up] = await peers(...records, ping(4, 70_000), pong(4, 70_005));
  expect(up).toMatchObject({ state: 'up', lost: 2, outages: 1, answered: 2 });
});

test('a proxy that answers for a peer it cannot reach means down', async () => {
  expect(await peers(ping(1, 0), pong(1, 10, 408))).toMatchObject([{ state: 'down', answered: 1 }]);
  expect(await peers(ping(1, 0))).toMatchObject([{ state: 'unknown', sent: 1 }]);
});

test('another client of the same peer is a pair of its own, another port of the same client is not', async () => {
  expect(await peers(ping(1, 0), ping(2, 1, '10.0.0.1:4444'), ping(3, 2, '10.0.0.9:5060'))).toMatchObject([
    { source: '10.0.0.1', sent: 2 },
    { source: '10.0.0.9', sent: 1 },
  ]);
});

test('the fixture', async () => {
  const capture = await readCapture(join(FIXTURES, 'options-publish.pcap'));
  const answer = await capture.answers.optionsHealth({ state: 'up', text: '10.10.0.21', offset: 0, limit: 5 });
  expect(answer).toMatchObject({ total: 1, rows: [{ sent: 2, answered: 2, serverAgent: 'kamailio' }] });
});

test('a recorded trunk that was gone for ten seconds: its pings were given up before Timer F', async () => {
  const capture = await readCapture(join(FIXTURES, 'options-down.pcap'));
  const { rows } = await capture.answers.optionsHealth({ offset: 0, limit: 5 });
  expect(rows.map(row => [row.destination, row.state, row.sent, row.answered, row.lost, row.outages])).toEqual([
    ['10.10.0.23:5060', 'up', 11, 11, 0, 0],
    ['10.10.0.30:5060', 'up', 11, 6, 5, 1],
  ]);
});
