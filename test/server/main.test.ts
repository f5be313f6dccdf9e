import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

// The built program, as users start it; skipped where nothing was built.
const root = fileURLToPath(new URL('../..', import.meta.url));
const isBuilt = existsSync(`${root}/dist/program/main.js`) && existsSync(`${root}/dist/program/worker.js`);
const DEMO = 'fixtures/pcap/demo.pcapng';
const isReady = isBuilt && existsSync(`${root}/${DEMO}`);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Program {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly error: () => string;
  readonly exit: Promise<number | null>;
}

function start(...argv: string[]): Program {
  const child = spawn(process.execPath, ['.', ...argv], { cwd: root, env: { PATH: process.env.PATH } });
  started.push(child);
  let out = '';
  let error = '';
  child.stdout.on('data', chunk => {
    out += chunk;
  });
  child.stderr.on('data', chunk => {
    error += chunk;
  });
  const exit = new Promise<number | null>(resolve => child.once('close', resolve));
  return { child, out: () => out, error: () => error, exit };
}

/** The address the program prints. */
function address(program: Program): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = /dashboard at (http:\S+)/.exec(program.out());
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    program.child.stdout?.on('data', look);
    void program.exit.then(code => reject(new Error(`ended with ${code}: ${program.error()}`)));
  });
}

test.skipIf(!isReady)('a capture is served from its own thread, and Ctrl-C ends it with 0', async () => {
  const program = start(DEMO, '--port', '0', '--no-open');
  const page = await address(program);
  expect(program.out()).toBe(`sipscope: dashboard at ${page} (demo.pcapng)\n`);
  const health = await (await fetch(`${page}api/health/capture`)).json();
  expect(health).toMatchObject({ sources: [{ path: DEMO, format: 'pcapng' }] });
  program.child.kill('SIGINT');
  expect(await program.exit).toBe(0);
  expect(program.error()).toBe('');
});

test.skipIf(!isReady)('standard input is a capture too', async () => {
  const program = start('-', '--port', '0', '--no-open');
  program.child.stdin?.end(await import('node:fs/promises').then(fs => fs.readFile(`${root}/${DEMO}`)));
  const page = await address(program);
  const items = async (): Promise<unknown> => (await (await fetch(`${page}api/captures`)).json()).items;
  // Whoever ended before it is read would break the pipe that it is written to.
  await expect
    .poll(items, { timeout: 10_000 })
    .toMatchObject([{ paths: ['-'], origin: 'file', progress: { state: 'ready' } }]);
  program.child.kill('SIGTERM');
  expect(await program.exit).toBe(0);
});

test.skipIf(!isReady)('`report --json` prints JSON and nothing else', async () => {
  const program = start('report', '--json', '--summary', DEMO);
  expect(await program.exit).toBe(0);
  expect(JSON.parse(program.out())).toMatchObject({ sipMessages: expect.any(Number), callIds: expect.any(Number) });
});

test.skipIf(!isBuilt).each([
  [['nosuch.pcap'], /^sipscope: nosuch\.pcap: there is no such file\n {2}Check the path\.\n$/],
  [['report', 'nosuch.pcap'], /nosuch\.pcap: there is no such file/],
  [['package.json'], /^sipscope: package\.json: not a capture file/],
  [['--prot', '1'], /Did you mean --port/],
  [['ladder'], /missing required argument/],
])('%j ends with 2 and says why', async (argv, reason) => {
  const program = start(...argv);
  expect(await program.exit).toBe(2);
  expect(program.error()).toMatch(reason);
  expect(program.out()).toBe('');
});

test.skipIf(!isBuilt)('help and version end with 0', async () => {
  for (const argv of [['--help'], ['--version'], ['ladder', '--help']]) {
    const program = start(...argv);
    expect(await program.exit).toBe(0);
    expect(program.out()).not.toBe('');
  }
});
