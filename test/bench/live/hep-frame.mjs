// One UDP datagram of IPv4 as a HEP3 message, written into a buffer.

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

/** Ends are { number, port }, times seconds and µs. Gives the length of what was written to `out` from `at` on. */
export function writeHepFrame(out, at, { source, destination, seconds, micros, payload }) {
  TEMPLATE.copy(out, at);
  const length = TEMPLATE.length + payload.length;
  out.writeUInt16BE(length, at + 4);
  out.writeUInt32BE(source.number, at + At.source);
  out.writeUInt32BE(destination.number, at + At.destination);
  out.writeUInt16BE(source.port, at + At.sourcePort);
  out.writeUInt16BE(destination.port, at + At.destinationPort);
  out.writeUInt32BE(seconds, at + At.seconds);
  out.writeUInt32BE(micros, at + At.micros);
  out.writeUInt16BE(6 + payload.length, at + TEMPLATE.length - 2);
  payload.copy(out, at + TEMPLATE.length);
  return length;
}
