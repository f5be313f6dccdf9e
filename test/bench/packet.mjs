// Bench of the packet floor's fast path: Ethernet, IPv4, UDP, frames of 642 bytes, one thread, nothing behind the sink.
// Usage, after `npm run build:node`: node test/bench/packet.mjs
// Frames lie in a window of 1 MiB as the segment readers have them, so they are as warm as they are there.

import { Frame } from '../../dist/collector/model/frame.js';
import { PacketDecoder } from '../../dist/collector/packet/decode.js';

const FRAME_BYTES = 642;
const FRAMES = Math.floor((1 << 20) / FRAME_BYTES);
const ROUNDS = 25;
const WINDOWS_A_ROUND = 1000;

const window = Buffer.alloc(FRAMES * FRAME_BYTES);
for (let i = 0; i < FRAMES; i++) writeFrame(i * FRAME_BYTES, i);

let payloadBytes = 0;
const nothing = () => {};
const decoder = new PacketDecoder({
  onDatagram: d => {
    payloadBytes += d.end - d.start;
  },
  onStream: nothing,
  onStreamGap: nothing,
  onStreamEnd: nothing,
  onGivenUp: nothing,
  onIcmpError: nothing,
});
const frame = new Frame();
frame.bytes = window;
frame.linkType = 1;
frame.originalLength = FRAME_BYTES;
frame.timeMicros = 1_700_000_000_000_000;

const rates = Array.from({ length: ROUNDS }, measure).sort((a, b) => b - a);
if (payloadBytes !== ROUNDS * WINDOWS_A_ROUND * FRAMES * (FRAME_BYTES - 42)) throw new Error('frames got lost');
const median = rates[ROUNDS >> 1];
console.log(`packet: best ${rates[0].toFixed(1)}, median ${median.toFixed(1)} million frames/s`);

function measure() {
  const start = process.hrtime.bigint();
  for (let i = 0; i < WINDOWS_A_ROUND; i++) decodeWindow();
  return (WINDOWS_A_ROUND * FRAMES * 1000) / Number(process.hrtime.bigint() - start);
}

function decodeWindow() {
  for (let at = 0; at < window.length; at += FRAME_BYTES) {
    frame.start = at;
    frame.end = at + FRAME_BYTES;
    frame.offset += FRAME_BYTES;
    frame.timeMicros += 10;
    frame.number++;
    decoder.decode(frame);
  }
}

function writeFrame(at, identification) {
  window.writeUInt16BE(0x0800, at + 12);
  window[at + 14] = 0x45;
  window.writeUInt16BE(FRAME_BYTES - 14, at + 16);
  window.writeUInt16BE(identification & 0xffff, at + 18);
  window[at + 22] = 64;
  window[at + 23] = 17;
  window.writeUInt32BE(0x0a000001, at + 26);
  window.writeUInt32BE(0x0a000002, at + 30);
  window.writeUInt16BE(5060, at + 34);
  window.writeUInt16BE(5060, at + 36);
  window.writeUInt16BE(FRAME_BYTES - 34, at + 38);
}
