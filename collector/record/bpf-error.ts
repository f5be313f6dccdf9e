// Finds the place where a capture filter is wrong. libpcap says "syntax error" and not where, so the filter is compiled piece by piece:
// the first word after which nothing that one could still type makes it right is the wrong one.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { printable } from '../bytes/printable.ts';
import { RecordError } from './record-error.ts';
import { programPath } from './tcpdump.ts';

/** Undefined when it compiles, else what libpcap says. */
export type CompileFilter = (filter: string) => Promise<string | undefined>;

/** A filter of that size is no typing error. */
const MAX_FILTER_CHARS = 16_384;
/** Names are looked up by DNS, which may take its time. */
const COMPILE_WITHIN_MS = 10_000;

/**
 * What may follow an unfinished filter: an operand for each kind of qualifier, the rest of an expression. Each is tried alone and with
 * all open brackets closed.
 */
const CONTINUATIONS = [
  '',
  ' ip',
  ' 1',
  ' 1.2.3.4',
  ' port 1',
  ' host 1.2.3.4',
  ' 10.0.0.0/8',
  ' 1-2',
  ' 0:0:0:0:0:1',
  ' 255.255.0.0',
  ' net 10.0.0.0 mask 255.0.0.0',
  ' proto 1',
  '0] = 0',
  '] = 0',
  ' = 0',
  ' > 1',
  ' 0 = 0',
  ' broadcast',
];

/** What libpcap says of `ip and arp`. */
const NEVER_TRUE = 'rejects all packets';

/** Words, numbers with dots and colons, operators, brackets: what a person would call the wrong piece. */
const PIECE = /\s*(?:[\w.:/\\-]+|&&|\|\||<<|>>|[<>!=]=|\S)/y;

/** Throws RecordError SIPA_FILTER_WRONG with position and length. Without a compiler nothing is said: the engine will. */
export async function checkFilter(filter: string, compile: CompileFilter | undefined = findCompiler()): Promise<void> {
  if (filter.trim() === '') return;
  if (filter.length > MAX_FILTER_CHARS || filter.includes('\0')) {
    throw wrong(filter, 'it is too long, or holds a zero byte', 0, filter.length);
  }
  if (compile === undefined) return;
  const words = await compile(filter);
  if (words === undefined) return;
  if (words.includes(NEVER_TRUE)) throw wrong(filter, 'no packet can ever match it', 0, filter.length);
  const named = placeOfName(filter, words);
  if (named !== undefined) throw wrong(filter, words, named.position, named.length);
  const place = await findPlace(filter, compile);
  throw wrong(filter, place.position >= filter.length ? 'it ends too early' : words, place.position, place.length);
}

/** Compiles without rights and without a device: `tcpdump -y EN10MB -d`. Undefined when there is no tcpdump. */
export function findCompiler(program: string | undefined = programPath('tcpdump')): CompileFilter | undefined {
  if (program === undefined) return undefined;
  const run = promisify(execFile);
  return async filter => {
    try {
      await run(program, ['-y', 'EN10MB', '-d', '--', filter], { timeout: COMPILE_WITHIN_MS });
      return undefined;
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      return lastLine(said) ?? 'it does not compile';
    }
  };
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .filter(line => line !== '' && !/^(?:Warning|tcpdump: (?:WARNING|data link type))/i.test(line))
    .at(-1)
    ?.replace(/^tcpdump: /, '')
    .replace(/^can't parse filter expression: /, '');
}

/** `unknown host 'foo'` names what is wrong. */
function placeOfName(filter: string, words: string): { position: number; length: number } | undefined {
  const name = /'([^']+)'/.exec(words)?.[1];
  const position = name === undefined ? -1 : filter.indexOf(name);
  return name === undefined || position < 0 ? undefined : { position, length: name.length };
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The first piece after which nothing can be made right; behind the end when something is missing there. */
async function findPlace(filter: string, compile: CompileFilter): Promise<{ position: number; length: number }> {
  const pieces = readPieces(filter);
  // What can go on after a piece could go on before it: so the border is found by halving.
  let good = 0;
  let bad = pieces.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (await canGoOn(filter.slice(0, pieces[middle - 1]?.end ?? 0), compile)) good = middle;
    else bad = middle;
  }
  const piece = pieces[good];
  return piece === undefined
    ? { position: filter.length, length: 1 }
    : { position: piece.start, length: piece.end - piece.start };
}

function readPieces(filter: string): Piece[] {
  const pieces: Piece[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(filter); match !== null; match = PIECE.exec(filter)) {
    const start = match.index + match[0].length - match[0].trimStart().length;
    pieces.push({ start, end: match.index + match[0].length });
  }
  return pieces;
}

async function canGoOn(prefix: string, compile: CompileFilter): Promise<boolean> {
  if (prefix.trim() === '') return true;
  const closing = closingBrackets(prefix);
  if (closing === undefined) return false;
  const tries = CONTINUATIONS.flatMap(more =>
    closing === '' ? [prefix + more] : [`${prefix + more}${closing}`, `${prefix + more}${closing} = 0`],
  );
  const words = await Promise.all(tries.map(compile));
  // What is right but can never be true is not wrong here: the rest may make it so.
  return words.some(said => said === undefined || said.includes(NEVER_TRUE));
}

/** What closes the open round and square brackets; undefined when one is closed that was not open. */
function closingBrackets(prefix: string): string | undefined {
  const open: string[] = [];
  for (const char of prefix) {
    if (char === '(') open.push(')');
    else if (char === '[') open.push(']');
    else if ((char === ')' || char === ']') && open.pop() !== char) return undefined;
  }
  return open.reverse().join('');
}

/** The filter with a caret under the place, for a terminal; position and length for the page. */
function wrong(filter: string, words: string, position: number, length: number): RecordError {
  const shown = Array.from(filter, char =>
    /\s/.test(char) ? ' ' : printable(char).length === char.length ? char : '?',
  ).join('');
  const caret = `${' '.repeat(position)}${'^'.repeat(Math.max(1, length))}`;
  return new RecordError(
    'SIPA_FILTER_WRONG',
    `filter: ${printable(words)}, at character ${position + 1}\n    ${shown}\n    ${caret}`,
    'The language is that of tcpdump: "udp port 5060 or tcp portrange 5060-5061", "host 192.0.2.1 and not port 22"; man pcap-filter.',
    { position, length },
  );
}
