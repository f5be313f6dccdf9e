// Makes captures for benches: proxied SIP calls over two hops, many at once, well-formed, the same bytes in every run.
//   node test/bench/make-capture.mjs OUT.pcap [--calls N] [--short] [--rtp N] [--long-call MESSAGES] [--seed N]
// --calls: default 100,000 (1.33 million messages); --short: calls of three or five messages, for lists of a million; --rtp: packets a direction of each answered call, default none;
// --long-call: one call of so many messages takes the place of the calls.

import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Dialog } from './capture/dialog.mjs';
import { PcapWriter } from './capture/pcap-writer.mjs';
import { makeRandom } from './capture/random.mjs';
import { RtpSource } from './capture/rtp.mjs';
import { Schedule } from './capture/schedule.mjs';
import { scriptCall, scriptLongCall, scriptShortCall } from './capture/scripts.mjs';

const START = 1_750_000_000;
const CALLS_A_SECOND = 20;

/**
 * Writes `calls` calls to `path`, or one of `longCall` messages. Returns how many of what it wrote.
 * Calls arrive at random, 20 a second; about 2000 are up at once.
 */
export function makeCapture(path, { calls = 100_000, isShort = false, rtp = 0, longCall = 0, seed = 1 } = {}) {
  const random = makeRandom(seed);
  const writer = new PcapWriter(path);
  const schedule = new Schedule();
  const arrivals = new Arrivals(schedule, random, { calls: longCall > 0 ? 1 : calls, isShort, rtp, longCall });
  if (arrivals.calls > 0) schedule.add(arrivals);
  for (let actor = schedule.take(); actor !== undefined; actor = schedule.take()) {
    if (actor.act(writer)) schedule.add(actor);
  }
  writer.close();
  return { calls: arrivals.calls, messages: arrivals.messages, frames: writer.frames, bytes: writer.bytes };
}

/** Begins the calls, each at its time. */
class Arrivals {
  at = START;
  messages = 0;
  #schedule;
  #random;
  #rtp;
  #longCall;
  #isShort;
  #begun = 0;

  constructor(schedule, random, { calls, isShort, rtp, longCall }) {
    this.calls = calls;
    this.#schedule = schedule;
    this.#random = random;
    this.#rtp = rtp;
    this.#longCall = longCall;
    this.#isShort = isShort;
  }

  /** Begins one call; false when it was the last. */
  act() {
    const random = this.#random;
    const dialog = new Dialog(this.#begun++, random);
    const script = this.#scriptOf(dialog);
    this.messages += script.steps.length;
    this.#schedule.add(new Speaker(this.at, script.steps));
    if (this.#rtp > 0 && script.mediaFrom !== undefined) this.#addMedia(dialog, this.at + script.mediaFrom);
    this.at += -Math.log(1 - random()) / CALLS_A_SECOND;
    return this.#begun < this.calls;
  }

  #scriptOf(dialog) {
    if (this.#longCall > 0) return scriptLongCall(dialog, this.#random, this.#longCall);
    return this.#isShort ? scriptShortCall(dialog, this.#random) : scriptCall(dialog, this.#random);
  }

  #addMedia(dialog, at) {
    const { phoneMedia, gatewayMedia } = dialog;
    this.#schedule.add(new RtpSource(at, phoneMedia, gatewayMedia, this.#rtp, this.#random));
    this.#schedule.add(new RtpSource(at + 0.01, gatewayMedia, phoneMedia, this.#rtp, this.#random));
  }
}

/** Says the steps of one call, each at its time. */
class Speaker {
  #steps;
  #start;
  #next = 0;

  constructor(start, steps) {
    this.#start = start;
    this.#steps = steps;
    this.at = start + steps[0].after;
  }

  /** Writes what is due; false when it was the last. */
  act(writer) {
    const step = this.#steps[this.#next++];
    writer.write(this.at, step.from, step.to, step.text);
    if (this.#next === this.#steps.length) return false;
    this.at = this.#start + this.#steps[this.#next].after;
    return true;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      calls: { type: 'string' },
      short: { type: 'boolean', default: false },
      rtp: { type: 'string' },
      'long-call': { type: 'string' },
      seed: { type: 'string' },
    },
  });
  if (positionals.length !== 1) {
    console.error(
      'usage: node test/bench/make-capture.mjs OUT.pcap [--calls N] [--short] [--rtp N] [--long-call MESSAGES] [--seed N]',
    );
    process.exit(2);
  }
  const made = makeCapture(positionals[0], {
    ...(values.calls !== undefined && { calls: Number(values.calls) }),
    isShort: values.short,
    ...(values.rtp !== undefined && { rtp: Number(values.rtp) }),
    ...(values['long-call'] !== undefined && { longCall: Number(values['long-call']) }),
    ...(values.seed !== undefined && { seed: Number(values.seed) }),
  });
  console.log(JSON.stringify(made));
}
