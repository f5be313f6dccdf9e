// What costs how much: the same capture through more and more of the pipeline, each stage in a process of its own, so that none runs
// on code or memory warmed by another. Run after a build:
//   node test/bench/stages.mjs [FILE] [--runs N]     FILE: any capture; default the 100,000 calls of `npm run bench`
// A stage is timed inside its process, from opening the file to its end, start-up left out. CPU is that of all threads: the kernel's
// copying, the compiler and the garbage collector are in it. Each line's difference to the one above it is the price of its step.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { provideCapture } from './capture-file.mjs';
import { count, table } from './table.mjs';

const DIST = new URL('../../dist/collector/', import.meta.url);
const from = path => import(new URL(path, DIST).href);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, stage: { type: 'string' } },
});

/** By name: a function that makes { onFrame, finish, messages } for one reading of `reader`. */
const STAGES = {
  'read frames': async () => ({ onFrame: () => {}, finish: () => {}, messages: () => undefined }),
  '+ decode packets': () => makeDecoding(() => {}),
  '+ sniff': async () => {
    const { sniffSip } = await from('sip/sniff.js');
    let messages = 0;
    return makeDecoding(
      d => {
        messages += sniffSip(d.bytes, d.start, d.end) === 1 ? 1 : 0;
      },
      () => messages,
    );
  },
  '+ scan': () => makeScanning(() => {}),
  '+ track': async () => {
    const { CallStore } = await from('store/call-store.js');
    const { Tracker } = await from('track/tracker.js');
    const tracker = new Tracker(new CallStore(EXPECTED), { messages: 20_000_000 });
    const scanning = await makeScanning((d, scan) => {
      tracker.see(d.bytes, scan, d, d.offset + (scan.start - d.start), 0);
    });
    return { ...scanning, messages: () => tracker.total };
  },
  '+ SDP, media, counters': async () => {
    const { CallStore } = await from('store/call-store.js');
    const { Pipeline } = await from('pipeline.js');
    const pipeline = new Pipeline(
      new CallStore(EXPECTED),
      { messages: 20_000_000 },
      { read: () => false, legOf: () => 0, timeOf: () => 0, phaseOf: () => 0, peerOf: () => -1 },
    );
    return {
      onFrame: frame => pipeline.onFrame(frame),
      finish: () => pipeline.finish(),
      messages: () => pipeline.tracker.total,
    };
  },
};

/** Messages that the tables are made for at once; as large as a capture of this size gets. */
const EXPECTED = 1_700_000;

const path = positionals[0] ?? provideCapture({}).path;
if (values.stage === undefined) printAll();
else console.log(JSON.stringify(await runStage(values.stage)));

async function runStage(name) {
  const { Frame } = await from('model/frame.js');
  const { openSegments } = await from('segment/open-segments.js');
  const stage = await STAGES[name]();
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const reader = await openSegments([path], { keep: false });
  const frame = new Frame();
  let frames = 0;
  for (;;) {
    let step = reader.next(frame);
    while (step === 0) {
      frames++;
      stage.onFrame(frame);
      step = reader.next(frame);
    }
    if (step === 2) break;
    await reader.fill();
  }
  stage.finish();
  await reader.close();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpuMicros: user + system, wallMillis: performance.now() - before, frames, messages: stage.messages() };
}

async function makeScanning(onMessage) {
  const { SipScan } = await from('model/sip.js');
  const { scanSip } = await from('sip/scan.js');
  const { sniffSip } = await from('sip/sniff.js');
  const scan = new SipScan();
  let messages = 0;
  return makeDecoding(
    d => {
      if (sniffSip(d.bytes, d.start, d.end) !== 1) return;
      scanSip(d.bytes, d.start, d.end, scan);
      messages++;
      onMessage(d, scan);
    },
    () => messages,
  );
}

async function makeDecoding(onDatagram, messages = () => undefined) {
  const { PacketDecoder } = await from('packet/decode.js');
  const nothing = () => {};
  const sink = {
    onDatagram,
    onStream: nothing,
    onStreamGap: nothing,
    onStreamEnd: nothing,
    onGivenUp: nothing,
    onIcmpError: nothing,
  };
  const decoder = new PacketDecoder(sink);
  return { onFrame: frame => decoder.decode(frame), finish: () => decoder.finish(), messages };
}

function printAll() {
  const runs = Number(values.runs);
  const rows = [];
  let messages = 0;
  let cpuBefore = 0;
  const measured = Object.keys(STAGES).map(name => ({ name, ...medianOf(name, runs) }));
  for (const one of measured) messages = Math.max(messages, one.messages ?? 0);
  for (const one of measured) {
    const nanos = (one.cpuMicros * 1000) / messages;
    rows.push([
      one.name,
      `${count(one.cpuMicros / 1000)} ms`,
      `${count(one.wallMillis)} ms`,
      `${count(nanos)} ns`,
      `${count(nanos - cpuBefore)} ns`,
    ]);
    cpuBefore = nanos;
  }
  console.log(`${path}: ${count(measured[0].frames)} frames, ${count(messages)} SIP messages\n`);
  console.log(table(['stage', 'CPU', 'wall', 'CPU a message', 'of which this step'], rows));
}

function medianOf(name, runs) {
  const script = fileURLToPath(import.meta.url);
  const all = [];
  for (let run = 0; run < runs; run++) {
    all.push(JSON.parse(execFileSync(process.execPath, [script, path, '--stage', name], { encoding: 'utf8' })));
  }
  return all.sort((a, b) => a.cpuMicros - b.cpuMicros)[(runs - 1) >> 1];
}
