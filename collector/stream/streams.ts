// All TCP connections of a capture: gives each stream of the packet floor its Connection, one for both directions.

import type { Datagram } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { TlsContext } from '../tls/context.ts';
import { Connection, type ConnectionSink } from './connection.ts';
import { StreamBudget, type StreamLimits } from './limits.ts';

export class Streams {
  readonly budget: StreamBudget;
  readonly tls: TlsContext;
  /** Bytes of SIP connections that belong to no message. */
  skippedBytes = 0;
  private readonly sink: ConnectionSink;

  constructor(sink: ConnectionSink, tls = new TlsContext(), limits: Partial<StreamLimits> = {}) {
    this.sink = sink;
    this.tls = tls;
    this.budget = new StreamBudget(limits);
  }

  /** In-order bytes of one direction, lent. Gives what became of the frame: a Reason, or one of `Ended`. */
  push(stream: TcpStream, d: Datagram): number {
    const { consumer } = stream;
    const connection = consumer instanceof Connection ? consumer : this.connect(stream);
    return connection.push(stream, d);
  }

  gap(stream: TcpStream, missingBytes: number): void {
    if (stream.consumer instanceof Connection) stream.consumer.gap(stream, missingBytes);
  }

  end(stream: TcpStream): void {
    if (stream.consumer instanceof Connection) this.skippedBytes += stream.consumer.finish(stream);
    stream.consumer = undefined;
  }

  private connect(stream: TcpStream): Connection {
    const other = stream.reverse?.consumer;
    if (other instanceof Connection && other.join(stream)) {
      stream.consumer = other;
      return other;
    }
    const connection = new Connection(stream, this.sink, this.budget, this.tls);
    stream.consumer = connection;
    return connection;
  }
}
