// A session description taken apart for a table: session, media, codecs, security, ICE (RFC 8866 and what names its attributes).
// Takes the text of a body, good or bad; gives every line somewhere. Pure, bounded.

export interface SdpField {
  readonly name: string;
  readonly value: string;
}

export interface SdpCodecRow {
  readonly payloadType: string;
  /** `PCMA`; the format itself where nothing maps it. */
  readonly name: string;
  /** Hz, and channels when there are several: `48000/2`. */
  readonly rate: string;
  readonly fmtp: string;
  /** rtcp-fb, one after another. */
  readonly feedback: string;
}

export interface SdpCrypto {
  readonly tag: string;
  readonly suite: string;
  /** The key: a secret. */
  readonly key: string;
  readonly parameters: string;
}

export interface SdpCandidate {
  readonly type: string;
  readonly component: string;
  readonly transport: string;
  readonly address: string;
  readonly priority: string;
  readonly related: string;
}

export interface SdpMedium {
  readonly media: string;
  readonly port: string;
  readonly protocol: string;
  readonly mid: string;
  readonly direction: string;
  readonly address: string;
  readonly codecs: readonly SdpCodecRow[];
  readonly cryptos: readonly SdpCrypto[];
  readonly candidates: readonly SdpCandidate[];
  /** Candidates that a limit left out. */
  readonly candidatesOmitted: number;
  /** DTLS, ICE names, bandwidth, packet time and all other attributes. */
  readonly fields: readonly SdpField[];
}

export interface SdpModel {
  readonly session: readonly SdpField[];
  readonly media: readonly SdpMedium[];
  /** Lines that a limit left out. */
  readonly omitted: number;
}

const MAX_LINES = 2000;
const MAX_CANDIDATES = 60;
const DIRECTIONS: ReadonlySet<string> = new Set(['sendrecv', 'sendonly', 'recvonly', 'inactive']);
/** Static payload types (RFC 3551 §6). */
const STATIC: Readonly<Record<string, string>> = {
  0: 'PCMU/8000',
  3: 'GSM/8000',
  4: 'G723/8000',
  5: 'DVI4/8000',
  6: 'DVI4/16000',
  7: 'LPC/8000',
  8: 'PCMA/8000',
  9: 'G722/8000',
  10: 'L16/44100/2',
  11: 'L16/44100',
  12: 'QCELP/8000',
  13: 'CN/8000',
  14: 'MPA/90000',
  15: 'G728/8000',
  16: 'DVI4/11025',
  17: 'DVI4/22050',
  18: 'G729/8000',
  26: 'JPEG/90000',
  31: 'H261/90000',
  32: 'MPV/90000',
  33: 'MP2T/90000',
  34: 'H263/90000',
};
/** What the one-letter lines are (RFC 8866 §5). */
const LINES: Readonly<Record<string, string>> = {
  v: 'version',
  s: 'session name',
  i: 'information',
  u: 'more at',
  e: 'e-mail',
  p: 'phone',
  c: 'connection',
  b: 'bandwidth',
  t: 'time',
  r: 'repeats',
  z: 'time zones',
  k: 'key',
};

export function sdpModel(text: string): SdpModel {
  const all = text.split(/\r?\n/).filter(line => line !== '');
  const sections: string[][] = [[]];
  for (const line of all.slice(0, MAX_LINES)) {
    if (line.startsWith('m=')) sections.push([]);
    sections.at(-1)?.push(line);
  }
  const [head = [], ...rest] = sections;
  return {
    session: head.filter(line => line !== 'v=0').flatMap(sessionFields),
    media: rest.map(lines => mediumOf(lines, head)),
    omitted: Math.max(0, all.length - MAX_LINES),
  };
}

/** o=<username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address>  (RFC 8866 §5.2) */
function sessionFields(line: string): readonly SdpField[] {
  if (!line.startsWith('o=')) return [fieldOf(line)];
  const [user = '', id = '', version = '', , , address = ''] = line.slice(2).split(' ');
  return [
    { name: 'origin', value: `${user} at ${address}` },
    { name: 'session', value: `${id}, version ${version}` },
  ];
}

function mediumOf(lines: readonly string[], head: readonly string[]): SdpMedium {
  const [media = '', port = '', protocol = '', ...formats] = (lines[0] ?? '').slice(2).split(/ +/);
  const used = new Set<string>(lines.slice(0, 1));
  const attributes = lines.filter(line => line.startsWith('a='));
  const own = (name: string): readonly string[] =>
    attributes
      .filter(line => line.startsWith(`a=${name}:`))
      .map(line => {
        used.add(line);
        return line.slice(name.length + 3);
      });
  const byFormat = (name: string): ReadonlyMap<string, string> => {
    const values = new Map<string, string>();
    for (const value of own(name)) {
      const [format = '', rest] = cutAt(value, ' ');
      values.set(format, values.has(format) ? `${values.get(format)} · ${rest}` : rest);
    }
    return values;
  };
  const [names, fmtps, feedback] = [byFormat('rtpmap'), byFormat('fmtp'), byFormat('rtcp-fb')];
  const candidates = own('candidate').map(candidateOf);
  const cryptos = own('crypto').map(cryptoOf);
  const [mid = ''] = own('mid');
  const direction = directionOf(lines) ?? directionOf(head) ?? 'sendrecv';
  const connection = lines.find(line => line.startsWith('c=')) ?? head.find(line => line.startsWith('c=')) ?? '';
  const isRtp = /RTP/i.test(protocol);
  return {
    media,
    port,
    protocol,
    mid,
    direction,
    address: connection.split(' ')[2] ?? '',
    codecs: formats.map(format => {
      const [name = '', ...rate] = (names.get(format) ?? (isRtp ? (STATIC[format] ?? '') : format)).split('/');
      return {
        payloadType: format,
        name,
        rate: rate.join('/'),
        fmtp: fmtps.get(format) ?? '',
        feedback: feedback.get(format) ?? '',
      };
    }),
    cryptos,
    candidates: candidates.slice(0, MAX_CANDIDATES),
    candidatesOmitted: Math.max(0, candidates.length - MAX_CANDIDATES),
    fields: [
      ...(feedback.has('*') ? [{ name: 'rtcp-fb', value: feedback.get('*') ?? '' }] : []),
      ...lines
        .filter(line => !used.has(line) && !line.startsWith('c=') && !DIRECTIONS.has(line.slice(2).trim()))
        .map(fieldOf),
    ],
  };
}

/** a=<attribute>[:<value>]; another line by the name of its letter. */
function fieldOf(line: string): SdpField {
  if (!line.startsWith('a=')) {
    const letter = line.slice(0, 1);
    return line.charAt(1) === '=' ? { name: LINES[letter] ?? letter, value: line.slice(2) } : { name: '', value: line };
  }
  const [name, value] = cutAt(line.slice(2), ':');
  return { name, value };
}

function directionOf(lines: readonly string[]): string | undefined {
  const line = lines.find(each => each.startsWith('a=') && DIRECTIONS.has(each.slice(2).trim()));
  return line?.slice(2).trim();
}

/** a=crypto:<tag> <suite> inline:<key> [<session parameters>]  (RFC 4568 §4) */
function cryptoOf(value: string): SdpCrypto {
  const [tag = '', suite = '', key = '', ...parameters] = value.split(/ +/);
  return { tag, suite, key, parameters: parameters.join(' ') };
}

/** <foundation> <component> <transport> <priority> <address> <port> typ <type> [raddr … rport …]  (RFC 8839 §5.1) */
function candidateOf(value: string): SdpCandidate {
  const words = value.split(/ +/);
  const after = (word: string): string => {
    const at = words.indexOf(word);
    return at < 0 ? '' : (words[at + 1] ?? '');
  };
  const [, component = '', transport = '', priority = '', address = '', port = ''] = words;
  const related = after('raddr');
  return {
    type: after('typ'),
    component: component === '1' ? 'RTP' : component === '2' ? 'RTCP' : component,
    transport: [transport, after('tcptype')].filter(word => word !== '').join(' '),
    address: `${address}:${port}`,
    priority,
    related: related === '' ? '' : `${related}:${after('rport')}`,
  };
}

function cutAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
