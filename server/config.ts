// Where an option comes from: the command line, else a SIPSCOPE_… variable, else the file named by --config, else its default.
// Takes the command that was chosen with what commander read; fills in what the command line left open.
// An option that may be repeated is an array in the file and a list with commas in the variable.

import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { nearest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const TRUE = ['1', 'true', 'yes', 'on'];
const FALSE = ['0', 'false', 'no', 'off', ''];

/** `known` are the options of all commands: a file may serve several. Throws UsageError on a key or value that makes no sense. */
export function applyConfig(command: Command, known: readonly Option[], environment: Environment): void {
  fillFrom(command, option => {
    const name = variableName(option);
    const value = environment[name];
    return { value: isRepeated(option) && value !== undefined ? splitList(value) : value, origin: name };
  });
  const path: unknown = command.getOptionValue('config');
  if (typeof path !== 'string') return;
  const values = readConfigFile(path, known.map(keyOf));
  fillFrom(command, option => ({ value: values.get(keyOf(option)), origin: `"${keyOf(option)}" in ${path}` }));
}

/** `upload-limit` of `--upload-limit <size>`: the key in the file. */
export function keyOf(option: Option): string {
  return (option.long ?? '').replace(/^--/, '');
}

/** `SIPSCOPE_UPLOAD_LIMIT` of `--upload-limit <size>`. */
export function variableName(option: Option): string {
  return `SIPSCOPE_${keyOf(option).toUpperCase().replaceAll('-', '_')}`;
}

interface Source {
  readonly value: unknown;
  /** What to call it in an error. */
  readonly origin: string;
}

function fillFrom(command: Command, sourceOf: (option: Option) => Source): void {
  for (const option of command.options) {
    const given = command.getOptionValueSource(option.attributeName());
    const { value, origin } = sourceOf(option);
    if (value === undefined || (given !== undefined && given !== 'default')) continue;
    command.setOptionValueWithSource(option.attributeName(), readValue(option, value, origin), 'config');
  }
}

/** Options that may be repeated have an array for their default. */
function isRepeated(option: Option): boolean {
  return Array.isArray(option.defaultValue);
}

/** `a, b` as a list; empty parts mean nothing. */
function splitList(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function readValue(option: Option, value: unknown, origin: string): unknown {
  if (!isRepeated(option)) return readOne(option, value, origin, undefined);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.reduce((before, one) => readOne(option, one, origin, before), option.defaultValue);
}

/** `before` is what an option that may be repeated has gathered so far. */
function readOne(option: Option, value: unknown, origin: string, before: unknown): unknown {
  if (option.isBoolean() || option.negate) {
    const text = String(value).toLowerCase();
    if (TRUE.includes(text)) return !option.negate;
    if (FALSE.includes(text)) return option.negate;
    throw new UsageError(`${origin} is "${text}"`, 'Write true or false.');
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new UsageError(
      `${origin} is no text and no number`,
      `Write it as it stands after ${option.long} on the command line.`,
    );
  }
  if (option.parseArg === undefined) return String(value);
  try {
    return option.parseArg(String(value), before);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new UsageError(`${origin} is "${value}"`, error.message);
    throw error;
  }
}

function readConfigFile(path: string, known: readonly string[]): ReadonlyMap<string, unknown> {
  const values = parseObject(path, readText(path));
  for (const key of Object.keys(values)) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    const hint =
      meant === undefined ? `Known keys: ${[...new Set(known)].sort().join(', ')}.` : `Did you mean "${meant}"?`;
    throw new UsageError(`${path}: there is no option "${key}"`, hint);
  }
  return new Map(Object.entries(values));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${path}: the config file cannot be read (${reason})`, 'Check the path given with --config.');
  }
}

function parseObject(path: string, text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${path}: the config file is not JSON: ${reason}`,
      'Example: { "port": 8061, "filter": "state = failed" }',
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(
    `${path}: the config file is no JSON object`,
    'Example: { "port": 8061, "filter": "state = failed" }',
  );
}
