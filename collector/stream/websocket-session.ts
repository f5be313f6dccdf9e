// What the two directions of a WebSocket know of each other: what the upgrade agreed on (RFC 6455 §4, RFC 7692 §7).

/** Who sends in a direction; unknown where the upgrade was not captured. */
export type WebSocketSide = 'client' | 'server' | 'unknown';

export class WebSocketSession {
  /** An upgrade was seen, or frames that cannot be anything else. */
  isOpen = false;
  /** SIP was seen inside, or `sip` was agreed on as subprotocol (RFC 7118 §4): what is not whole yet will be SIP too. */
  isSip = false;
  /** RFC 7692 §7.1.1: these senders begin every message with an empty window. */
  clientForgets = false;
  serverForgets = false;

  /** No message of that side refers to one before it. */
  forgets(side: WebSocketSide): boolean {
    if (side === 'client') return this.clientForgets;
    return side === 'server' && this.serverForgets;
  }
}
