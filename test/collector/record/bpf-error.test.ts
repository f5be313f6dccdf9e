import { describe, expect, test } from 'vitest';
import { checkFilter, findCompiler } from '../../../collector/record/bpf-error.ts';
import { RecordError } from '../../../collector/record/record-error.ts';

/** What is marked, and the words. */
async function place(filter: string): Promise<string> {
  try {
    await checkFilter(filter);
  } catch (error) {
    if (!(error instanceof RecordError) || error.position === undefined || error.length === undefined) throw error;
    expect(error.code).toBe('SIPA_FILTER_WRONG');
    const marked = filter.slice(error.position, error.position + error.length);
    return error.position >= filter.length ? '(end)' : marked;
  }
  return 'right';
}

const compiler = findCompiler();

describe.skipIf(compiler === undefined && process.env['CI'] !== 'true')('with tcpdump as compiler', () => {
  test.each([
    '',
    '  ',
    'udp port 5060',
    'udp portrange 5060-5070 or (tcp and host 192.0.2.1)',
    'udp[8:4] = 0x494e5649',
    'not net 10.0.0.0/8',
    'vlan and udp',
  ])('"%s" is right', async filter => expect(await place(filter)).toBe('right'));

  test.each([
    ['udp prot 5060', 'prot'],
    ['udp port 5060 andd host 1.2.3.4', 'andd'],
    ['tcp and and udp', 'and'],
    ['udp)', ')'],
    ['ip host 1.2.3.4 ip6 host ::1', 'ip6'],
    ['udp port 5060 && && tcp', '&&'],
    ['"x"', '"'],
    ['(udp or tcp', '(end)'],
    ['udp port 5060 or', '(end)'],
    ['ip[0', '(end)'],
    ['port sipp', 'sipp'],
    ['port 99999', '99999'],
    ['net 10.0.0.0/40', '10.0.0.0/40'],
    ['ip and arp', 'ip and arp'],
  ])('in "%s" it is "%s" that is wrong', async (filter, wrong) => expect(await place(filter)).toBe(wrong));

  test('the second "and" is the wrong one', async () => {
    await expect(checkFilter('tcp and and udp')).rejects.toMatchObject({ position: 8, length: 3 });
  });

  test('the message has the filter with a caret under the place', async () => {
    await expect(checkFilter('udp prot 5060')).rejects.toThrow('at character 5\n    udp prot 5060\n        ^^^^');
  });
});

test('a host that is not known is marked by its name in the words of libpcap', async () => {
  const compile = async (): Promise<string> => "unknown host 'nix.invalid'";
  await expect(checkFilter('udp and host nix.invalid', compile)).rejects.toMatchObject({ position: 13, length: 11 });
});

test('a filter of any size costs a bounded number of tries', async () => {
  let tries = 0;
  const compile = async (): Promise<string> => {
    tries++;
    return 'syntax error';
  };
  await expect(checkFilter('x '.repeat(8000), compile)).rejects.toThrow('syntax error');
  expect(tries).toBeLessThan(1000);
  await expect(checkFilter('x '.repeat(10_000), compile)).rejects.toThrow('too long');
});

test('what a terminal would obey is not shown', async () => {
  const compile = async (): Promise<string> => 'syntax error';
  await expect(checkFilter('udp \u001b[2J', compile)).rejects.toThrow(/^[^\u001b]*$/);
});
