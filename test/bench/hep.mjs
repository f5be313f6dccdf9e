// A million HEP messages over TCP: none may be lost. Prints how fast they were taken, written to the spool, and analysed.
//   node test/bench/hep.mjs [--messages N]        exit code 1 when one is missing

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { provideCapture } from './capture-file.mjs';
import { startSipscope } from './live/server.mjs';
import { count, table } from './table.mjs';

const SENDER = fileURLToPath(new URL('live/send-hep.mjs', import.meta.url));
const HOST = '127.0.0.1';
const PORT = '19061';

const { values: options } = parseArgs({ options: { messages: { type: 'string', default: '1000000' } } });
const messages = Number(options.messages);
const capture = provideCapture({ calls: 100_000 });
const sipscope = await startSipscope(['serve', '--hep', `tcp:${HOST}:${PORT}`]);
try {
  const startedAt = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [SENDER, capture.path, HOST, PORT, String(messages)]);
  const { sent, seconds: sending } = JSON.parse(stdout);
  const progress = await sipscope.settle(one => one.messages >= sent);
  const all = (performance.now() - startedAt) / 1000;
  const cpu = sipscope.cpuSeconds();
  console.log(
    table(
      ['sent', 'taken a second', 'analysed', 'lost', 'analysed a second', 'CPU'],
      [
        [
          count(sent),
          count(sent / sending),
          count(progress.messages),
          count(sent - progress.messages),
          count(sent / all),
          `${cpu.toFixed(1)} s`,
        ],
      ],
    ),
  );
  process.exitCode = progress.messages === sent ? 0 : 1;
} finally {
  await sipscope.stop();
}
