// Where the messages of a stream come from: the connection, which stays, and the frame, which changes from piece to piece.

import { Datagram, type Transport } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';

/** A datagram that names the direction of a connection; its frame is still to be told. */
export function originOf(stream: TcpStream, transport: Transport): Datagram {
  const origin = new Datagram();
  origin.transport = transport;
  origin.addresses = stream.addresses;
  origin.addressLength = stream.addressLength;
  origin.sourceAddress = 0;
  origin.destinationAddress = stream.addressLength;
  origin.sourcePort = stream.sourcePort;
  origin.destinationPort = stream.destinationPort;
  return origin;
}

/** Tells `origin` the frame that brought `d`. */
export function copyFrame(origin: Datagram, d: Datagram): void {
  origin.timeMicros = d.timeMicros;
  origin.nanos = d.nanos;
  origin.segment = d.segment;
  origin.frameNumber = d.frameNumber;
  origin.frameOffset = d.frameOffset;
  origin.fingerprint = d.fingerprint;
  origin.point = d.point;
}
