// A server for looking at the page without a collector: the built dashboard under its strict CSP, `/api` and `/api/live`
// with made-up calls. `node test/support/fake-server.mjs [--rows N] [--port N] [--scene demo|empty|none|failed|load|hostile|live|lossy|norights]`
// Deterministic: the same scene always shows the same calls.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';

const root = new URL('../../dist/ui/', import.meta.url).pathname;
const START = Date.UTC(2026, 0, 15, 10, 2, 11) * 1000;
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

const STATES = [
  'ended',
  'ended',
  'ended',
  'ended',
  'failed',
  'cancelled',
  'busy',
  'established',
  'ringing',
  'timeout',
  'redirected',
  'declined',
];
const CODES = {
  ended: 200,
  established: 200,
  failed: 503,
  cancelled: 487,
  busy: 486,
  timeout: 408,
  redirected: 302,
  declined: 603,
  ringing: 0,
};
const HOSTILE = {
  from: '"<img src=x onerror=alert(1)>\u202eevil\u0000\u001b[31mred" <sip:<script>alert(1)</script>@[2001:db8::1]>',
  user: '<b>\u202eevil\u0007</b>',
};

/** Every row is a pure function of its index. */
export function makeRow(index, scene, capture = 'demo') {
  const random = mulberry(index + 1);
  const state = STATES[Math.floor(random() * STATES.length)];
  const isRegister = index % 11 === 7;
  const isHostile = scene === 'hostile' && index % 4 === 1;
  const user = `+4930${1230000 + ((index * 7919) % 9000)}`;
  const to = index % 5 === 0 ? 'alice' : `+1555${1000000 + ((index * 104729) % 900000)}`;
  const startTime = START + index * 23_511;
  const pdd = state === 'timeout' ? undefined : 80 + Math.floor(random() * 3000) + random();
  const talk = state === 'ended' ? 1000 + Math.floor(random() * 400_000) : undefined;
  const long = 'x'.repeat(9000);
  return {
    id: `${capture}:${index}`,
    index,
    callId: isHostile ? `${HOSTILE.user}${long}` : `${(index * 2654435761) % 4294967296}-${index}@10.0.0.7`,
    kind: isRegister ? 'registration' : 'call',
    state: isRegister ? (index % 2 ? 'succeeded' : 'challenged') : state,
    flags:
      index % 9 === 0
        ? ['openAtEnd']
        : scene === 'lossy' && index % 7 === 3
          ? ['incomplete']
          : index % 13 === 0
            ? ['forked', 'diverted']
            : [],
    method: isRegister ? 'REGISTER' : isHostile ? `INV${long}` : 'INVITE',
    statusCode: isRegister ? 200 : (CODES[state] ?? 0),
    from: isHostile ? HOSTILE.from + long : `"Anna" <sip:${user}@carrier.example>`,
    to: isHostile ? HOSTILE.from : `<sip:${to}@pbx.example>`,
    fromUser: isHostile ? HOSTILE.user : user,
    toUser: isHostile ? long : to,
    source: index % 6 === 0 ? '[2001:db8:12::7]:5060' : `10.0.${index % 4}.${index % 200}:5060`,
    destination: '198.51.100.3:5060',
    transport: index % 8 === 0 ? 'TCP' : 'UDP',
    startTime,
    lastTime: startTime + (talk ?? 3000) * 1000,
    ...(pdd === undefined || isRegister ? {} : { pdd }),
    ...(talk === undefined || isRegister
      ? {}
      : { talkTime: talk, setupTime: (pdd ?? 0) + 2100, ringDuration: 2100, disconnectDelay: 12.4 }),
    messages: 6 + Math.floor(random() * 14),
    retransmissions: index % 6 === 4 ? 3 : 0,
    duplicates: index % 10 === 3 ? 2 : 0,
    dialogs: 1,
  };
}

/** A ladder of about `length` messages over three hosts. */
export function makeLadder(length, scene) {
  const hosts = [
    { column: 0, label: 'sbc-1', address: '10.0.0.7', ports: [5060] },
    { column: 1, label: '192.0.2.10', address: '192.0.2.10', ports: [5060, 5080] },
    { column: 2, label: 'core-a', address: '198.51.100.3', ports: [5060] },
  ];
  const script = [
    ['INVITE', 0, 0, 1, 0, 1, 'PCMU PCMA telephone-event'],
    ['100 Trying', 100, 1, 0, 1_000, 1],
    ['INVITE', 0, 1, 2, 4_000, 2, 'PCMU PCMA telephone-event'],
    ['INVITE', 0, 1, 2, 504_000, 2, 'PCMU PCMA telephone-event', { retransmission: true, retransmissionOf: 2 }],
    ['180 Ringing', 180, 2, 1, 720_000, 2],
    ['180 Ringing', 180, 1, 0, 721_000, 1, '', { duplicates: 1 }],
    ['200 OK', 200, 2, 1, 8_900_000, 2, 'PCMA'],
    ['200 OK', 200, 1, 0, 8_901_000, 1, 'PCMA'],
    ['ACK', 0, 0, 2, 8_930_000, 3],
    ['INFO', 0, 2, 2, 9_100_000, 4],
    ['BYE', 0, 2, 1, 40_930_000, 5],
    ['481 Call/Transaction Does Not Exist', 481, 1, 2, 40_931_000, 5, '', { faults: ['Content-Length'] }],
    ['302 Moved Temporarily', 302, 1, 0, 40_932_000, 6],
    ['503 Service Unavailable', 503, 1, 0, 40_933_000, 6],
    ['603 Decline', 603, 1, 0, 40_934_000, 7],
  ];
  const rows = [];
  let before;
  for (let index = 0; index < length; index += 1) {
    const [label, statusCode, from, to, at, transaction, sdp = '', more = {}] = script[index % script.length];
    const round = Math.floor(index / script.length);
    const time = START + at + round * 45_000_000;
    if (before !== undefined && time - before > 5_000_000)
      rows.push({ type: 'gap', time: before, duration: (time - before) / 1000 });
    before = time;
    const isHostile = scene === 'hostile' && index % 5 === 2;
    if (scene === 'lossy' && index === 6)
      rows.push({ type: 'event', kind: 'loss', time: time - 1, text: '1,204 frames dropped on eth0' });
    if (scene === 'lossy' && index === 3)
      rows.push({ type: 'event', kind: 'icmp', time: time - 1, from: 2, to: 1, text: 'port unreachable', message: 2 });
    if (scene === 'lossy' && index === 9)
      rows.push({ type: 'event', kind: 'icmp', time: time - 1, text: 'host unreachable from 10.9.9.9' });
    rows.push({
      type: 'message',
      index,
      time,
      from,
      to,
      sourcePort: 5060,
      destinationPort: 5060,
      transport: 'UDP',
      label: isHostile ? `${HOSTILE.from}${'y'.repeat(9000)}` : label,
      statusCode,
      method: 'INVITE',
      cseq: 1 + round,
      transaction: transaction + round * 10,
      leg: 0,
      sdp: isHostile && sdp !== '' ? 'G729<script>'.repeat(50) : sdp,
      hasSdp: sdp !== '',
      retransmission: false,
      retransmissionOf: undefined,
      duplicates: 0,
      responseTime: statusCode > 0 ? 12.5 : undefined,
      length: 900,
      faults: [],
      ...more,
    });
  }
  return { hosts, rows, omitted: length > 5000 ? 12 : 0 };
}

function makeMessage(index, scene) {
  const sdp =
    'v=0\r\no=- 1 1 IN IP4 10.0.0.7\r\ns=-\r\nc=IN IP4 10.0.0.7\r\nt=0 0\r\nm=audio 10000 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n';
  const evil = scene === 'hostile' ? `X-Evil: ${HOSTILE.from} ${';tag=a'.repeat(200)} ${'z'.repeat(60_000)}\r\n` : '';
  const raw = `INVITE sip:+15551000@pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.7:5060;rport;branch=z9hG4bK776asdhds${index}\r\nMax-Forwards: 70\r\nFrom: "Anna" <sip:+4930123@carrier.example>;tag=1928301774\r\nTo: <sip:+15551000@pbx.example>\r\nCall-ID: a84b4c76e66710@10.0.0.7\r\nCSeq: 314159 INVITE\r\nContact: <sip:+4930123@10.0.0.7:5060>\r\n${evil}Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, PRACK, UPDATE\r\nSupported: 100rel, timer, replaces\r\nUser-Agent: sbc/7.2\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
  const headers = raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .split('\r\n')
    .slice(1)
    .map(line => {
      const [name, ...rest] = line.split(': ');
      const value = rest.join(': ');
      const parts =
        name === 'Via'
          ? [
              ['transport', 'UDP'],
              ['sent-by', '10.0.0.7:5060'],
              ['branch', `z9hG4bK776asdhds${index}`],
              ['rport', ''],
            ]
          : name === 'From'
            ? [
                ['display name', 'Anna'],
                ['user', '+4930123'],
                ['host', 'carrier.example'],
                ['tag', '1928301774'],
              ]
            : [];
      return {
        name,
        canonical: name,
        value,
        parts: parts.map(([n, v]) => ({ name: n, value: v })),
        problems:
          name === 'Contact' && index % 3 === 0
            ? ['A private address in Contact cannot be reached from outside (RFC 3261 §8.1.1.8)']
            : [],
      };
    });
  return {
    id: `demo:${index}`,
    index,
    leg: 0,
    callId: 'a84b4c76e66710@10.0.0.7',
    time: START + index * 1000,
    nanos: 0,
    source: '10.0.0.7:5060',
    destination: '192.0.2.10:5060',
    transport: 'UDP',
    frameNumber: 1204 + index,
    file: '/captures/demo.pcapng',
    length: raw.length,
    retransmission: index === 3,
    duplicates: index === 5 ? 1 : 0,
    capturePoints:
      index === 5
        ? [
            { name: 'eth0', time: START + index * 1000, frameNumber: 1204 + index },
            { name: 'HEP 2001 (node1)', time: START + index * 1000 + 431, frameNumber: 9000 + index },
          ]
        : [{ name: 'demo.pcapng', time: START + index * 1000, frameNumber: 1204 + index }],
    ...(index === 5 ? { correlationId: 'a84b4c76e66710@10.0.0.7' } : {}),
    startLine: raw.slice(0, raw.indexOf('\r\n')),
    raw,
    headers,
    bodies: [{ contentType: 'application/sdp', headers: [], text: sdp, length: sdp.length }],
    sdp: {
      origin: '- 1 1 IN IP4 10.0.0.7',
      sessionName: '-',
      connection: 'IN IP4 10.0.0.7',
      media: [
        {
          media: 'audio',
          port: 10000,
          protocol: 'RTP/AVP',
          direction: 'sendrecv',
          address: '10.0.0.7',
          codecs: ['PCMU', 'PCMA', 'telephone-event'],
          attributes: ['rtpmap:0 PCMU/8000', 'rtpmap:8 PCMA/8000', 'rtpmap:101 telephone-event/8000', 'sendrecv'],
        },
      ],
      problems: [],
    },
    problems: index % 7 === 6 ? ['Content-Length says 412, the body has 147 bytes (RFC 3261 §20.14)'] : [],
  };
}

function makeHealth(scene) {
  const sample = n => ({
    id: `0-${n}`,
    source: '/captures/demo.pcapng',
    point: scene === 'demo' ? 'demo.pcapng' : 'eth0',
    frameNumber: n,
    time: START + n * 1000,
  });
  return {
    frames: 16_412,
    sipMessages: 1_284,
    mediaPackets: 14_816,
    duplicates: 4,
    retransmissions: 31,
    malformed: 2,
    truncatedFrames: 1,
    notDecoded:
      scene === 'empty'
        ? []
        : [
            { reason: 'not SIP', count: 240, samples: [12, 19, 44, 51, 60].map(sample) },
            { reason: 'fragment incomplete', count: 3, samples: [88, 1200].map(sample) },
            { reason: 'TLS without key', count: 69, samples: [90].map(sample) },
          ],
    shed: scene === 'hostile' ? { 'tcp bytes': 1_048_576 } : {},
    dropped: scene === 'lossy' ? 1204 : 0,
    tls:
      scene === 'live' || scene === 'lossy'
        ? { connections: 15, decrypted: 2, withoutKey: 12, failed: 1 }
        : { connections: 0, decrypted: 0, withoutKey: 0, failed: 0 },
    points: [
      ['demo.pcapng', 'file', 240],
      ['cut.pcap.gz', 'file', 3],
    ].map(([name, kind, number]) => ({
      name,
      kind,
      frames: 8000 + number,
      bytes: 4_000_000,
      sipMessages: 640,
      truncatedFrames: name === 'cut.pcap.gz' ? 1 : 0,
      refused: {},
      hasApproximateTimes: false,
      notDecoded: scene === 'empty' ? [] : [{ reason: 'not SIP', count: number }],
    })),
    sources: [
      {
        path: '/captures/demo.pcapng',
        format: 'pcapng',
        linkTypes: ['Ethernet'],
        frames: 16_000,
        bytes: 8_234_567,
        start: START,
        end: START + 900e6,
        notes: [],
      },
      {
        path: '/captures/cut.pcap.gz',
        format: 'pcap.gz',
        linkTypes: ['Linux cooked v1'],
        frames: 412,
        bytes: 234_567,
        start: START,
        end: START + 60e6,
        truncated: 'The last record is cut at byte 234,560: 120 bytes announced, 7 there.',
        notes: ['2 records out of time order'],
      },
    ],
  };
}

const NO_RIGHTS = {
  code: 'SIPA_NO_RIGHTS',
  message: 'No right to capture on eth0.',
  hint: [
    'Run it as root; root is given up once the interfaces are open:   sudo /usr/bin/node /usr/bin/sipscope live -i eth0',
    'Or let tcpdump capture, by its own capability, and use --engine tcpdump:   sudo setcap cap_net_raw,cap_net_admin+eip "$(readlink -f "$(command -v tcpdump)")"',
  ].join('\n  '),
};

function makeInterfaces(scene) {
  const item = (name, addresses, more = {}) => ({
    name,
    addresses,
    isUp: true,
    isLoopback: false,
    isAny: false,
    ...more,
  });
  return {
    items: [
      item('any', [], { isAny: true }),
      item('eth0', ['10.0.0.7', '192.0.2.10', '2001:db8:12::7', 'fe80::5054:ff:fe12:3456']),
      item('eth1', ['10.9.0.1']),
      item('wlan0', [], { isUp: false }),
      item('lo', ['127.0.0.1', '::1'], { isLoopback: true }),
    ],
    engines: [
      {
        name: 'cap',
        ...(scene === 'norights'
          ? {
              problem: {
                code: 'SIPA_NO_CAP',
                message: 'The module cap is not built.',
                hint: 'Install libpcap and build it:   sudo apt-get install libpcap-dev && npm rebuild cap',
              },
            }
          : {}),
      },
      { name: 'tcpdump' },
    ],
  };
}

function makeFrame(id) {
  const frameNumber = Number(id.split('-').at(-1));
  const length = frameNumber === 1200 ? 65_536 : 90 + (frameNumber % 400);
  const random = mulberry(frameNumber);
  const bytes = Buffer.from(
    Array.from({ length }, (_, at) => (at > 42 && at < 80 ? 0x41 + (at % 26) : random() * 256)),
  );
  return {
    id,
    source: '/home/anna/.local/state/sipscope/spool/eth0-2026-01-15/20260115T100000Z-00000012.pcapng',
    point: 'eth0',
    frameNumber,
    time: START + frameNumber * 1000,
    reason:
      frameNumber === 90
        ? 'TLS without key'
        : frameNumber === 88 || frameNumber === 1200
          ? 'fragment incomplete'
          : 'not SIP',
    linkType: 'ethernet',
    originalLength: frameNumber === 1200 ? 70_123 : length,
    bytes: bytes.toString('base64'),
    cut: frameNumber === 1200,
  };
}

const LIVE_START = Date.UTC(2026, 0, 15, 10, 0, 0) * 1000;

/** A live capture whose counters are functions of the seconds since it was started. */
function makeLive(plan, seconds, recorder, isLossy) {
  const at = rate => Math.floor(rate * seconds);
  return {
    recorder,
    plan,
    inputs: [
      ...plan.interfaces.map((name, index) => ({
        name,
        kind: 'interface',
        frames: at(1204 / (index + 1)),
        bytes: at(412_000 / (index + 1)),
        ...(plan.engine === 'tcpdump' ? { kernelDrops: isLossy ? at(12) : 0, interfaceDrops: 0 } : {}),
        refused: {},
      })),
      ...plan.hep.map((name, index) => ({
        name: `hep ${name}`,
        kind: 'hep',
        frames: at(94),
        bytes: at(61_000),
        refused: isLossy ? { 'wrong HEP key': at(0.4), 'malformed HEP': 3 } : {},
        ...(isLossy && index === 1
          ? {
              problem: {
                code: 'SIPA_HEP_ADDRESS',
                message: `Nothing can listen on ${name}: the address is in use.`,
                hint: 'Stop the other program, or choose another port.',
              },
            }
          : {}),
      })),
    ],
    spool: {
      directory: '/home/anna/.local/state/sipscope/spool/eth0-2026-01-15',
      bytes: Math.min(plan.limits.spoolBytes, at(473_000) + 412_000_000),
      segments: 12,
      limits: plan.limits,
      deletedSegments: isLossy ? 3 : 0,
      deletedBytes: isLossy ? 192_000_000 : 0,
      lostFrames: isLossy ? 17 : 0,
      isDiskFull: false,
    },
    ...(recorder === 'failed'
      ? { problem: { code: 'SIPA_NO_DEVICE', message: 'eth0 went away.', hint: 'Plug it in and start again.' } }
      : {}),
  };
}

function makeLiveHealth(live, scene, sip) {
  const health = makeHealth(scene);
  const agents = live.plan.hep.length > 0 ? ['HEP 2001 (node1)', 'HEP 2002 (node2)'] : [];
  const point = (name, kind, frames, more = {}) => ({
    name,
    kind,
    frames,
    bytes: frames * 342,
    sipMessages: kind === 'interface' || name.startsWith('HEP') ? Math.floor(frames / 3) : 0,
    truncatedFrames: scene === 'lossy' ? 4 : 0,
    refused: {},
    hasApproximateTimes: live.plan.engine === 'cap' && kind === 'interface',
    notDecoded: [],
    ...more,
  });
  return {
    ...health,
    sipMessages: sip,
    frames: live.inputs.reduce((sum, input) => sum + input.frames, 0),
    sources: [],
    points: [
      ...live.inputs.map((input, index) =>
        point(input.name, input.kind, input.frames, {
          notDecoded: [
            { reason: 'not SIP', count: 240 - index * 60 },
            { reason: 'TLS without key', count: 69 },
          ],
        }),
      ),
      ...agents.map((name, index) => point(name, 'hep', Math.floor((live.inputs.at(-1)?.frames ?? 0) / (index + 2)))),
    ],
  };
}

/** Starts the fake; resolves to `{ port, close, drop }`, where `drop` cuts all sockets. */
export async function startFake({ port = 0, rows = 100_000, scene = 'demo' } = {}) {
  let loaded = scene === 'load' ? 40 : scene === 'empty' ? 0 : rows;
  const clients = new Set();
  const isLiveScene = scene === 'live' || scene === 'lossy';
  const lives = new Map();
  const startLive = (plan, id = `live${lives.size + 1}`) => {
    lives.set(id, {
      id,
      seconds: isLiveScene && lives.size === 0 ? 124 : 0,
      recorder: 'recording',
      generation: 0,
      plan: {
        spool: '/home/anna/.local/state/sipscope/spool/eth0-2026-01-15',
        interfaces: plan.interfaces ?? [],
        engine: plan.engine ?? 'cap',
        filter: plan.filter ?? '',
        bufferBytes: (plan.bufferMegabytes ?? 64) * 1_048_576,
        promiscuous: plan.promiscuous ?? true,
        hep: plan.hep ?? [],
        limits: { segmentBytes: 67_108_864, segmentSeconds: 600, spoolBytes: 10_737_418_240, spoolSeconds: 604_800 },
      },
    });
    return id;
  };
  if (isLiveScene) {
    loaded = scene === 'live' ? 12 : 400;
    startLive({
      interfaces: ['eth0', 'eth1'],
      engine: scene === 'lossy' ? 'tcpdump' : 'cap',
      filter: 'port 5060 or port 5061',
      hep: scene === 'lossy' ? ['udp:0.0.0.0:9060', 'tcp:0.0.0.0:9060'] : ['udp:0.0.0.0:9060'],
    });
  }
  const uploads = [];
  const progress = () => ({
    state: scene === 'failed' ? 'failed' : loaded < rows && scene !== 'empty' && !isLiveScene ? 'loading' : 'ready',
    bytesRead: loaded * 8230,
    bytesTotal: rows * 8230,
    frames: loaded * 14 + 16,
    messages: loaded * 13,
    legs: loaded,
    notDecoded: scene === 'demo' || scene === 'hostile' ? 312 : 0,
    generation: 0,
    dropped: 0,
    activeCalls: loaded > 0 ? 41 : 0,
    clock: START + loaded * 23_511,
    start: START,
    ...(scene === 'failed'
      ? {
          error: {
            code: 'SIPA_NOT_A_CAPTURE',
            message: 'demo.txt is no pcap or pcapng file: it starts with 48 65 6c 6c.',
            hint: 'Give a capture file of tcpdump, Wireshark or dumpcap, plain or gzipped.',
          },
        }
      : {}),
  });
  const info = (id = 'demo', name = 'demo.pcapng', origin = 'file') => ({
    id,
    name,
    paths: [`/captures/${name}`],
    origin,
    progress: progress(),
  });
  const liveInfoOf = entry => {
    const live = makeLive(entry.plan, entry.seconds, entry.recorder, scene === 'lossy');
    const frames = live.inputs.reduce((sum, input) => sum + input.frames, 0);
    return {
      id: entry.id,
      name: [...entry.plan.interfaces, ...entry.plan.hep].join(', '),
      paths: [entry.plan.spool],
      origin: 'live',
      progress: {
        ...progress(),
        state: entry.recorder === 'recording' ? 'live' : 'ready',
        generation: entry.generation,
        dropped: scene === 'lossy' ? Math.floor(12 * entry.seconds) : 0,
        bytesTotal: undefined,
        bytesRead: frames * 342,
        frames,
        messages: Math.floor(frames / 3),
        clock: LIVE_START + entry.seconds * 1e6,
        start: LIVE_START,
      },
      live,
    };
  };
  const captures = () => [...others(), ...Array.from(lives.values(), liveInfoOf)];
  const others = () =>
    scene === 'none' || scene === 'norights'
      ? uploads
      : [info(), info('second', 'second-a-rather-long-name-2026-01-15.pcapng.gz'), ...uploads];
  const matches = (row, filter) => filter === '' || JSON.stringify(row).includes(filter.replaceAll('"', ''));
  const cache = new Map();
  const sorted = (filter, sort, capture) => {
    const key = `${filter}|${sort}|${loaded}|${capture}`;
    if (cache.has(key)) return cache.get(key);
    let indexes = Array.from({ length: loaded }, (_, index) => index);
    if (filter !== '') indexes = indexes.filter(index => matches(makeRow(index, scene), filter));
    const column = sort.replace('-', '');
    if (column !== '') {
      const value =
        {
          pdd: r => r.pdd ?? 0,
          statusCode: r => r.statusCode,
          state: r => r.state,
          startTime: r => r.startTime,
          from: r => r.fromUser,
          to: r => r.toUser,
          talkTime: r => r.talkTime ?? 0,
          messages: r => r.messages,
          retransmissions: r => r.retransmissions,
        }[column] ?? (r => r.index);
      const values = new Map(indexes.map(index => [index, value(makeRow(index, scene))]));
      indexes.sort(
        (a, b) =>
          (values.get(a) < values.get(b) ? -1 : values.get(a) > values.get(b) ? 1 : a - b) *
          (sort.startsWith('-') ? -1 : 1),
      );
    }
    cache.set(key, indexes);
    return indexes;
  };
  const list = ({ filter, sort, window, capture }) => {
    const bad = filter.indexOf('((');
    if (bad >= 0)
      return {
        rows: [],
        offset: 0,
        total: 0,
        all: loaded,
        error: {
          message: 'An expression is missing here.',
          position: bad + 1,
          length: 1,
          expected: ['a field', 'not', 'a word'],
        },
      };
    const simple = filter === '' && sort === '';
    const indexes = simple ? undefined : sorted(filter, sort, capture);
    const total = simple ? loaded : indexes.length;
    const offset = Math.min(window.offset, total);
    const end = Math.min(total, offset + window.limit);
    const out = [];
    const base = (lives.get(capture)?.generation ?? 0) * 2 ** 32;
    for (let at = offset; at < end; at += 1) {
      const row = makeRow(simple ? at : indexes[at], scene, capture);
      out.push({ ...row, index: base + row.index, id: `${capture}:${base + row.index}` });
    }
    return { rows: out, offset, total, all: loaded };
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://x');
    const json = (value, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (url.pathname === '/api/interfaces') return json(makeInterfaces(scene));
    const command = /^\/api\/captures\/([^/]+)(?:\/(stop|start|clear|keys|frames\/.+))?$/.exec(url.pathname);
    if (command !== null) {
      const entry = lives.get(command[1]);
      const verb = command[2] ?? '';
      if (verb.startsWith('frames/')) return json(makeFrame(decodeURIComponent(verb.slice(7))));
      if (verb === 'stop' && entry !== undefined) entry.recorder = 'stopped';
      if (verb === 'start' && entry !== undefined) entry.recorder = 'recording';
      if (verb === 'clear' && entry !== undefined) {
        entry.generation += 1;
        loaded = 0;
        cache.clear();
      }
      if (request.method === 'DELETE') lives.delete(command[1]);
      tell();
      request.resume();
      if (verb === 'keys') return json({ added: 3 });
      if (verb !== '') return json(entry === undefined ? {} : liveInfoOf(entry));
      response.writeHead(204);
      return response.end();
    }
    if (
      url.pathname === '/api/captures' &&
      request.method === 'POST' &&
      request.headers['content-type'] === 'application/json'
    ) {
      let text = '';
      request.on('data', chunk => {
        text += chunk;
      });
      request.on('end', () => {
        const plan = JSON.parse(text);
        const wrong = (plan.filter ?? '').indexOf('andd');
        if (wrong >= 0)
          return json(
            {
              code: 'SIPA_FILTER_WRONG',
              message: "The filter cannot be read: syntax error at 'andd'.",
              hint: 'Write it as tcpdump takes it: pcap-filter(7).',
              position: wrong,
              length: 4,
            },
            400,
          );
        if (scene === 'norights') return json(NO_RIGHTS, 403);
        const id = startLive(plan);
        return json(liveInfoOf(lives.get(id)), 201);
      });
      return;
    }
    if (url.pathname === '/api/captures' && request.method === 'POST') {
      let bytes = 0;
      request.on('data', chunk => {
        bytes += chunk.length;
      });
      request.on('end', () => {
        if (bytes > 1_000_000)
          return json(
            {
              code: 'SIPA_TOO_LARGE',
              message: 'The file is larger than the upload limit of 1 MiB.',
              hint: 'Raise the limit with --upload-limit, or open the file on the command line.',
            },
            413,
          );
        uploads.push(info('up1', 'upload.pcap', 'upload'));
        return json(uploads.at(-1), 201);
      });
      return;
    }
    if (url.pathname === '/api/captures') return json({ items: captures() });
    if (url.pathname.startsWith('/api/calls/')) {
      const id = decodeURIComponent(url.pathname.slice(11));
      const number = Number(id.slice(id.lastIndexOf(':') + 1));
      const generation = lives.get(id.slice(0, id.lastIndexOf(':')))?.generation ?? 0;
      const index = Math.floor(number / 2 ** 32) === generation ? number % 2 ** 32 : Number.POSITIVE_INFINITY;
      if (index >= loaded)
        return json(
          {
            code: 'SIPA_NO_SUCH_CALL',
            message: `There is no call ${id}.`,
            hint: 'The capture may have been closed and opened again.',
          },
          404,
        );
      return json({
        call: makeRow(index, scene),
        ladder: makeLadder(index === 3 ? 1000 : index === 5 ? 20_000 : 15, scene),
        transitions: [],
        dialogs: [],
        transactions: [],
        findings: [],
        sessions: [],
        streams: [],
      });
    }
    if (url.pathname.startsWith('/api/messages/'))
      return json(makeMessage(Number(decodeURIComponent(url.pathname).split(':').at(-1)), scene));
    if (url.pathname === '/api/health/capture') {
      const entry = lives.get(url.searchParams.get('capture'));
      if (entry === undefined) return json(makeHealth(scene === 'lossy' || scene === 'live' ? 'demo' : scene));
      return json(makeLiveHealth(liveInfoOf(entry).live, scene, liveInfoOf(entry).progress.messages));
    }
    if (url.pathname.startsWith('/api/'))
      return json({ code: 'SIPA_NOT_FOUND', message: 'No such thing.', hint: '' }, 404);
    let path = join(root, normalize(url.pathname));
    if (!path.startsWith(root) || !existsSync(path) || statSync(path).isDirectory()) path = join(root, 'index.html');
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': CSP,
    });
    createReadStream(path).pipe(response);
  });
  const sockets = new WebSocketServer({ server, path: '/api/live' });
  sockets.on('connection', socket => {
    const client = { socket, watch: undefined, total: -1 };
    clients.add(client);
    socket.on('close', () => clients.delete(client));
    socket.on('message', data => {
      const message = JSON.parse(String(data));
      client.watch = message.view === 'calls' ? message : undefined;
      client.lister = message.view === 'captures' ? message : undefined;
      if (client.lister !== undefined)
        socket.send(JSON.stringify({ type: 'captures', seq: message.seq, captures: captures() }));
      if (client.watch === undefined) return;
      const answer = list(message);
      client.total = answer.total;
      socket.send(JSON.stringify({ type: 'calls', seq: message.seq, capture: message.capture, ...answer }));
    });
    socket.send(JSON.stringify({ type: 'progress', capture: 'demo', progress: progress() }));
  });
  const tell = () => {
    for (const client of clients) {
      for (const entry of lives.values())
        client.socket.send(
          JSON.stringify({ type: 'progress', capture: entry.id, progress: liveInfoOf(entry).progress }),
        );
      if (client.lister !== undefined)
        client.socket.send(JSON.stringify({ type: 'captures', seq: client.lister.seq, captures: captures() }));
      const { watch } = client;
      if (watch !== undefined && lives.has(watch.capture))
        client.socket.send(JSON.stringify({ type: 'calls', seq: watch.seq, capture: watch.capture, ...list(watch) }));
    }
  };
  const recorder = setInterval(() => {
    let isMoving = false;
    for (const entry of lives.values()) {
      if (entry.recorder !== 'recording') continue;
      entry.seconds += 1;
      isMoving = true;
    }
    if (!isMoving) return;
    loaded += 7;
    tell();
  }, 1000);
  const ticker = setInterval(() => {
    if (scene !== 'load' || loaded >= rows) return;
    loaded = Math.min(rows, loaded + Math.ceil(rows / 60));
    for (const { socket, watch } of clients) {
      socket.send(JSON.stringify({ type: 'progress', capture: 'demo', progress: progress() }));
      if (watch !== undefined)
        socket.send(JSON.stringify({ type: 'calls', seq: watch.seq, capture: watch.capture, ...list(watch) }));
    }
  }, 100);
  const dropAll = () => {
    for (const { socket } of clients) socket.terminate();
  };
  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    drop: dropAll,
    close: () => {
      clearInterval(ticker);
      clearInterval(recorder);
      dropAll();
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function mulberry(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const option = (name, fallback) =>
    process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : fallback;
  const fake = await startFake({
    port: Number(option('--port', 8070)),
    rows: Number(option('--rows', 100_000)),
    scene: option('--scene', 'demo'),
  });
  process.stdout.write(`http://127.0.0.1:${fake.port}/\n`);
}
