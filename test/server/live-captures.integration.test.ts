// The built program records the loopback, is killed, and started again: what was recorded meanwhile is in the calls. Needs the right
// to capture, and libpcap or tcpdump; nothing but loopback is used.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** Another build to test than `dist/`. */
const root = process.env.SIPSCOPE_ROOT ?? fileURLToPath(new URL('../..', import.meta.url));
const isBuilt = existsSync(join(root, 'dist/program/recorder.js'));
const mayCapture = process.platform === 'linux' && process.getuid?.() === 0;
const hasTcpdump = spawnSync('tcpdump', ['--version']).error === undefined;
// Where CI may capture, a missing build or tool is a fault and no reason to skip.
const isReady = mayCapture && (process.env.CI === 'true' || (isBuilt && hasTcpdump));

const WITHIN = 8000;

let folder: string;
let sender: Socket;
const programs: Program[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipscope-live-'));
  sender = createSocket('udp4');
});

afterEach(async () => {
  sender.close();
  for (const program of programs.splice(0)) await program.kill('SIGKILL');
  // The recorder outlives its server, so it is ended by its own word.
  const pid = recorderPid(join(folder, 'spool'));
  if (pid !== undefined) endRecorder(pid);
  await until('the recorder ended', () => pid === undefined || !isAlive(pid));
  rmSync(folder, { recursive: true });
});

interface Program {
  readonly address: string;
  readonly out: () => string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

function start(argv: readonly string[]): Promise<Program> {
  const { PATH } = process.env;
  const child: ChildProcess = spawn(process.execPath, [root, ...argv, '--port', '0', '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME: folder, SIPSCOPE_ENGINE: 'tcpdump' },
  });
  let said = '';
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    const onText = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /dashboard at (http:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      const kill = async (signal: NodeJS.Signals): Promise<void> => {
        child.kill(signal);
        await ended;
      };
      const program = { address, out: () => said, kill };
      if (programs.every(known => known.address !== address)) programs.push(program);
      resolve(program);
    };
    child.stdout?.on('data', onText);
    child.stderr?.on('data', onText);
    child.once('exit', code => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

/** Undefined when no recorder ever worked there. */
function recorderPid(spool: string): number | undefined {
  try {
    return Number(JSON.parse(readFileSync(join(spool, 'recorder.json'), 'utf8')).pid);
  } catch {
    return undefined;
  }
}

function endRecorder(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended by itself.
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + WITHIN;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not within ${WITHIN} ms: ${what}`);
    await setTimeout(25);
  }
}

/** A port on which nobody listens: datagrams to it are captured all the same. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('a server on a port has an address');
  return address.port;
}

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

test.skipIf(!isReady)(
  'what is recorded while the server is dead is in the calls after its next start, which takes the recorder over',
  async () => {
    const port = await freePort();
    const spool = join(folder, 'spool');
    const argv = ['live', '-i', 'lo', '-f', `udp port ${port}`, '--spool', spool];
    const first = await start(argv);
    await call('before', port);
    await until('the first call shows', async () => (await callIds(first.address)).length === 1);
    const [before] = (await (await fetch(`${first.address}api/captures`)).json()).items;
    expect(before).toMatchObject({ origin: 'live', live: { recorder: 'recording' }, progress: { state: 'live' } });

    await first.kill('SIGKILL');
    const pid = recorderPid(spool);
    expect(pid !== undefined && isAlive(pid)).toBe(true);
    await call('meanwhile', port);

    const second = await start(argv);
    await call('after', port);
    await until('all calls show', async () => (await callIds(second.address)).length === 3);
    expect(await callIds(second.address)).toEqual(['after', 'before', 'meanwhile']);
    expect(second.out()).toMatch(new RegExp(`recorder ${pid} went on since`));
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

test.skipIf(!isReady)(
  'a page starts, stops, starts again and clears a capture',
  async () => {
    const port = await freePort();
    const { address } = await start(['serve']);
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
    const pid = recorderPid(live.spool.directory);
    expect(pid !== undefined && isAlive(pid)).toBe(false);
  },
  30_000,
);
