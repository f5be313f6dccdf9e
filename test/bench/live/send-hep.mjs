// Sends the UDP payloads of a capture as HEP3 over TCP, as fast as the other side takes them.
//   send-hep.mjs CAPTURE HOST PORT COUNT       prints { sent, seconds } as JSON

import { openSync, readSync } from 'node:fs';
import { connect } from 'node:net';
import { writeHepFrame } from './hep-frame.mjs';

const [path, host, port, wanted] = process.argv.slice(2);
const RECORD_BYTES = 16;
const HEADERS = 42;
const BATCH_BYTES = 1024 * 1024;

/** Ethernet, IPv4 and UDP of 42 bytes, little-endian µs pcap: what make-capture.mjs writes. */
function* records(file) {
  const fd = openSync(file, 'r');
  let rest = Buffer.alloc(0);
  let position = 24;
  for (;;) {
    const chunk = Buffer.allocUnsafe(8 * BATCH_BYTES);
    const read = readSync(fd, chunk, 0, chunk.length, position);
    if (read === 0) return;
    position += read;
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    let at = 0;
    for (; at + RECORD_BYTES <= bytes.length; ) {
      const end = at + RECORD_BYTES + bytes.readUInt32LE(at + 8);
      if (end > bytes.length) break;
      yield bytes.subarray(at, end);
      at = end;
    }
    rest = bytes.subarray(at);
  }
}

function frameOf(record, out, at) {
  const packet = record.subarray(RECORD_BYTES);
  return writeHepFrame(out, at, {
    source: { number: packet.readUInt32BE(26), port: packet.readUInt16BE(34) },
    destination: { number: packet.readUInt32BE(30), port: packet.readUInt16BE(36) },
    seconds: record.readUInt32LE(0),
    micros: record.readUInt32LE(4),
    payload: packet.subarray(HEADERS),
  });
}

const socket = connect({ host, port: Number(port) });
await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
const startedAt = performance.now();
let sent = 0;
let batch = Buffer.allocUnsafe(BATCH_BYTES + 65_536);
let used = 0;
const flush = async () => {
  const isRoom = socket.write(batch.subarray(0, used));
  batch = Buffer.allocUnsafe(BATCH_BYTES + 65_536);
  used = 0;
  if (!isRoom) await new Promise(resolve => socket.once('drain', resolve));
};
for (const record of records(path)) {
  used += frameOf(record, batch, used);
  sent += 1;
  if (used >= BATCH_BYTES) await flush();
  if (sent === Number(wanted)) break;
}
await flush();
await new Promise(resolve => socket.end(resolve));
console.log(JSON.stringify({ sent, seconds: (performance.now() - startedAt) / 1000 }));
