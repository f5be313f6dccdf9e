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
    record: async request => {
      ran = ['record', request];
      return 0;
    },
    report: note('report', 0),
    calls: note('calls', 2),
    ladder: note('ladder', 0),
    audio: note('audio', 0),
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
  allowRemoteCapture: false,
  keepRecording: false,
  reading: {},
};
const FILES = { ...DEFAULTS, follow: false };
const RECORD = { interfaces: [], filter: '', promiscuous: true, hep: [], limits: {} };

test('without a command the files are opened in the dashboard', async () => {
  expect(await run(['a.pcap', 'b.pcap'])).toMatchObject({
    ran: ['dashboard', ['a.pcap', 'b.pcap'], FILES],
    exit: 0,
  });
  expect((await run([])).ran).toEqual(['dashboard', [], FILES]);
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
    '--follow',
  ]);
  expect(ran).toEqual([
    'dashboard',
    ['a.pcap'],
    {
      ...FILES,
      follow: true,
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
    ['report', '--only', 'streams,kpi', 'a.pcap'],
    ['report', ['a.pcap'], { only: ['streams', 'kpi'] }],
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
  [
    ['audio', 'a.pcap', '--call-id', 'c@h', '-o', 'c.wav'],
    ['audio', ['a.pcap'], { callId: 'c@h', output: 'c.wav' }],
  ],
  [
    ['audio', 'a.pcap', '--stream', '3', '--output', 'c.wav'],
    ['audio', ['a.pcap'], { stream: 3, output: 'c.wav' }],
  ],
])('%j runs its command', async (argv, ran) => {
  expect((await run(argv)).ran).toEqual(ran);
});

test('live records interfaces and HEP, and serves', async () => {
  const argv = ['live', '-i', 'eth0', '-i', 'eth1', '-f', 'port 5060', '--engine', 'tcpdump', '--spool', '/s'];
  const sizes = ['--spool-size', '10G', '--spool-age', '7d', '--segment-size', '100M', '--segment-age', '5m'];
  const rest = ['--buffer', '64M', '--no-promiscuous', '--hep', 'udp:0.0.0.0:9060', '--keep-recording', '--port', '9'];
  expect((await run([...argv, ...sizes, ...rest])).ran).toEqual([
    'dashboard',
    [],
    {
      ...DEFAULTS,
      port: 9,
      isPortGiven: true,
      keepRecording: true,
      record: {
        interfaces: ['eth0', 'eth1'],
        filter: 'port 5060',
        engine: 'tcpdump',
        bufferBytes: 64 * 1024 ** 2,
        promiscuous: false,
        hep: ['udp:0.0.0.0:9060'],
        spool: '/s',
        limits: {
          spoolBytes: 10 * 1024 ** 3,
          spoolSeconds: 7 * 86_400,
          segmentBytes: 100 * 1024 ** 2,
          segmentSeconds: 300,
        },
      },
    },
  ]);
});

test('what live leaves out is left to the defaults of the collector', async () => {
  const { ran } = await run(['live', '-i', 'any']);
  expect(ran?.[2]).toEqual({ ...DEFAULTS, record: { ...RECORD, interfaces: ['any'] } });
});

test('live may take its interfaces from a variable, and needs some', async () => {
  const { ran } = await run(['live'], { SIPSCOPE_INTERFACE: 'eth0, eth1', SIPSCOPE_NO_PROMISCUOUS: 'yes' });
  expect(ran?.[2]).toMatchObject({ record: { interfaces: ['eth0', 'eth1'], promiscuous: false } });
  expect((await run(['live'])).error).toMatchObject({
    code: 'SIPA_USAGE',
    hint: expect.stringMatching(/live -i eth0/),
  });
});

test('serve listens for HEP, follows the spool of another recorder, or waits', async () => {
  const hep = [
    '--hep',
    'udp:0.0.0.0:9060',
    '--hep',
    'tls:[::]:9061',
    '--hep-cert',
    'c.pem',
    '--hep-private-key',
    'k.pem',
  ];
  expect((await run(['serve', ...hep, '--hep-key', 'secret'])).ran?.[2]).toEqual({
    ...DEFAULTS,
    record: {
      ...RECORD,
      hep: ['udp:0.0.0.0:9060', 'tls:[::]:9061'],
      hepKey: 'secret',
      hepCertificate: 'c.pem',
      hepPrivateKey: 'k.pem',
    },
  });
  const { interfaces: _interfaces, hep: _hep, ...defaults } = RECORD;
  expect((await run(['serve', '--spool', '/s', '--spool-size', '1G'])).ran?.[2]).toMatchObject({
    spool: '/s',
    recordDefaults: { limits: { spoolBytes: 1024 ** 3 } },
  });
  expect((await run(['serve'])).ran?.[2]).toMatchObject({ ...DEFAULTS, recordDefaults: defaults });
  expect((await run(['serve'])).ran?.[2]).not.toHaveProperty('record');
});

test('record needs to know what and where to', async () => {
  const { ran } = await run(['record', '-i', 'eth0', '--spool', '/s']);
  expect(ran).toEqual(['record', { ...RECORD, interfaces: ['eth0'], spool: '/s' }]);
  expect((await run(['record', '--spool', '/s'])).error).toMatchObject({ code: 'SIPA_USAGE' });
  expect((await run(['record', '-i', 'eth0'])).error).toMatchObject({ hint: expect.stringMatching(/--spool/) });
});

test.each([['live', '-i', 'eth0'], ['serve'], []])('%s %s %s takes the options of reading', async (...argv) => {
  const reading = ['--keylog', 'a.log', '--keylog', 'b.log', '--rsa-key', 'k.pem', '--hep-to', 'udp:10.0.0.5:9060'];
  const { ran } = await run([...argv.filter(word => word !== undefined), ...reading, '--hep-to-key', 'x']);
  expect(ran?.[2]).toMatchObject({
    reading: { keylogs: ['a.log', 'b.log'], rsaKeys: ['k.pem'], hepTo: [{ url: 'udp:10.0.0.5:9060', key: 'x' }] },
  });
});

test.each(['report', 'calls', 'ladder'])('%s takes them too, under the names of the collector', async command => {
  const { ran } = await run([command, 'a.pcap', '--keylog', 'a.log', '--hep-to', 'tcp:[::1]:9060']);
  expect(ran?.[2]).toEqual({ keylogs: ['a.log'], hepTo: [{ url: 'tcp:[::1]:9060' }] });
});

test('audio needs a file to write to, and streams are numbers', async () => {
  expect((await run(['audio', 'a.pcap'])).error).toMatchObject({ message: 'audio needs a file to write to' });
  expect((await run(['audio', 'a.pcap', '--stream', 'x', '-o', 'c.wav'])).ran).toBeUndefined();
});

test.each(['collect', 'export', 'reindex'])('%s is not offered', async command => {
  expect((await run(['--help'])).out).not.toMatch(new RegExp(`^ *${command}`, 'm'));
});

test('the exit code of a command is passed on', async () => {
  expect((await run(['calls', 'a.pcap'])).exit).toBe(2);
});

test.each([[[]], [['live']], [['serve']], [['record']], [['report']], [['calls']], [['ladder']], [['audio']]])(
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
  [['live', '-i', 'eth0', '--engine', 'sngrep'], /cap and tcpdump/],
  [['live', '-i', 'eth0', '--spool-age', 'long'], /90s, 5m, 7d/],
  [['live', '-i', 'eth0', '--segment-age', '0'], /longer than nothing/],
  [['serve', '--hep', 'http:x'], /udp:0\.0\.0\.0:9060/],
  [['record', '--keylog', 'x'], /unknown option '--keylog'/],
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
