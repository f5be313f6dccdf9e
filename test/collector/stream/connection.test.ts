import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Transport } from '../../../collector/model/packet.ts';
import { Ended } from '../../../collector/stream/outcome.ts';
import { TlsContext } from '../../../collector/tls/context.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';
import { type Peer, StreamBench } from '../../support/stream-bench.ts';
import { type TlsTalk, tlsTalk } from '../../support/tls-talk.ts';
import { messageText } from '../../support/trace.ts';
import { MASK, upgradeRequest, upgradeResponse, webSocketFrame } from '../../support/websocket.ts';

const INVITE = messageText('INVITE sip:bob@example.com SIP/2.0', 'INVITE', {});
const OK = messageText('SIP/2.0 200 OK', 'INVITE', {});
const HEP = Buffer.from('48455033000f00000000000f0009484921', 'hex');
HEP.writeUInt16BE(HEP.length, 4);

function benchOf(talk?: TlsTalk): { bench: StreamBench; keys: TlsKeys } {
  const keys = new TlsKeys();
  if (talk !== undefined) keys.addKeyLog(talk.keyLog);
  return { bench: new StreamBench({}, new TlsContext(keys)), keys };
}

/** Each piece cut to segments of `size` bytes; gives the outcomes. */
function play(bench: StreamBench, talk: TlsTalk, size = 100_000): number[] {
  return talk.pieces.flatMap(({ from, bytes }) => {
    const outcomes: number[] = [];
    for (let at = 0; at < bytes.length; at += size) outcomes.push(bench.send(from, bytes.subarray(at, at + size)));
    return outcomes;
  });
}

const told = (bench: StreamBench): unknown[] => bench.told.map(({ from, text, transport }) => [from, text, transport]);

const SIP: readonly (readonly [Peer, string | Buffer])[] = [
  ['client', INVITE.slice(0, 70)],
  ['client', INVITE.slice(70)],
  ['server', OK],
];
const WSS: readonly (readonly [Peer, string | Buffer])[] = [
  ['client', upgradeRequest()],
  ['server', upgradeResponse()],
  ['client', webSocketFrame(INVITE, { mask: MASK })],
  ['server', webSocketFrame(OK)],
];

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('inside %s', version => {
  test('SIP, with the outcome of each frame', async () => {
    const talk = await tlsTalk(SIP, { version });
    const { bench } = benchOf(talk);
    const outcomes = play(bench, talk);
    expect(told(bench)).toEqual([
      ['client', INVITE, Transport.Tls],
      ['server', OK, Transport.Tls],
    ]);
    expect(bench.told.map(one => [one.offset, one.isWhole])).toEqual([
      [-1, true],
      [-1, true],
    ]);
    expect(new Set(outcomes.slice(0, talk.handshakePieces))).toEqual(new Set([Reason.TlsHandshake]));
    expect(outcomes.at(-1)).toBe(Ended.AsSip);
    expect(outcomes).not.toContain(Reason.TlsWithoutKey);
  });

  test.each([1, 5, 100, 1000])('WebSocket in segments of %i bytes', async size => {
    const talk = await tlsTalk(WSS, { version });
    const { bench } = benchOf(talk);
    play(bench, talk, size);
    expect(told(bench)).toEqual([
      ['client', INVITE, Transport.Wss],
      ['server', OK, Transport.Wss],
    ]);
  });

  test('HEP', async () => {
    const talk = await tlsTalk([['client', Buffer.concat([HEP, HEP])]], { version });
    const { bench } = benchOf(talk);
    play(bench, talk);
    expect(bench.hep).toHaveLength(2);
  });

  test('something else is not SIP', async () => {
    const talk = await tlsTalk([['client', 'hello\r\n']], { version });
    const { bench } = benchOf(talk);
    expect(play(bench, talk)).toContain(Reason.NotSip);
  });

  test('without a key nothing is read; when the key comes, the messages do, and the counters are put right', async () => {
    const talk = await tlsTalk(SIP, { version });
    const { bench, keys } = benchOf();
    const outcomes = play(bench, talk);
    const without = outcomes.filter(outcome => outcome === Reason.TlsWithoutKey).length;
    expect(without).toBeGreaterThanOrEqual(3);
    expect(bench.told).toEqual([]);
    keys.addKeyLog(talk.keyLog);
    expect(bench.texts).toEqual([INVITE, OK]);
    const corrected = bench.corrections.filter(one => one.reason === Reason.TlsWithoutKey);
    expect(corrected.reduce((sum, one) => sum + one.frames, 0)).toBe(without);
    expect(corrected.find(one => one.outcome === Ended.AsSip)?.frames).toBe(3);
  });

  test('a key that comes after the end of the connection is in time, and nothing stays held', async () => {
    const talk = await tlsTalk([...WSS, ['client', webSocketFrame(INVITE, { mask: MASK }).subarray(0, 200)]], {
      version,
    });
    const { bench, keys } = benchOf();
    play(bench, talk);
    bench.end();
    keys.addKeyLog(talk.keyLog);
    expect(bench.told.map(({ text, isWhole }) => [text, isWhole])).toEqual([
      [INVITE, true],
      [OK, true],
      [INVITE.slice(0, 192), false],
    ]);
    expect(bench.streams.budget.heldBytes).toBe(0);
  });

  test('a lost segment costs its message, and the next one follows a loss', async () => {
    const lines: [Peer, string][] = [1, 2, 3].map(n => ['client', INVITE.replaceAll('call-1', `call-${n}`)]);
    const talk = await tlsTalk(lines, { version });
    const { bench } = benchOf(talk);
    let sent = 0;
    for (const [i, { from, bytes }] of talk.pieces.entries()) {
      const isMessage = i >= talk.handshakePieces && from === 'client' && bytes.length > INVITE.length;
      if (isMessage && ++sent === 2) bench.gap(from, bytes.length);
      else bench.send(from, bytes);
    }
    expect(bench.told.map(({ text, isWhole }) => [/call-\d/.exec(text)?.[0], isWhole])).toEqual([
      ['call-1', true],
      ['call-3', false],
    ]);
  });
});

test('one direction alone is a connection, and a second one joins it once', () => {
  const { bench } = benchOf();
  bench.send('client', INVITE);
  bench.send('server', OK);
  bench.end();
  expect(bench.texts).toEqual([INVITE, OK]);
});

test('frames that wait count once each, and the frame that decides is not among them', () => {
  const { bench } = benchOf();
  for (const at of [0, 1, 2]) bench.send('client', INVITE.slice(at, at + 1));
  bench.send('client', INVITE.slice(3));
  expect(bench.corrections).toEqual([{ reason: Reason.NotSip, outcome: Ended.AsSip, frames: 3 }]);
});

test('what waited and was nothing is not corrected', () => {
  const { bench } = benchOf();
  bench.send('client', 'HE');
  bench.send('client', 'LLO\r\n');
  bench.send('client', INVITE);
  expect(bench.corrections).toEqual([]);
});
