// The built program as a script uses it: what comes out where, and how it ends. Skipped where nothing was built.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROOT, temporaryFile } from '../support/captures.ts';
import { expectGolden } from '../support/golden.ts';

const isBuilt = existsSync(`${ROOT}/dist/program/main.js`);
const CALL = 'fixtures/pcap/basic-call-proxy.pcap';
const DEMO = 'fixtures/pcap/demo.pcapng';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function sipscope(...argv: readonly string[]): Run {
  const { PATH } = process.env;
  const run = spawnSync(process.execPath, ['.', ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH },
    maxBuffer: 1 << 28,
  });
  return { code: run.status, out: run.stdout, error: run.stderr };
}

/** INTERFACES: what `report --json` has at least, by the type of its value. */
const CONTRACT: Readonly<Record<string, string>> = {
  sources: 'list',
  frames: 'number',
  sipMessages: 'number',
  requests: 'object',
  responses: 'object',
  callIds: 'number',
  retransmissions: 'number',
  duplicates: 'number',
  malformed: 'number',
  dropped: 'number',
  points: 'list',
  tls: 'object',
  notDecoded: 'object',
  legs: 'list',
  calls: 'list',
  registrations: 'list',
  subscriptions: 'list',
  streams: 'list',
};
const LISTS = ['legs', 'calls', 'registrations', 'subscriptions', 'streams'];
const LEG_KEYS = [
  'callId',
  'kind',
  'state',
  'flags',
  'statusCode',
  'from',
  'to',
  'fromUser',
  'toUser',
  'source',
  'destination',
  'transport',
  'startTime',
  'endTime',
  'pdd',
  'setupTime',
  'talkTime',
  'messages',
  'retransmissions',
  'dialogs',
];
const STREAM_KEYS = [
  'ssrc',
  'source',
  'destination',
  'payloadType',
  'codec',
  'callId',
  'packets',
  'lost',
  'lostPercent',
  'duplicates',
  'reordered',
  'jitterMean',
  'jitterMax',
  'deltaMax',
];

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

describe.skipIf(!isBuilt)('report', () => {
  test('--json of a call is what fixtures/wire/report-basic-call.json says, and nothing else is written', () => {
    const { code, out, error } = sipscope('report', '--json', CALL);
    expect([code, error]).toEqual([0, '']);
    expectGolden('fixtures/wire/report-basic-call.json', `${JSON.stringify(JSON.parse(out), undefined, 2)}\n`);
  });

  test('--json keeps the contract: keys, types, units', () => {
    const report: Record<string, unknown> = JSON.parse(sipscope('report', '--json', CALL).out);
    expect(Object.fromEntries(Object.keys(CONTRACT).map(key => [key, typeOf(report[key])]))).toEqual(CONTRACT);
    const [leg] = report['legs'] as Record<string, unknown>[];
    expect(LEG_KEYS.filter(key => !(key in leg))).toEqual([]);
    const [stream] = report['streams'] as Record<string, unknown>[];
    expect(STREAM_KEYS.filter(key => !(key in stream))).toEqual([]);
    expect(leg['startTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(leg['source']).toMatch(/^[\d.]+:\d+$/);
  });

  test('--json --summary gives counts for lists', () => {
    const report = JSON.parse(sipscope('report', '--json', '--summary', DEMO).out);
    for (const key of LISTS) expect(typeOf(report[key]), key).toBe('number');
  });

  test('exits 0 when calls failed, and reads several files', () => {
    const { code, out } = sipscope('report', '--json', 'fixtures/pcap/busy.pcap', 'fixtures/pcap/decline.pcap');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ callIds: 2, sources: [{ format: 'pcap' }, { format: 'pcap' }] });
  });

  test('a capture that was cut is reported, and told on standard error', () => {
    const { code, out, error } = sipscope('report', '--json', 'fixtures/pcap/format-cut-tail.pcap');
    expect(code).toBe(0);
    expect(JSON.parse(out).sources[0].truncated).toMatch(/\w/);
    expect(error).toContain('format-cut-tail.pcap');
  });
});

describe.skipIf(!isBuilt)('calls and ladder', () => {
  test('calls --json is an array, --csv a table', () => {
    const rows: unknown[] = JSON.parse(sipscope('calls', '--json', '--filter', 'kind = call', DEMO).out);
    expect(rows.length).toBeGreaterThan(5);
    const csv = sipscope('calls', '--csv', '--filter', 'kind = call', DEMO).out;
    expect(csv.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
  });

  test('ladder draws one call', () => {
    const { code, out, error } = sipscope('ladder', CALL);
    expect([code, error]).toEqual([0, '']);
    for (const word of ['INVITE', '180 ', '200 OK', 'ACK', 'BYE']) expect(out).toContain(word);
  });

  test('ladder of many needs --call-id', () => {
    const { code, out, error } = sipscope('ladder', DEMO);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain('--call-id');
    const callId = /^ {4}(\S+)$/m.exec(error)?.[1] ?? '';
    expect(sipscope('ladder', DEMO, '--call-id', callId).code).toBe(0);
  });
});

describe.skipIf(!isBuilt)('what the user knows about hosts and legs', () => {
  const B2BUA = 'fixtures/pcap/b2bua-plain.pcap';
  const LEGS = ['7471ffd5781b3387', '33ab5135878781f8'] as const;
  const callsOf = (...argv: readonly string[]): { legs: string[]; links: { reason: string; cut: boolean }[] }[] =>
    JSON.parse(sipscope('report', '--json', ...argv, B2BUA).out).calls;
  const fileOf = (text: string): string => temporaryFile(Buffer.from(text));

  test('--alias puts names over the columns of a ladder; the most specific one wins', () => {
    const aliases = fileOf('10.10.0.0/16 site\n10.10.0.30 pbx\n10.10.0.21:5060 desk phone\n');
    const { code, out } = sipscope('ladder', B2BUA, '--call-id', LEGS[0], '--legs', '--alias', aliases);
    expect(code).toBe(0);
    for (const name of ['site', 'pbx', 'desk phone']) expect(out).toContain(name);
  });

  test('a wrong line of --alias is named, exit 2', () => {
    const { code, out, error } = sipscope('ladder', B2BUA, '--call-id', LEGS[0], '--alias', fileOf('# hosts\nnowhere'));
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/line 2/);
  });

  test('--links cuts what was joined, and the cut stays visible', () => {
    const [from, to] = LEGS;
    expect(callsOf()).toMatchObject([{ legs: LEGS, links: [{ reason: 'number-and-time', cut: false }] }]);
    const links = fileOf(JSON.stringify({ links: [{ from, to, action: 'cut' }] }));
    const cut = callsOf('--links', links);
    expect(cut.map(call => call.legs)).toEqual([[from], [to]]);
    expect(cut[0]?.links).toMatchObject([{ reason: 'number-and-time', cut: true }]);
  });

  test('--links FILE that is no list of links is told, exit 2', () => {
    const { code, error } = sipscope('report', '--json', '--links', fileOf('{"links":[7]}'), B2BUA);
    expect(code).toBe(2);
    expect(error).toMatch(/entry 1/);
  });

  test('--correlate-header joins legs by a header of the site, or a part of it', () => {
    const reasons = callsOf('--correlate-header', 'User-Agent: (baresip) .*').flatMap(call =>
      call.links.map(link => link.reason),
    );
    expect(reasons).toContain('header');
    const { code, error } = sipscope('report', '--json', '--correlate-header', 'X-Id: ([a-z', B2BUA);
    expect(code).toBe(2);
    expect(error).toContain('X-Id: ([a-z');
  });
});

describe.skipIf(!isBuilt)('what cannot be done ends with 2, with words on standard error only', () => {
  test.each([
    ['a file that is not there', ['report', '--json', 'no-such-file.pcap'], /no-such-file\.pcap/],
    ['a directory', ['report', '--json', 'fixtures'], /fixtures/],
    ['a part of a report that is none', ['report', '--only', 'stream', CALL], /no part "stream".*streams, findings/],
    ['a wrong option', ['report', '--jsonn', CALL], /--jsonn/],
    ['no file at all', ['calls'], /FILE/],
    ['a filter error', ['calls', '--json', '--filter', 'state = = x', CALL], /state = = x\n {10}\^/],
    ['a command that is none', ['reprot', CALL], /sipscope report/],
  ])('%s', (_, argv, words) => {
    const { code, out, error } = sipscope(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(words);
    expect(error).not.toMatch(/\n {4}at /);
  });

  test('a file that is no capture', () => {
    const { code, out, error } = sipscope('report', '--json', temporaryFile(Buffer.from('<html>no capture</html>')));
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/^sipscope: .+\n {2}.+\n/);
  });
});

test.skipIf(!isBuilt)('a reader that leaves early is no accident of ours', () => {
  const command = `"${process.execPath}" . report --json ${DEMO} | head -c 10`;
  const run = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect(run.stdout).toBe('{"sources"');
  expect(run.stderr).toBe('');
});
