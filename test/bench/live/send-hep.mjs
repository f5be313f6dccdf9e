// Sends the UDP payloads of a capture as HEP3 over TCP, as fast as the other side takes them.
//   send-hep.mjs CAPTURE HOST PORT COUNT       prints { sent, seconds } as JSON

import { openSync, readSync } from 'node:fs';
import { connect } from 'node:net';

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

const chunkOf = (type, body) => {
  const head = Buffer.alloc(6);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(6 + body.length, 4);
  return Buffer.concat([head, body]);
};
/** All chunks but the payload have fixed places; a template is filled for each message. */
const TEMPLATE = Buffer.concat([
  Buffer.from('HEP3\0\0', 'latin1'),
  chunkOf(1, Buffer.from([2])),
  chunkOf(2, Buffer.from([17])),
  chunkOf(3, Buffer.alloc(4)),
  chunkOf(4, Buffer.alloc(4)),
  chunkOf(7, Buffer.alloc(2)),
  chunkOf(8, Buffer.alloc(2)),
  chunkOf(9, Buffer.alloc(4)),
  chunkOf(10, Buffer.alloc(4)),
  chunkOf(11, Buffer.from([1])),
  chunkOf(12, Buffer.from([0, 0, 7, 0xd1])),
  chunkOf(15, Buffer.alloc(0)),
]);
const At = { source: 26, destination: 36, sourcePort: 46, destinationPort: 54, seconds: 62, micros: 72 };

function frameOf(record, out, at) {
  const packet = record.subarray(RECORD_BYTES);
  const payload = packet.subarray(HEADERS);
  TEMPLATE.copy(out, at);
  const length = TEMPLATE.length + payload.length;
  out.writeUInt16BE(length, at + 4);
  packet.copy(out, at + At.source, 26, 30);
  packet.copy(out, at + At.destination, 30, 34);
  packet.copy(out, at + At.sourcePort, 34, 36);
  packet.copy(out, at + At.destinationPort, 36, 38);
  out.writeUInt32BE(record.readUInt32LE(0), at + At.seconds);
  out.writeUInt32BE(record.readUInt32LE(4), at + At.micros);
  out.writeUInt16BE(6 + payload.length, at + TEMPLATE.length - 2);
  payload.copy(out, at + TEMPLATE.length);
  return length;
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
