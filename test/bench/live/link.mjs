// Two network namespaces and a veth pair between them: frames go in at `send` and come out where a program listens.

import { execFileSync, spawn } from 'node:child_process';

const sh = (...command) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' });

/** Root only. `remove()` takes both namespaces away again. */
export function makeLink() {
  const name = `sipb${process.pid}`;
  const [tx, rx] = [`${name}tx`, `${name}rx`];
  for (const namespace of [tx, rx]) sh('ip', 'netns', 'add', namespace);
  sh('ip', '-n', tx, 'link', 'add', 'out0', 'type', 'veth', 'peer', 'name', 'in0', 'netns', rx);
  for (const [namespace, device] of [
    [tx, 'out0'],
    [rx, 'in0'],
  ]) {
    // No IPv6: its neighbours would talk between the frames that are counted.
    sh('ip', 'netns', 'exec', namespace, 'sysctl', '-qw', `net.ipv6.conf.${device}.disable_ipv6=1`);
    sh('ip', '-n', namespace, 'link', 'set', device, 'mtu', '9000', 'up');
    sh('ip', '-n', namespace, 'link', 'set', 'lo', 'up');
  }
  return {
    device: 'in0',
    /** Starts a program where frames come out. */
    spawnReceiver: (command, options) => spawn('ip', ['netns', 'exec', rx, ...command], options),
    runReceiver: (...command) => sh('ip', 'netns', 'exec', rx, ...command),
    send: order => replay(tx, order),
    remove() {
      for (const namespace of [tx, rx]) sh('ip', 'netns', 'delete', namespace);
    },
  };
}

/** Sends the capture; resolves to the frames that went out and how fast. `rate` in packets/s, 0 for top speed. */
function replay(namespace, { path, loops, rate }) {
  const speed = rate === 0 ? ['--topspeed'] : [`--pps=${rate}`];
  const command = [
    'netns',
    'exec',
    namespace,
    'tcpreplay',
    '-q',
    '-K',
    ...speed,
    `--loop=${loops}`,
    '-i',
    'out0',
    path,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('ip', command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (words += part));
    child.on('error', reject);
    child.on('close', code => {
      const sent = Number(/Successful packets:\s+(\d+)/.exec(words)?.[1]);
      const seconds = Number(/Actual: \d+ packets \(\d+ bytes\) sent in ([\d.]+) seconds/.exec(words)?.[1]);
      if (code !== 0 || !(sent > 0)) reject(new Error(`tcpreplay ended with ${code}: ${words.slice(-1000)}`));
      else resolve({ sent, rate: sent / seconds });
    });
  });
}
