// Whole SIP messages for tests: a healthy request or response of which a test changes only what matters to it.

const HEAD = {
  Via: 'SIP/2.0/UDP desk.clinic.example;branch=z9hG4bK-1',
  'Max-Forwards': '70',
  From: '<sip:nurse@clinic.example>;tag=n7',
  To: '<sip:ward@clinic.example>',
  'Call-ID': '1@desk.clinic.example',
};

export interface MessageOptions {
  readonly startLine?: string;
  /** Replaces or adds a header; undefined leaves it out. Content-Length is made from the body unless given. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Header lines put behind the others as they are. */
  readonly lines?: readonly string[];
  readonly body?: string | Buffer;
}

/** The bytes of one message, CR LF and all; without options a flawless OPTIONS. */
export function messageBytes(options: MessageOptions = {}): Buffer {
  const startLine = options.startLine ?? 'OPTIONS sip:ward@clinic.example SIP/2.0';
  const body = Buffer.isBuffer(options.body) ? options.body : Buffer.from(options.body ?? '', 'utf8');
  const method = startLine.split(' ', 1)[0];
  const headers: Record<string, string | undefined> = {
    ...HEAD,
    CSeq: `41 ${method.startsWith('SIP/') ? 'INVITE' : method}`,
    'Content-Length': String(body.length),
    ...options.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const head = [startLine, ...lines, ...(options.lines ?? []), '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'utf8'), body]);
}

/** A small session description that nothing is wrong with. */
export const SDP = [
  'v=0',
  'o=- 4711 1 IN IP4 192.0.2.40',
  's=-',
  'c=IN IP4 192.0.2.40',
  't=0 0',
  'm=audio 30000 RTP/AVP 0 8 101',
  'a=rtpmap:101 telephone-event/8000',
  'a=sendonly',
  '',
].join('\r\n');
