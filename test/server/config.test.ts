import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyConfig } from '../../server/config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Given {
  readonly argv?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly file?: unknown;
}

/** The options of a command with a number, a text, a flag and a negated flag. */
function optionsOf({ argv = [], environment = {}, file }: Given): Record<string, unknown> {
  const path = join(folder, 'config.json');
  if (file !== undefined) writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  const readPort = (text: string): number => {
    if (/^\d+$/.test(text)) return Number(text);
    throw new InvalidArgumentError('A port is a number.');
  };
  const readKey = (text: string): string => {
    if (text !== 'bad') return text;
    throw new InvalidArgumentError('A key is good.');
  };
  const command = new Command('x')
    .option('--port <n>', 'port', readPort, 8060)
    .option('--upload-limit <size>', 'size')
    .option('--json', 'json')
    .option('--no-open', 'no browser')
    .option('--key <file>', 'repeated', (text: string, before: string[]) => [...before, readKey(text)], [])
    .option('--config <file>', 'config')
    .exitOverride();
  command.parse([...(file === undefined ? [] : ['--config', path]), ...argv], { from: 'user' });
  const known = [
    ...command.options.filter(option => option.long !== '--config'),
    ...new Command().option('--call-id <id>').options,
  ];
  applyConfig(command, known, environment);
  const { config: _, ...options } = command.opts();
  return options;
}

test('without anything the defaults stand', () => {
  expect(optionsOf({})).toEqual({ port: 8060, open: true, key: [] });
});

test('the command line goes before the variable, the variable before the file, the file before the default', () => {
  const file = { port: 3, 'upload-limit': '3G', json: true };
  const environment = { SIPSCOPE_PORT: '2', SIPSCOPE_UPLOAD_LIMIT: '2G' };
  expect(optionsOf({ file, environment, argv: ['--port', '1'] })).toEqual({
    port: 1,
    uploadLimit: '2G',
    json: true,
    open: true,
    key: [],
  });
});

test('a value of the command line that equals the default still goes first', () => {
  expect(optionsOf({ file: { port: 3 }, argv: ['--port', '8060'] }).port).toBe(8060);
});

test.each([
  [{ 'no-open': true }, {}, false],
  [{ 'no-open': false }, {}, true],
  [{}, { SIPSCOPE_NO_OPEN: '1' }, false],
  [{}, { SIPSCOPE_NO_OPEN: '0' }, true],
  [{}, { SIPSCOPE_NO_OPEN: '' }, true],
])('a negated flag in %j and %j gives open = %s', (file, environment, open) => {
  expect(optionsOf({ file, environment }).open).toBe(open);
});

test.each([
  [{ file: { key: ['a', 'b, c'] } }, ['a', 'b, c']],
  [{ file: { key: 'a,b' } }, ['a,b']],
  [{ file: { key: [] } }, []],
  [{ environment: { SIPSCOPE_KEY: 'a, b,,c ' } }, ['a', 'b', 'c']],
  [{ environment: { SIPSCOPE_KEY: '' } }, []],
  [{ argv: ['--key', 'x', '--key', 'y'], environment: { SIPSCOPE_KEY: 'a' }, file: { key: 'b' } }, ['x', 'y']],
])('an option that may be repeated is an array in the file and a list in the variable: %j', (given, key) => {
  expect(optionsOf(given).key).toEqual(key);
});

test('the file may be named by a variable', () => {
  const path = join(folder, 'named.json');
  writeFileSync(path, '{"port": 7}');
  expect(optionsOf({ environment: { SIPSCOPE_CONFIG: path } }).port).toBe(7);
});

test('a key of another command is no error', () => {
  expect(optionsOf({ file: { 'call-id': 'x', port: 9 } })).toEqual({ port: 9, open: true, key: [] });
});

test.each<[string, Given, RegExp, RegExp]>([
  ['an unknown key', { file: { prot: 1 } }, /no option "prot"/, /Did you mean "port"/],
  [
    'a key like none',
    { file: { colour: 1 } },
    /no option "colour"/,
    /Known keys: call-id, json, key, no-open, port, upload-limit/,
  ],
  ['a value its option refuses', { file: { port: 'x' } }, /"port" in .* is "x"/, /A port is a number/],
  [
    'a variable its option refuses',
    { environment: { SIPSCOPE_PORT: 'x' } },
    /SIPSCOPE_PORT is "x"/,
    /A port is a number/,
  ],
  ['a list with a value its option refuses', { file: { key: ['a', 'bad'] } }, /"key" in .* is "bad"/, /A key is good/],
  ['a list of lists', { file: { key: [['a']] } }, /is no text and no number/, /--key/],
  ['a flag that is neither', { environment: { SIPSCOPE_JSON: 'maybe' } }, /SIPSCOPE_JSON is "maybe"/, /true or false/],
  ['a value of a wrong type', { file: { port: [1] } }, /"port" in .* is no text and no number/, /--port/],
  ['broken JSON', { file: '{"port": ' }, /not JSON/, /Example/],
  ['JSON that is no object', { file: [1] }, /no JSON object/, /Example/],
  ['a file that is not there', { argv: ['--config', '/nowhere.json'] }, /nowhere.json.*ENOENT/, /--config/],
])('%s is told with what to do', (_, given, message, hint) => {
  expect(() => optionsOf(given)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(message), hint: expect.stringMatching(hint) }),
  );
});
