// The program under test: starts `node . FILE`, finds its port open, ends it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const OPEN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 5;

/** Starts the dashboard on `path`. `startedAt` is when the command was given, ms since the epoch. */
export async function startDashboard(path) {
  const port = await freePort();
  const startedAt = Date.now();
  const child = spawn(process.execPath, [ROOT, path, '--port', String(port), '--no-open'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { address: `http://127.0.0.1:${port}/`, port, pid: child.pid, startedAt, stop };
}

/** Resolves as soon as the port takes connections. */
export async function portOpen(port) {
  const limit = Date.now() + OPEN_WITHIN_MS;
  while (!(await isOpen(port))) {
    if (Date.now() > limit) throw new Error(`the dashboard did not open port ${port} within ${OPEN_WITHIN_MS} ms`);
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function isOpen(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const end = answer => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
