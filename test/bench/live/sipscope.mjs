// One run of `sipscope live`: frames are recorded and analysed while they come.

import { startSipscope } from './server.mjs';

export async function runSipscope({ link, path, loops, rate, engine }) {
  const place = { spawn: link.spawnReceiver, run: link.runReceiver };
  const sipscope = await startSipscope(['live', '-i', link.device, '--engine', engine], place);
  try {
    const before = sipscope.cpuSeconds();
    const sent = await link.send({ path, loops, rate });
    const endedAt = performance.now();
    const { frames, dropped } = await sipscope.settle(now => now.frames + now.dropped >= sent.sent);
    const lagSeconds = (performance.now() - endedAt) / 1000;
    const cpu = sipscope.cpuSeconds() - before;
    return { ...sent, received: frames, counted: dropped, lagSeconds, cpu: `${cpu.toFixed(1)} s` };
  } finally {
    await sipscope.stop();
  }
}
