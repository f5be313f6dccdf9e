// Counts what the kernel dropped of a packet socket. `cap` has no statistics, and the `d` of `ss -m` does not count for sockets with a
// ring (tpacket_rcv of Linux counts in the socket's own statistics alone). Those are read by getsockopt(PACKET_STATISTICS), which
// Node has not: a few lines of Perl, which every Debian has, inherit the socket and read it each second. Without Perl nobody knows.

import { type ChildProcess, spawn } from 'node:child_process';

/** packet(7): SOL_PACKET 263, PACKET_STATISTICS 6 gives packets (with the dropped) and drops, and sets both to 0. */
const SCRIPT = `
use strict;
open(my $socket, "+<&=", 3) or exit 1;
my ($packets, $drops, $wanted) = (0, 0, "");
vec($wanted, fileno(STDIN), 1) = 1;
$| = 1;
for (my $closed = 0; ; $closed = select(my $ready = $wanted, undef, undef, $ARGV[0])) {
  my $counts = getsockopt($socket, 263, 6);
  exit 1 unless defined $counts;
  my ($p, $d) = unpack("LL", $counts);
  $packets += $p;
  $drops += $d;
  print "drops $packets $drops\\n";
  exit 0 if $closed;
}
`;

const INTERVAL_SECONDS = 1;

/** Its lines (`drops PACKETS DROPS`, since the start) go to our standard error; it ends, with a last line, when its input does. */
export function startDropCounter(socket: number): ChildProcess {
  const counter = spawn('perl', ['-e', SCRIPT, String(INTERVAL_SECONDS)], { stdio: ['pipe', 2, 'ignore', socket] });
  // No Perl: then the recorder hears nothing and says that it does not know.
  counter.on('error', () => undefined);
  counter.stdin?.on('error', () => undefined);
  return counter;
}

/** What a line says; undefined for other lines. */
export function readDropLine(line: string): number | undefined {
  const drops = /^drops \d+ (\d+)$/.exec(line)?.[1];
  return drops === undefined ? undefined : Number(drops);
}
