import { Command } from 'commander';
import { expect, test } from 'vitest';
import {
  addHepOptions,
  addInterfaceOptions,
  addPageOptions,
  addReadingOptions,
  addSpoolOptions,
  pageOf,
  readingOf,
  recordRequestOf,
} from '../../server/option-groups.ts';

function parsed(add: (command: Command) => void, argv: readonly string[]): Command {
  const command = new Command('x').exitOverride();
  add(command);
  return command.parse([...argv], { from: 'user' });
}

test('nothing given is nothing asked for', () => {
  expect(readingOf(parsed(addReadingOptions, []).opts())).toEqual({});
});

test('the secret goes with every address that HEP is sent to', () => {
  const argv = ['--hep-to', 'udp:a:1', '--hep-to', 'tcp:b:2', '--hep-to-key', 'x'];
  expect(readingOf(parsed(addReadingOptions, argv).opts()).hepTo).toEqual([
    { url: 'udp:a:1', key: 'x' },
    { url: 'tcp:b:2', key: 'x' },
  ]);
});

test('names, links and rules go where captures are read', () => {
  const argv = [
    '--alias',
    'hosts',
    '--links',
    'links.json',
    '--correlate-header',
    'X-A',
    '--correlate-header',
    'X-B: (.+)@.*',
  ];
  expect(readingOf(parsed(addReadingOptions, argv).opts())).toEqual({
    aliasFile: 'hosts',
    linkFile: 'links.json',
    headerRules: ['X-A', 'X-B: (.+)@.*'],
  });
});

test('a recording has only the keys that were given, but for what must be there', () => {
  const command = parsed(
    made => {
      addInterfaceOptions(made);
      addHepOptions(made);
      addSpoolOptions(made, false);
    },
    ['-i', 'eth0', '--segment-size', '1M'],
  );
  expect(recordRequestOf(command.opts())).toEqual({
    interfaces: ['eth0'],
    filter: '',
    promiscuous: true,
    hep: [],
    limits: { segmentBytes: 1024 ** 2 },
  });
});

test('without interfaces there are listeners alone', () => {
  const command = parsed(
    made => {
      addHepOptions(made);
      addSpoolOptions(made, false);
    },
    ['--hep', 'udp:127.0.0.1:9060'],
  );
  expect(recordRequestOf(command.opts())).toMatchObject({ interfaces: [], hep: ['udp:127.0.0.1:9060'] });
});

test('a port that equals the default is still one that was given', () => {
  const command = parsed(addPageOptions, ['--port', '8060']);
  expect(pageOf(command.opts(), command)).toMatchObject({ port: 8060, isPortGiven: true, isBrowserWanted: true });
  const bare = parsed(addPageOptions, []);
  expect(pageOf(bare.opts(), bare)).toMatchObject({ isPortGiven: false, allowRemoteCapture: false });
});
