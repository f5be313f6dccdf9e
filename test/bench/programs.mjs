// What is compared: how each program is told to read a whole capture and say what is in it, and how to see that it did.

import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const REPORT = [process.execPath, ROOT, 'report', '--json', '--summary'];

/**
 * `messages` reads from the program's output how many SIP messages it saw, `packets` how many RTP packets; undefined for a program that
 * does not tell. `command` is given what the capture has. With sound, tshark is asked for streams alone, and so is sipscope; `withSound`
 * marks what only takes part then: its whole report beside.
 */
export const PROGRAMS = [
  {
    name: 'sipscope',
    program: process.execPath,
    runs: 3,
    command: (path, { rtp }) => [...REPORT, ...(rtp > 0 ? ['--only', 'streams'] : []), path],
    messages: output => JSON.parse(output).sipMessages,
    packets: output => JSON.parse(output).rtpPackets,
  },
  {
    name: 'sipscope-whole',
    program: process.execPath,
    runs: 3,
    withSound: true,
    command: path => [...REPORT, path],
    messages: output => JSON.parse(output).sipMessages,
    packets: output => JSON.parse(output).rtpPackets,
  },
  {
    name: 'tshark',
    program: 'tshark',
    command: (path, { rtp }) => ['tshark', '-q', '-z', rtp > 0 ? 'rtp,streams' : 'sip,stat', '-r', path],
    messages: (output, { rtp }) => (rtp > 0 ? undefined : Number(/Number of SIP messages: (\d+)/.exec(output)?.[1])),
    packets: (output, { rtp }) => (rtp > 0 ? sumOfStreams(output) : undefined),
  },
  {
    name: 'sngrep',
    program: 'sngrep',
    // It forgets calls beyond 20,000 unless it is told how many to keep.
    command: (path, { calls }) => ['sngrep', '-N', '-q', '-l', String(calls), '-I', path],
    messages: () => undefined,
    packets: () => undefined,
  },
];

/** The column Pkts of tshark: the first number behind SSRC and payload names. */
function sumOfStreams(output) {
  let packets = 0;
  for (const [, count] of output.matchAll(/ 0x[0-9A-F]{8}\s+\S.*?\s{2,}(\d+)\s/g)) packets += Number(count);
  return packets;
}
