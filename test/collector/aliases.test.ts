import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AliasError, Aliases, aliasProblems, hostNames, readAliases, saveAliasText } from '../../collector/aliases.ts';
import { ladderText } from '../../collector/ladder/text.ts';
import { FIXTURES, readSource, temporaryFile } from '../support/captures.ts';

const FILE = `
# names of our hosts
10.0.0.7 sbc-1
10.0.0.7:5080 the trunk # with a blank in it
10.1.0.0/16 phones
10.1.2.0/24 phones of the clinic
2001:db8::7 six
[2001:0db8:0::7]:5061 six-tls
2001:db8:1::/48 office
`;

test('the most specific name wins: a port, an address, the smallest network', () => {
  const aliases = new Aliases(FILE, 'hosts.txt');
  const of = (address: string, port?: number): string | undefined => aliases.nameOf(address, port)?.name;
  expect([of('10.0.0.7', 5080), of('10.0.0.7', 5060), of('10.0.0.7')]).toEqual(['the trunk', 'sbc-1', 'sbc-1']);
  expect([of('10.1.2.3'), of('10.1.3.3'), of('10.2.0.1')]).toEqual(['phones of the clinic', 'phones', undefined]);
  expect([of('2001:db8::7', 1), of('2001:db8:0:0::7', 5061), of('2001:db8:1:2::9')]).toEqual([
    'six',
    'six-tls',
    'office',
  ]);
  expect([of('::ffff:10.0.0.7'), of('no address')]).toEqual([undefined, undefined]);
});

test.each([
  ['10.0.0.7', 'line 1'],
  ['x\nhost name', 'line 1'],
  ['10.0.0.7 ok\n10.0.0.256 bad', 'line 2'],
  ['10.0.0.0/33 bad', 'a prefix up to 32'],
  ['10.0.0.7:65536 bad', 'a port up to 65535'],
  ['2001:db8::/129 bad', 'a prefix up to 128'],
])('%j is refused with its line and a hint', (text, expected) => {
  try {
    new Aliases(text, 'hosts.txt');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(AliasError);
    expect(error).toMatchObject({
      message: expect.stringContaining(expected),
      hint: expect.stringContaining('10.0.0.7'),
    });
  }
});

test('each wrong line of a list is told, a second name of the same host too, up to a limit', () => {
  expect(aliasProblems('10.0.0.7 ok # yes\n\n# no\n10.0.0.0/8 net', 9)).toEqual([]);
  const problems = aliasProblems('x\n10.0.0.7 ok\n10.0.0.256 bad\ny', 2);
  expect(problems).toEqual([
    expect.stringMatching(/^Line 1: "x" is not/),
    expect.stringMatching(/^Line 3: "10.0.0.256" is not an IP address/),
  ]);
  expect(
    aliasProblems('10.0.0.7 a\n10.0.0.7:5060 b\n[2001:db8::1] c\n10.0.0.0/8 d\n2001:db8:0::1 e\n10.0.0.7/8 f', 9),
  ).toEqual(['Line 5: the same host has a name in line 3.', 'Line 6: the same host has a name in line 4.']);
  expect(aliasProblems('10.0.0.1 a\n'.repeat(100_001), 5)).toEqual([expect.stringContaining('more than 100000 lines')]);
});

test('a list that cannot be saved says so', async () => {
  await expect(saveAliasText('/nowhere/hosts.txt', '')).rejects.toMatchObject({ code: 'SIPA_ALIAS_NOT_WRITTEN' });
});

test('names stand in the list of calls too', async () => {
  const capture = await readSource({ paths: [join(FIXTURES, 'basic-call-proxy.pcap')], aliasText: '0.0.0.0/0 all' });
  const [row] = capture.list({ filter: '', sort: '', offset: 0, limit: 1 }).rows;
  expect(row).toMatchObject({ sourceName: 'all', destinationName: 'all' });
  expect(row.source).toMatch(/^[\d.]+:\d+$/);
});

test('hosts are called anew while a capture is open', async () => {
  const capture = await readSource({ paths: [join(FIXTURES, 'basic-call-proxy.pcap')], aliasText: '0.0.0.0/0 all' });
  expect(capture.call(0)?.ladder.hosts.map(host => host.label)).toEqual(['all']);
  capture.answers.nameHosts('');
  expect(capture.call(0)?.ladder.hosts.length).toBeGreaterThan(1);
});

test('a file that is not there says so', async () => {
  await expect(readAliases('/nowhere/hosts.txt')).rejects.toMatchObject({ code: 'SIPA_ALIAS_UNREADABLE' });
});

describe('in a ladder', () => {
  test('names stand above the columns, and several addresses of one name are one column', async () => {
    const path = join(FIXTURES, 'basic-call-proxy.pcap');
    const plain = (await readSource({ paths: [path] })).call(0)?.ladder.hosts ?? [];
    const text = `${plain[0].address} phones\n${plain.at(-1)?.address} phones\n${plain[1].address} the proxy\n`;
    const aliasFile = temporaryFile(Buffer.from(text), 'hosts.txt');
    const ladder = (await readSource({ paths: [path], aliasFile })).call(0)?.ladder;
    expect(ladder?.hosts.map(host => host.label)).toEqual(['phones', 'the proxy']);
    expect(ladder?.hosts[0].addresses).toEqual([plain[0].address, plain.at(-1)?.address]);
    if (ladder !== undefined) expect(ladderText(ladder)).toContain('the proxy');
  });

  test('without aliases the names of the capture are left as they are', () => {
    const own = new Map([['10.0.0.1', 'own']]);
    expect(hostNames(own, undefined)).toBe(own);
    expect(hostNames(own, new Aliases('10.0.0.2 x', 'f')).get('10.0.0.1')).toBe('own');
  });
});
