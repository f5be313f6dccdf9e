// What libpcap and the programs around it say when they cannot capture, as an error with a code and a hint. Takes the name of the
// interface and the lines; the last line that says something counts.

import { printable } from '../bytes/printable.ts';
import type { Problem } from '../model/live.ts';
import { isInterfaceUp } from './interface-files.ts';
import { noRights } from './privileges.ts';
import { RecordError, toProblem } from './record-error.ts';

const MAX_WORDS = 300;

const NO_RIGHTS = /permission|not permitted|EPERM|EACCES/i;
const NO_DEVICE =
  /no such device|doesn't exist|does not exist|no interface with that name|failed to set hardware filter/i;
const WRONG_FILTER =
  /syntax error|parse filter|illegal token|unknown (?:host|port|network|protocol|ether host)|expression rejects all|invalid .*filter|not a valid capture filter/i;
/** `cap` asserts that its descriptor has no error, and an interface that goes down is one. */
const WENT_DOWN = /went down|interface disappeared|not up|Assertion `status == 0'/i;

/** The error for what a capture process said before it ended. */
export function captureError(name: string, lines: readonly string[]): RecordError {
  const words = lastWords(lines);
  if (NO_RIGHTS.test(words)) return noRights(name);
  if (WENT_DOWN.test(words)) return downError(name);
  if (NO_DEVICE.test(words)) return noDevice(name);
  if (WRONG_FILTER.test(words)) {
    return new RecordError(
      'SIPA_FILTER_WRONG',
      `filter: ${words}`,
      'The language is that of tcpdump: man pcap-filter.',
    );
  }
  const said = words === '' ? 'without a word' : `and said: ${words}`;
  return new RecordError(
    'SIPA_CAPTURE_STOPPED',
    `Capturing on ${name} ended ${said}`,
    'The other engine may do better: --engine tcpdump or --engine cap.',
  );
}

/** The problem of an input that had worked: it is tried again. */
export function stoppedProblem(name: string, lines: readonly string[], isRetried: boolean): Problem {
  const { code, message, hint } = toProblem(captureError(name, lines));
  if (code === 'SIPA_NO_RIGHTS') {
    return {
      code,
      message: `${name} cannot be opened again: root was given up when recording began.`,
      hint: 'Stop this recording and start it again.',
    };
  }
  return { code, message, hint: isRetried ? 'It is opened again as soon as that is possible.' : hint };
}

export function noDevice(name: string): RecordError {
  return new RecordError(
    'SIPA_NO_DEVICE',
    `There is no interface ${printable(name)}.`,
    '"ip link" lists those there are.',
  );
}

function downError(name: string): RecordError {
  const state = isInterfaceUp(name) === undefined ? 'is gone' : 'went down';
  return new RecordError('SIPA_CAPTURE_STOPPED', `${name} ${state}.`, `Bring it up: sudo ip link set ${name} up`);
}

/** Reports on success come in the same lines: they are no reason. */
const NO_REASON = /^(?:listening on|capturing on|file:|packets?[ :]|\d+ packets|warning: |dropped privs|drops |lost )/i;

function lastWords(lines: readonly string[]): string {
  const words = lines
    .map(line => line.replace(/^(?:tcpdump|dumpcap|\*\* \([^)]*\)|node): /, '').trim())
    .filter(line => line !== '' && !NO_REASON.test(line));
  // The assertion, or the first complaint of a program that gives advice after it.
  return printable(words.find(line => WENT_DOWN.test(line)) ?? words.slice(0, 2).join(' ')).slice(0, MAX_WORDS);
}
