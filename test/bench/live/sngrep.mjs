// One run of sngrep without its interface, as it was measured before: `sngrep -N -q -B 64 -d DEVICE`. It tells nothing about losses, so
// the kernel is asked what it dropped at sngrep's packet socket.

import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { cpuSeconds } from './cpu.mjs';

/** pidfd_open(2), pidfd_getfd(2), then PACKET_STATISTICS of packet(7): packets (with the dropped ones) and drops, since it was asked last. */
const ASK = `
my ($pid, $fd) = @ARGV;
my $process = syscall(434, $pid + 0, 0);
my $copy = syscall(438, $process, $fd + 0, 0);
open(my $socket, "+<&=", $copy) or die "no socket: $!";
print join(" ", unpack("LL", getsockopt($socket, 263, 6)));
`;

export async function runSngrep({ link, path, loops, rate }) {
  const child = link.spawnReceiver(['sngrep', '-N', '-q', '-F', '-B', '64', '-d', link.device], { stdio: 'ignore' });
  await setTimeout(1500);
  // `ip netns exec` becomes the program, so its pid is sngrep's.
  const pid = child.pid;
  const socket = packetSocket(link, pid);
  link.runReceiver('perl', '-e', ASK, String(pid), socket);
  const before = cpuSeconds([pid]);
  const sent = await link.send({ path, loops, rate });
  await setTimeout(1000);
  const [packets, drops] = link.runReceiver('perl', '-e', ASK, String(pid), socket).split(' ').map(Number);
  const cpu = cpuSeconds([pid]) - before;
  child.kill('SIGKILL');
  return {
    ...sent,
    received: sent.sent - drops,
    counted: undefined,
    lagSeconds: undefined,
    cpu: `${cpu.toFixed(1)} s`,
    packets,
  };
}

/** The descriptor of the process's packet socket. */
function packetSocket(link, pid) {
  const inodes = link
    .runReceiver('cat', '/proc/net/packet')
    .split('\n')
    .slice(1)
    .map(line => line.trim().split(/\s+/).at(-1));
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    if (inode !== undefined && inodes.includes(inode)) return fd;
  }
  throw new Error('sngrep has no packet socket');
}
