import { expect, test } from 'vitest';
import { type DashboardOptions, runDashboard } from '../../server/dashboard.ts';
import type { RecordRequest } from '../../server/record-plan.ts';
import { FakeHandle } from '../support/fake-capture.ts';
import { FakeRecording, fakePlan, fakeStatus } from '../support/fake-recording.ts';

const OPTIONS: DashboardOptions = {
  host: '127.0.0.1',
  port: 0,
  isPortGiven: true,
  filter: '',
  uploadLimit: 1000,
  allowRemoteCapture: false,
  keepRecording: false,
  reading: {},
};
const RECORD: RecordRequest = { interfaces: ['eth0'], filter: '', promiscuous: true, hep: [], limits: {} };

interface Run {
  /** Resolves with the address that was shown. */
  readonly shown: Promise<string>;
  readonly exit: Promise<number>;
  readonly stop: () => void;
  readonly out: string[];
  readonly warnings: string[];
  readonly handles: FakeHandle[];
  readonly recording: FakeRecording;
}

function run(
  paths: readonly string[],
  options: Partial<DashboardOptions> = {},
  prepare?: (handle: FakeHandle) => void,
  recording = new FakeRecording(),
): Run {
  const handles: FakeHandle[] = [];
  const out: string[] = [];
  const warnings: string[] = [];
  let stop = (): void => undefined;
  let show = (_: string): void => undefined;
  const stopped = new Promise<void>(resolve => {
    stop = resolve;
  });
  const shown = new Promise<string>(resolve => {
    show = resolve;
  });
  const exit = runDashboard(
    paths,
    { ...OPTIONS, ...options },
    {
      open: source => {
        const handle = new FakeHandle(source);
        prepare?.(handle);
        handles.push(handle);
        return handle;
      },
      recording,
      uiRoot: '/nowhere',
      version: '1.2.3',
      print: text => out.push(text),
      warn: text => warnings.push(text),
      show: address => show(address),
      stopped,
    },
  );
  return { shown, exit, stop: () => stop(), out, warnings, handles, recording };
}

test('it serves, prints where, and ends in order when told to', async () => {
  const dashboard = run(['/traces/demo.pcapng']);
  const address = await dashboard.shown;
  expect(dashboard.out).toEqual([`sipscope: dashboard at ${address} (demo.pcapng)\n`]);
  const health: unknown = await (await fetch(`${address}api/health`)).json();
  expect(health).toMatchObject({ version: '1.2.3', captures: 1 });
  dashboard.stop();
  expect(await dashboard.exit).toBe(0);
  expect(dashboard.handles[0]?.closes).toBe(1);
  expect(dashboard.warnings).toEqual([]);
  await expect(fetch(address)).rejects.toThrow();
});

test('without files it says that one can be dropped on the page', async () => {
  const dashboard = run([]);
  await dashboard.shown;
  dashboard.stop();
  expect(await dashboard.exit).toBe(0);
  expect(dashboard.out.join('')).toMatch(/no capture yet: drop one on the page/);
});

test('a filter is part of the address', async () => {
  const dashboard = run(['/demo.pcap'], { filter: 'state = failed' });
  expect(await dashboard.shown).toMatch(/\/calls\?filter=state\+%3D\+failed$/);
  dashboard.stop();
  await dashboard.exit;
});

test('a file that cannot be opened ends it with 2, before anything is served', async () => {
  const dashboard = run(['/nosuch.pcap'], {}, handle => {
    handle.refusal = Object.assign(new Error('/nosuch.pcap: there is no such file'), {
      code: 'SIPA_FILE_NOT_FOUND',
      hint: 'Check the path.',
    });
  });
  expect(await dashboard.exit).toBe(2);
  expect(dashboard.warnings).toEqual(['sipscope: /nosuch.pcap: there is no such file\n  Check the path.\n']);
  expect(dashboard.out).toEqual([]);
  expect(dashboard.handles[0]?.closes).toBe(1);
});

test('listening for all the world is warned of', async () => {
  const dashboard = run([], { host: '0.0.0.0' });
  expect(await dashboard.shown).toMatch(/^http:\/\/127\.0\.0\.1:/);
  dashboard.stop();
  await dashboard.exit;
  expect(dashboard.warnings.join('')).toMatch(/warning: .* no login yet[\s\S]*ssh -L/);
});

test('what is to be recorded is recorded before rights are given up and the page is served', async () => {
  const dashboard = run([], { record: RECORD });
  const address = await dashboard.shown;
  expect(dashboard.out).toEqual([
    'sipscope: recording eth0\n  into /state/spool/eth0, at most 10 GiB and 7 days\n',
    `sipscope: dashboard at ${address} (eth0)\n`,
  ]);
  expect(dashboard.handles[0]?.capture.source).toMatchObject({ spool: '/state/spool/eth0' });
  dashboard.stop();
  expect(await dashboard.exit).toBe(0);
  expect(dashboard.recording.deeds).toEqual(['start /state/spool/eth0', 'drop', 'stop /state/spool/eth0']);
});

test('a recorder that shall go on is left at work at the end', async () => {
  const dashboard = run([], { record: RECORD, keepRecording: true });
  await dashboard.shown;
  dashboard.stop();
  await dashboard.exit;
  expect(dashboard.recording.deeds).toEqual(['start /state/spool/eth0', 'drop']);
});

test('a recorder that cannot start ends it with 2, with what to do', async () => {
  const recording = new FakeRecording();
  recording.refusal = Object.assign(new Error('No right to capture on eth0.'), {
    code: 'SIPA_NO_RIGHTS',
    hint: 'sudo sipscope\n  setcap',
  });
  const dashboard = run([], { record: RECORD }, undefined, recording);
  expect(await dashboard.exit).toBe(2);
  expect(dashboard.warnings).toEqual(['sipscope: No right to capture on eth0.\n  sudo sipscope\n  setcap\n']);
  expect(dashboard.handles).toEqual([]);
});

test('a fault of ours while a recorder starts is thrown, and what was opened is closed', async () => {
  const recording = new FakeRecording();
  recording.refusal = new TypeError('x is undefined');
  const dashboard = run(['/demo.pcap'], { record: RECORD }, undefined, recording);
  await expect(dashboard.exit).rejects.toThrow('x is undefined');
  expect(dashboard.handles[0]?.closes).toBe(1);
});

test('the spool of another recorder is shown, and that one goes on', async () => {
  const recording = new FakeRecording();
  recording.statusBySpool.set('/s', fakeStatus(fakePlan({ spool: '/s' })));
  recording.alive.add('/s');
  const dashboard = run([], { spool: '/s' }, undefined, recording);
  await dashboard.shown;
  dashboard.stop();
  await dashboard.exit;
  expect(recording.deeds).toEqual(['drop']);
});

test('other hosts may not start captures unless that was said', async () => {
  const tryStart = async (options: Partial<DashboardOptions>): Promise<number> => {
    const dashboard = run([], { ...options, host: '0.0.0.0' });
    const answer = await fetch(`${await dashboard.shown}api/captures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"interfaces":["eth0"]}',
    });
    dashboard.stop();
    await dashboard.exit;
    return answer.status;
  };
  expect(await tryStart({})).toBe(403);
  expect(await tryStart({ allowRemoteCapture: true })).toBe(201);
});

test('captures that the page starts have the limits and secrets of the command line', async () => {
  const record = { ...RECORD, filter: 'port 5060', hepKey: 'secret', limits: { spoolBytes: 7 } };
  const dashboard = run([], { record });
  const answer = await fetch(`${await dashboard.shown}api/captures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"hep":["udp:127.0.0.1:9060"]}',
  });
  expect(answer.status).toBe(201);
  expect(await answer.text()).not.toContain('secret');
  expect(dashboard.recording.started).toMatchObject({ hepKey: 'secret', filter: '', limits: { spoolBytes: 7 } });
  dashboard.stop();
  await dashboard.exit;
});

test('a capture that breaks while it is served is told once', async () => {
  const dashboard = run(['/demo.pcap']);
  await dashboard.shown;
  const [handle] = dashboard.handles;
  const progress = handle?.progress();
  if (handle === undefined || progress === undefined) throw new Error('nothing was opened');
  const error = { code: 'C', message: '/demo.pcap: the disk is gone', hint: 'Plug it in.' };
  handle.capture.progress = () => ({ ...progress, state: 'failed', error });
  handle.announce([]);
  handle.announce([]);
  dashboard.stop();
  await dashboard.exit;
  expect(dashboard.warnings).toEqual(['sipscope: /demo.pcap: the disk is gone\n  Plug it in.\n']);
});
