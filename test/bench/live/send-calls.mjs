// Short calls as they would come now, so many new ones a second, as HEP3 over TCP.
//   send-calls.mjs HOST PORT RATE SECONDS       prints { calls, messages } as JSON

import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Dialog } from '../capture/dialog.mjs';
import { makeRandom } from '../capture/random.mjs';
import { Schedule } from '../capture/schedule.mjs';
import { scriptShortCall } from '../capture/scripts.mjs';
import { writeHepFrame } from './hep-frame.mjs';

const [host, port, rate, seconds] = process.argv.slice(2);
const TURN_MS = 50;
const FRAME_BYTES = 8192;

const socket = connect({ host, port: Number(port) });
await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
const random = makeRandom(1);
const schedule = new Schedule();
const startedAt = Date.now() / 1000;
const until = startedAt + Number(seconds);
let calls = 0;
let messages = 0;

for (let now = startedAt; now < until; now = Date.now() / 1000) {
  for (; calls < (now - startedAt) * Number(rate); calls++) {
    const { steps } = scriptShortCall(new Dialog(calls, random), random);
    for (const step of steps) schedule.add({ at: now + step.after, ...step });
  }
  const frames = [];
  for (let step = schedule.take(); step !== undefined; step = schedule.take()) {
    if (step.at > now) {
      schedule.add(step);
      break;
    }
    frames.push(frameOf(step));
  }
  messages += frames.length;
  if (!socket.write(Buffer.concat(frames))) await new Promise(resolve => socket.once('drain', resolve));
  await setTimeout(TURN_MS);
}
await new Promise(resolve => socket.end(resolve));
console.log(JSON.stringify({ calls, messages }));

function frameOf({ at, from, to, text }) {
  const frame = Buffer.allocUnsafe(FRAME_BYTES);
  const seconds = Math.floor(at);
  const micros = Math.floor((at - seconds) * 1e6);
  const payload = Buffer.from(text, 'latin1');
  return frame.subarray(0, writeHepFrame(frame, 0, { source: from, destination: to, seconds, micros, payload }));
}
