// Both directions of a byte stream: of a TCP connection, or of what TLS holds. Makes the readers of what is in them.

import type { Datagram } from '../model/packet.ts';
import { Transport } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { Carrier } from './carrier.ts';
import { Direction, type LayerMaker } from './direction.ts';
import { HepStream } from './hep-stream.ts';
import type { Upgrade } from './http-head.ts';
import { HttpStream } from './http-stream.ts';
import type { Layer, Side, StreamSink } from './layer.ts';
import type { StreamBudget } from './limits.ts';
import { SipStream } from './sip-stream.ts';
import { WebSocketSession, type WebSocketSide } from './websocket-session.ts';
import { WebSocketStream } from './websocket-stream.ts';

/** Makes the reader of one direction that carries TLS. */
export type MakeTls = (side: Side) => Layer;

export class Conversation implements LayerMaker {
  private readonly sink: StreamSink;
  private readonly budget: StreamBudget;
  /** Not given inside TLS: nobody wraps it twice. */
  private readonly makeTls: MakeTls | undefined;
  private readonly directions: (Direction | undefined)[] = [undefined, undefined];
  private readonly sipStreams: (SipStream | undefined)[] = [undefined, undefined];
  private session: WebSocketSession | undefined = undefined;

  constructor(sink: StreamSink, budget: StreamBudget, makeTls: MakeTls | undefined) {
    this.sink = sink;
    this.budget = budget;
    this.makeTls = makeTls;
  }

  /** SIP was seen in it, on either side. */
  get isSip(): boolean {
    return this.session?.isSip === true || this.sipStreams.some(stream => stream?.isSip === true);
  }

  /** Bytes of SIP streams that belong to no message. */
  get skippedBytes(): number {
    let sum = 0;
    // A connection that never was SIP is told by the reasons of its frames.
    for (const stream of this.sipStreams) if (stream?.isSip === true) sum += stream.skippedBytes;
    return sum;
  }

  push(side: Side, stream: TcpStream, d: Datagram): number {
    const direction = this.directions[side] ?? new Direction(this, side, stream);
    this.directions[side] = direction;
    return direction.push(d);
  }

  gap(side: Side, missing: number): void {
    this.directions[side]?.gap(missing);
  }

  finish(side: Side): void {
    this.directions[side]?.finish();
  }

  get isWebSocket(): boolean {
    return this.session?.isOpen === true;
  }

  makeLayer(carrier: Carrier, side: Side, stream: TcpStream): Layer {
    switch (carrier) {
      case Carrier.Tls:
        return this.makeTls === undefined ? this.makeSip(side, stream) : this.makeTls(side);
      case Carrier.Http:
        return new HttpStream(this.budget, upgrade => this.upgrade(upgrade, stream));
      case Carrier.WebSocket:
        return this.makeWebSocket('unknown', stream);
      case Carrier.Hep:
        return new HepStream(stream, this.sink);
      default:
        return this.makeSip(side, stream);
    }
  }

  private makeSip(side: Side, stream: TcpStream): Layer {
    const sip = new SipStream(stream, this.makeTls === undefined ? Transport.Tls : Transport.Tcp, this.sink);
    this.sipStreams[side] = sip;
    return sip;
  }

  private upgrade(upgrade: Upgrade, stream: TcpStream): Layer {
    const layer = this.makeWebSocket(upgrade.side, stream);
    if (this.session === undefined || upgrade.side === 'client') return layer;
    // RFC 6455 §4.2.2: what holds is what the server answers.
    this.session.clientForgets = upgrade.clientForgets;
    this.session.serverForgets = upgrade.serverForgets;
    if (upgrade.subprotocols.includes('sip')) this.session.isSip = true;
    return layer;
  }

  private makeWebSocket(who: WebSocketSide, stream: TcpStream): Layer {
    const session = this.session ?? new WebSocketSession();
    this.session = session;
    if (who !== 'client') session.isOpen = true;
    const transport = this.makeTls === undefined ? Transport.Wss : Transport.Ws;
    return new WebSocketStream(stream, transport, session, who, this.sink, this.budget);
  }
}
