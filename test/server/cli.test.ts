import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { type Actions, makeProgram } from '../../server/cli.ts';

interface Outcome {
  /** `[command, paths, options]` of what ran. */
  readonly ran: readonly unknown[] | undefined;
  readonly exit: number | undefined;
  readonly out: string;
  readonly error: unknown;
}

async function run(argv: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  let ran: readonly unknown[] | undefined;
  let exit: number | undefined;
  let out = '';
  let error: unknown;
  const note = (name: string, code: number) => async (paths: string[], options: object) => {
    ran = [name, paths, options];
    return code;
  };
  const actions: Actions = {
    dashboard: note('dashboard', 0),
    report: note('report', 0),
    calls: note('calls', 2),
    ladder: note('ladder', 0),
  };
  const onExit = (code: number): void => {
    exit = code;
  };
  const program = makeProgram(actions, { version: '1.2.3', environment, onExit });
  const write = (text: string): void => {
    out += text;
  };
  for (const command of [program, ...program.commands]) command.configureOutput({ writeOut: write, writeErr: write });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    error = thrown;
  }
  return { ran, exit, out, error };
}

const DEFAULTS = {
  port: 8060,
  isPortGiven: false,
  host: '127.0.0.1',
  filter: '',
  uploadLimit: 1024 ** 3,
  isBrowserWanted: true,
};

test('without a command the files are opened in the dashboard', async () => {
  expect(await run(['a.pcap', 'b.pcap'])).toMatchObject({
    ran: ['dashboard', ['a.pcap', 'b.pcap'], DEFAULTS],
    exit: 0,
  });
  expect((await run([])).ran).toEqual(['dashboard', [], DEFAULTS]);
});

test('the options of the dashboard may stand before and after the files', async () => {
  const { ran } = await run([
    '--port',
    '8060',
    'a.pcap',
    '--host',
    '::1',
    '--filter',
    'code >= 500',
    '--upload-limit',
    '1.5M',
    '--no-open',
  ]);
  expect(ran).toEqual([
    'dashboard',
    ['a.pcap'],
    {
      port: 8060,
      isPortGiven: true,
      host: '::1',
      filter: 'code >= 500',
      uploadLimit: 1.5 * 1024 ** 2,
      isBrowserWanted: false,
    },
  ]);
});

test('a port from a variable counts as given', async () => {
  expect((await run([], { SIPSCOPE_PORT: '9000' })).ran?.[2]).toMatchObject({ port: 9000, isPortGiven: true });
});

test.each<[readonly string[], readonly unknown[]]>([
  [
    ['report', 'a.pcap', '--json', '--summary'],
    ['report', ['a.pcap'], { json: true, summary: true }],
  ],
  [
    ['report', '--markdown', 'a.pcap', '-'],
    ['report', ['a.pcap', '-'], { markdown: true }],
  ],
  [
    ['calls', 'a.pcap', '--filter', 'x', '--csv'],
    ['calls', ['a.pcap'], { filter: 'x', csv: true }],
  ],
  [
    ['ladder', 'a.pcap', '--call-id', 'c@h', '--svg'],
    ['ladder', ['a.pcap'], { callId: 'c@h', svg: true }],
  ],
  [
    ['ladder', 'a.pcap', '--mermaid', '--ascii'],
    ['ladder', ['a.pcap'], { mermaid: true, ascii: true }],
  ],
])('%j runs its command', async (argv, ran) => {
  expect((await run(argv)).ran).toEqual(ran);
});

test('the exit code of a command is passed on', async () => {
  expect((await run(['calls', 'a.pcap'])).exit).toBe(2);
});

test.each([[[]], [['report']], [['calls']], [['ladder']]])(
  'the help of %j shows an example and where options may come from',
  async argv => {
    const { out, error, ran } = await run([...argv, '--help']);
    expect(error).toMatchObject({ exitCode: 0 });
    expect(ran).toBeUndefined();
    expect(out).toMatch(/Examples:\n {2}sipscope /);
    expect(out).toMatch(/SIPSCOPE_FILTER/);
  },
);

test('the version is printed', async () => {
  expect(await run(['--version'])).toMatchObject({ out: '1.2.3\n', error: { exitCode: 0 } });
});

test.each([
  [['--prot', '1'], /Did you mean --port/],
  [['report'], /missing required argument 'FILE'/],
  [['report', 'a', '--svg'], /unknown option '--svg'/],
  [['--port', '65536'], /from 0 .* to 65535/],
  [['--port', '-1'], /from 0 .* to 65535/],
  [['--upload-limit', 'much'], /500M/],
  [['--upload-limit', '0'], /500M/],
])('%j is refused with a reason', async (argv, reason) => {
  const { error, out, ran } = await run(argv);
  expect(error).toBeInstanceOf(CommanderError);
  expect(out).toMatch(reason);
  expect(ran).toBeUndefined();
});

test('a misspelled command is not looked for as a file', async () => {
  const { error, ran } = await run(['reprot', 'a.pcap']);
  expect(error).toMatchObject({
    message: 'reprot: there is no such file',
    hint: 'Did you mean the command "sipscope report"?',
  });
  expect(ran).toBeUndefined();
});
