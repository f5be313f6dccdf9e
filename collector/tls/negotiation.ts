// Follows the handshakes of a connection: who is the client, what was agreed on last. A renegotiation begins a new session.
// Takes handshake messages of both directions, says what has changed.

import { HandshakeType } from './handshake-reader.ts';
import { readClientHello, readServerHello, readTicketName } from './hello.ts';
import type { TlsKeys } from './keys.ts';
import { TlsSession } from './session.ts';

/** What a message changed: nothing to act on, a hello became known, a hello cannot be read, or a key of TLS 1.3 ends here. */
export type Change = 'none' | 'clientHello' | 'serverHello' | 'malformed' | 'finished' | 'keyUpdate';

export class Negotiation {
  /** What is being agreed on, or was last. */
  session = new TlsSession();
  /** Undefined until a hello came. */
  clientDirection: 0 | 1 | undefined = undefined;
  private readonly keys: TlsKeys;

  constructor(keys: TlsKeys) {
    this.keys = keys;
  }

  takeBytes(type: number, bytes: Buffer, start: number, end: number): void {
    // After a HelloRetryRequest the session has no server yet: the second ClientHello belongs to it.
    if (type === HandshakeType.ClientHello && this.session.client !== undefined && this.session.server !== undefined)
      this.session = new TlsSession();
    this.session.takeHandshakeBytes(type, bytes, start, end);
  }

  takeMessage(direction: 0 | 1, type: number, body: Buffer): Change {
    const { session } = this;
    switch (type) {
      case HandshakeType.ClientHello:
        return this.takeClientHello(direction, body);
      case HandshakeType.ServerHello:
        return this.takeServerHello(direction, body);
      case HandshakeType.ClientKeyExchange:
        session.takeClientKeyExchange(body);
        return 'none';
      case HandshakeType.NewSessionTicket: {
        const name = session.isTls13 ? undefined : readTicketName(body);
        if (name !== undefined) session.takeTicket(name, this.keys);
        return 'none';
      }
      case HandshakeType.Finished:
        return 'finished';
      case HandshakeType.KeyUpdate:
        return 'keyUpdate';
      default:
        return 'none';
    }
  }

  private takeClientHello(direction: 0 | 1, body: Buffer): Change {
    const hello = readClientHello(body);
    if (hello === undefined) return 'malformed';
    this.clientDirection ??= direction;
    this.session.takeClientHello(hello);
    return 'clientHello';
  }

  private takeServerHello(direction: 0 | 1, body: Buffer): Change {
    const hello = readServerHello(body);
    if (hello === undefined) return 'malformed';
    this.clientDirection ??= direction === 0 ? 1 : 0;
    if (hello.isRetry || this.session.server !== undefined) return 'none';
    this.session.takeServerHello(hello);
    return 'serverHello';
  }
}
