import { expect, test } from 'vitest';
import { type DashboardOptions, runDashboard } from '../../server/dashboard.ts';
import { FakeHandle } from '../support/fake-capture.ts';

const OPTIONS: DashboardOptions = { host: '127.0.0.1', port: 0, isPortGiven: true, filter: '', uploadLimit: 1000 };

interface Run {
  /** Resolves with the address that was shown. */
  readonly shown: Promise<string>;
  readonly exit: Promise<number>;
  readonly stop: () => void;
  readonly out: string[];
  readonly warnings: string[];
  readonly handles: FakeHandle[];
}

function run(
  paths: readonly string[],
  options: Partial<DashboardOptions> = {},
  prepare?: (handle: FakeHandle) => void,
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
      uiRoot: '/nowhere',
      version: '1.2.3',
      print: text => out.push(text),
      warn: text => warnings.push(text),
      show: address => show(address),
      stopped,
    },
  );
  return { shown, exit, stop: () => stop(), out, warnings, handles };
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
