// Recording and analysis under load: frames of a capture come over a veth pair at a fixed rate, and it is counted how many are lost.
//   node test/bench/live.mjs                                40,000, 80,000, 120,000 packets/s and top speed; both engines; sngrep
//   node test/bench/live.mjs --rates 80000,0 --only cap     rates (0 is top speed) and programs (cap, tcpdump, sngrep) by commas
//   node test/bench/live.mjs --capture FILE --loops 6       another capture, so many times
// Needs root, iproute2, tcpreplay, perl; makes two network namespaces and removes them. Exit code 1 when sipscope loses a frame up to
// 120,000 packets/s, or when a loss is not counted.

import { parseArgs } from 'node:util';
import { provideCapture } from './capture-file.mjs';
import { makeLink } from './live/link.mjs';
import { runSipscope } from './live/sipscope.mjs';
import { runSngrep } from './live/sngrep.mjs';
import { isInstalled } from './measure.mjs';
import { count, table } from './table.mjs';

/** Up to here nothing may be lost. */
const LOSSLESS_RATE = 120_000;

const { values: options } = parseArgs({
  options: {
    rates: { type: 'string', default: '40000,80000,120000,0' },
    only: { type: 'string', default: 'cap,tcpdump,sngrep' },
    loops: { type: 'string', default: '6' },
    capture: { type: 'string' },
  },
});
if (process.getuid?.() !== 0) fail('namespaces and capturing need root');
for (const tool of ['ip', 'tcpreplay', 'perl']) if (!isInstalled(tool)) fail(`${tool} is not installed`);

const path = options.capture ?? provideCapture({ calls: 10_000 }).path;
const loops = Number(options.loops);
const programs = options.only.split(',').filter(name => name !== 'sngrep' || isInstalled('sngrep'));
const rows = [];
let isGood = true;

const link = makeLink();
try {
  for (const rate of options.rates.split(',').map(Number)) {
    for (const program of programs) {
      const run = program === 'sngrep' ? runSngrep : order => runSipscope({ ...order, engine: program });
      const result = await run({ link, path, loops, rate });
      const lost = result.sent - result.received;
      const isCounted = result.counted === undefined || result.counted >= lost;
      if (program !== 'sngrep') isGood &&= isCounted && (lost === 0 || rate === 0 || rate > LOSSLESS_RATE);
      rows.push([
        rate === 0 ? 'top' : count(rate),
        program === 'sngrep' ? 'sngrep' : `sipscope, ${program}`,
        count(Math.round(result.rate)),
        count(result.sent),
        count(lost),
        `${((lost / result.sent) * 100).toFixed(2)} %`,
        result.counted === undefined ? '–' : count(result.counted),
        result.lagSeconds === undefined ? '–' : `${result.lagSeconds.toFixed(1)} s`,
        result.cpu,
      ]);
      console.error(rows.at(-1).join(' | '));
    }
  }
} finally {
  link.remove();
}
console.log(
  table(['asked/s', 'program', 'sent/s', 'sent', 'lost', '', 'counted as lost', 'analysed after', 'CPU'], rows),
);
process.exitCode = isGood ? 0 : 1;

function fail(words) {
  console.error(`bench: ${words}`);
  process.exit(1);
}
