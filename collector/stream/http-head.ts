// The head of an HTTP/1.1 request or response, as far as it says whether the connection becomes a WebSocket (RFC 6455 §4.1, §4.2.2).
// Names and tokens know no case; a header may stand on several lines, folded (RFC 9112 §5.2) or repeated.

/** What a head asks for or agrees to. */
export interface Upgrade {
  /** A request is sent by the client, a response by the server. */
  readonly side: 'client' | 'server';
  /** The subprotocols offered, or the one agreed on. Other ones than `sip` carry SIP too, says practice. */
  readonly subprotocols: readonly string[];
  /** RFC 7692 §7.1.1: parameters of permessage-deflate; both false when it is not there. */
  readonly clientForgets: boolean;
  readonly serverForgets: boolean;
}

/** request-line = method SP request-target SP HTTP-version  (RFC 9112 §3) */
const REQUEST_LINE = /^GET +\S+ +HTTP\/1\.\d$/i;
/** status-line = HTTP-version SP status-code SP [ reason-phrase ]  (RFC 9112 §4) */
const SWITCHING_LINE = /^HTTP\/1\.\d +101(?: |$)/i;

/** What the head says; undefined when it does not turn the connection into a WebSocket. */
export function readUpgrade(head: string): Upgrade | undefined {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const first = lines[0].trimEnd();
  const isRequest = REQUEST_LINE.test(first);
  if (!isRequest && !SWITCHING_LINE.test(first)) return undefined;
  if (!listOf(lines, 'upgrade').includes('websocket')) return undefined;
  const extensions = listOf(lines, 'sec-websocket-extensions').filter(one => /^permessage-deflate *(;|$)/.test(one));
  const says = (parameter: string): boolean => extensions.some(one => one.split(/ *; */).includes(parameter));
  return {
    side: isRequest ? 'client' : 'server',
    subprotocols: listOf(lines, 'sec-websocket-protocol'),
    clientForgets: says('client_no_context_takeover'),
    serverForgets: says('server_no_context_takeover'),
  };
}

/** The elements of a header's comma-separated list, over all its lines, in lower case. */
function listOf(lines: readonly string[], name: string): string[] {
  return lines
    .slice(1)
    .filter(line => line.slice(0, line.indexOf(':')).trim().toLowerCase() === name)
    .flatMap(line => line.slice(line.indexOf(':') + 1).split(','))
    .map(element => element.trim().toLowerCase())
    .filter(element => element !== '');
}
