// The built program records the loopback, is killed, and started again: what was recorded meanwhile is in the calls. Needs the right
// to capture, and libpcap or tcpdump; nothing but loopback is used.

import { createSocket, type Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canRecord, freePort, isAlive, LiveProgram, until } from '../support/live-program.ts';

let sipscope: LiveProgram;
let sender: Socket;

beforeEach(() => {
  sipscope = new LiveProgram();
  sender = createSocket('udp4');
});

afterEach(async () => {
  sender.close();
  await sipscope.end();
});

async function call(callId: string, port: number): Promise<void> {
  const head = [
    'Via: SIP/2.0/UDP 127.0.0.1:5999;branch=z9hG4bK',
    `From: <sip:alice@127.0.0.1>;tag=a-${callId}`,
    'To: <sip:bob@127.0.0.1>',
    `Call-ID: ${callId}`,
    'CSeq: 1 INVITE',
    'Max-Forwards: 70',
    'Content-Length: 0',
  ];
  const [via, ...rest] = head;
  const text = [`INVITE sip:bob@127.0.0.1:${port} SIP/2.0`, `${via}${callId}`, ...rest, '', ''].join('\r\n');
  await new Promise<void>((resolve, reject) =>
    sender.send(text, port, '127.0.0.1', error => (error === null ? resolve() : reject(error))),
  );
}

async function callIds(address: string): Promise<string[]> {
  const answer = await (await fetch(`${address}api/calls`)).json();
  return answer.items.map((item: { callId: string }) => item.callId).sort();
}

test.skipIf(!canRecord)(
  'what is recorded while the server is dead is in the calls after its next start, which takes the recorder over',
  async () => {
    const port = await freePort();
    const { spool } = sipscope;
    const argv = ['live', '-i', 'lo', '-f', `udp port ${port}`, '--spool', spool];
    const first = await sipscope.start(argv);
    await call('before', port);
    await until('the first call shows', async () => (await callIds(first.address)).length === 1);
    const [before] = (await (await fetch(`${first.address}api/captures`)).json()).items;
    expect(before).toMatchObject({ origin: 'live', live: { recorder: 'recording' }, progress: { state: 'live' } });

    await first.kill('SIGKILL');
    const pid = sipscope.recorderPid();
    expect(pid !== undefined && isAlive(pid)).toBe(true);
    await call('meanwhile', port);

    const second = await sipscope.start(argv);
    await call('after', port);
    await until('all calls show', async () => (await callIds(second.address)).length === 3);
    expect(await callIds(second.address)).toEqual(['after', 'before', 'meanwhile']);
    expect(second.out()).toMatch(new RegExp(`recorder ${pid} works since`));
    const [after] = (await (await fetch(`${second.address}api/captures`)).json()).items;
    expect(after.id).toBe(before.id);
    await until('the recorder counted them', async () =>
      (await (await fetch(`${second.address}metrics`)).text()).includes(
        `sipscope_recorder_frames_total{capture="${after.id}",input="lo"} 3\n`,
      ),
    );

    await second.kill('SIGTERM');
    await until('the recorder ended with the server', () => pid !== undefined && !isAlive(pid));
    expect(JSON.parse(readFileSync(join(spool, 'recorder.json'), 'utf8'))).toMatchObject({ state: 'stopped' });
  },
  30_000,
);

test.skipIf(!canRecord)(
  'a page starts, stops, starts again and clears a capture',
  async () => {
    const port = await freePort();
    const { address } = await sipscope.start(['serve']);
    const post = (path: string, body?: object): Promise<Response> =>
      fetch(`${address}api/${path}`, {
        method: 'POST',
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const wrong = await post('captures', { interfaces: ['lo'], filter: 'udp prot 5060', engine: 'tcpdump' });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { code: 'SIPA_FILTER_WRONG', position: 4, length: 4 },
    ]);

    const started = await post('captures', { interfaces: ['lo'], filter: `udp port ${port}`, engine: 'tcpdump' });
    const { id, live } = await started.json();
    try {
      expect([started.status, live]).toMatchObject([201, { recorder: 'recording', plan: { interfaces: ['lo'] } }]);
      await call('one', port);
      await until('the call shows', async () => (await callIds(address)).length === 1);

      const stopped = await (await post(`captures/${id}/stop`)).json();
      expect(stopped.live.recorder).toBe('stopped');
      await until('the capture is read to its end', async () => {
        const [capture] = (await (await fetch(`${address}api/captures`)).json()).items;
        return capture.progress.state === 'ready';
      });
      await call('unseen', port);

      expect((await (await post(`captures/${id}/start`)).json()).live.recorder).toBe('recording');
      await call('two', port);
      await until('the second call shows', async () => (await callIds(address)).join() === 'one,two');
      await until('it is live again', async () => (await post(`captures/${id}/clear`)).status === 200);
      await until('all are forgotten', async () => (await callIds(address)).length === 0);
      await call('three', port);
      await until('the third call shows alone', async () => (await callIds(address)).join() === 'three');
    } finally {
      await fetch(`${address}api/captures/${id}`, { method: 'DELETE' });
    }
    const pid = sipscope.recorderPid(live.spool.directory);
    await until('the recorder ended with its capture', () => pid !== undefined && !isAlive(pid));
  },
  30_000,
);
