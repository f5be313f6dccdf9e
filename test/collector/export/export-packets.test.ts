// What is exported is read again by sipscope and by tshark: the same messages, byte for byte, whatever had carried them.

import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import type { PacketExport, PacketExportQuery } from '../../../collector/model/packet-export.ts';
import { FIXTURES, readCapture, readWithKeys, temporaryFile } from '../../support/captures.ts';
import { LiveCapture, SipSpool } from '../../support/sip-spool.ts';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;

async function exported(capture: Capture, query: Partial<PacketExportQuery> = {}): Promise<PacketExport> {
  const legs = Array.from({ length: capture.progress().legs }, (_, leg) => leg);
  const answer = await capture.answers.exportPackets({ legs, media: false, ...query });
  if (answer === undefined) throw new Error('no such leg');
  return answer;
}

/** Every message as it was on the wire, sorted: packets of one time may change places. */
function messagesOf(capture: Capture): readonly string[] {
  const texts: string[] = [];
  for (let number = 0; ; number++) {
    const bytes = capture.messageBytes(number);
    if (bytes === undefined) return texts.sort();
    texts.push(bytes.toString('latin1'));
  }
}

/** `Call-ID CSeq` of every SIP message that tshark finds, sorted. */
function tsharkMessages(path: string): readonly string[] {
  const fields = ['-T', 'fields', '-E', 'separator=|', '-E', 'aggregator=~', '-e', 'sip.Call-ID', '-e', 'sip.CSeq'];
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-Y', 'sip', ...fields], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter(line => line !== '');
  return lines
    .flatMap(line => {
      const [callIds = '', cseqs = ''] = line.split('|').map(field => field.split('~'));
      return [...callIds].map((callId, at) => `${callId} ${cseqs[at]}`);
    })
    .sort();
}

const header = (text: string, name: string): string =>
  new RegExp(`^${name}[ \\t]*:[ \\t]*(.*?)\\r?$`, 'im').exec(text)?.[1] ?? '';

/** Fixture → how many packets cannot be as they were captured. */
const CARRIED: Readonly<Record<string, number>> = {
  'basic-call-proxy.pcap': 0,
  'retransmission-loss.pcap': 0,
  'ipv6-call.pcap': 0,
  'vxlan.pcap': 0,
  'tunnel-gre.pcap': 0,
  'linux-cooked-sll2.pcap': 0,
  'format-nanosecond-big-endian.pcap': 0,
  'format-gzip-pcapng.pcapng.gz': 0,
  'format-sections.pcapng': 0,
};
const REBUILT: readonly string[] = [
  'tcp-call.pcap',
  'big-message.pcap',
  'ip-fragments.pcap',
  'sctp.pcap',
  'tls-1.3-call.pcapng',
  'websocket-deflate.pcap',
  'wss-call.pcapng',
  'hep-kamailio-v3.pcap',
  'hep-kamailio-ipv6.pcap',
  'hep-kamailio-tcp.pcap',
];

test.each([...Object.keys(CARRIED), ...REBUILT])(
  '%s: the same messages, read again by sipscope and tshark',
  async name => {
    const capture = await readWithKeys(join(FIXTURES, name));
    const { bytes, packets, rebuilt, missing } = await exported(capture);
    const path = temporaryFile(bytes, 'call.pcapng');
    const again = await readCapture(path);
    const messages = messagesOf(capture);
    expect(messages.length).toBeGreaterThan(0);
    expect(messagesOf(again)).toEqual(messages);
    expect(missing).toBe(0);
    expect(rebuilt > 0).toBe(REBUILT.includes(name));
    expect(again.progress().frames).toBe(packets);
    if (!hasTshark) return;
    const wanted = messages
      .map(text => `${header(text, 'Call-ID') || header(text, 'i')} ${header(text, 'CSeq')}`)
      .sort();
    expect(tsharkMessages(path)).toEqual(wanted);
  },
);

test('frames are as they were captured: bytes, times, link type', async () => {
  const file = join(FIXTURES, 'basic-call-proxy.pcap');
  const capture = await readCapture(file);
  const again = await readCapture(temporaryFile((await exported(capture)).bytes, 'call.pcapng'));
  const times = (of: Capture): readonly number[] =>
    (of.call(0)?.ladder.rows ?? []).flatMap(row => (row.type === 'message' ? [row.time] : []));
  expect(times(again)).toEqual(times(capture));
  if (!hasTshark) return;
  const hex = (path: string): string =>
    spawnSync('tshark', ['-r', path, '-Y', 'sip', '-x'], { encoding: 'utf8' }).stdout;
  expect(hex(temporaryFile((await exported(capture)).bytes, 'call.pcapng'))).toBe(hex(file));
});

describe('one leg of many', () => {
  test('has its own messages alone', async () => {
    const capture = await readCapture(join(FIXTURES, 'b2bua-plain.pcap'));
    const again = await readCapture(temporaryFile((await exported(capture, { legs: [1] })).bytes));
    expect(again.callIds(9)).toEqual([capture.call(1)?.call.callId]);
    expect(messagesOf(again)).toHaveLength(capture.call(1)?.call.messages ?? 0);
  });

  test('that is not there is none', async () => {
    const capture = await readCapture(join(FIXTURES, 'busy.pcap'));
    expect(await capture.answers.exportPackets({ legs: [99], media: false })).toBeUndefined();
    expect(await capture.answers.exportPackets({ legs: [], media: false })).toBeUndefined();
  });
});

test.each(['media-g711.pcap', 'srtp-sdes.pcap'])('%s: media comes when it is asked for', async name => {
  const capture = await readCapture(join(FIXTURES, name));
  const without = await readCapture(temporaryFile((await exported(capture)).bytes));
  expect(without.progress().mediaPackets).toBe(0);
  const withMedia = await readCapture(temporaryFile((await exported(capture, { media: true })).bytes));
  expect(withMedia.progress().mediaPackets).toBe(capture.progress().mediaPackets);
  expect(withMedia.health().media.rtcpPackets).toBe(capture.health().media.rtcpPackets);
  expect(messagesOf(withMedia)).toEqual(messagesOf(capture));
});

describe('a spool', () => {
  test('that is still written gives what it has', async () => {
    const spool = new SipSpool().rotate().message('a', 0).message('b', 10).rotate().message('a', 20);
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(() => live.capture.progress().messages === 3);
    const { bytes, packets, rebuilt } = await exported(live.capture, { legs: [0] });
    expect([packets, rebuilt]).toEqual([2, 0]);
    expect(messagesOf(await readCapture(temporaryFile(bytes)))).toHaveLength(2);
  });

  test('that has let the messages go says so', async () => {
    const spool = new SipSpool().rotate().message('a', 0).rotate().message('b', 10);
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(() => live.capture.progress().messages === 2);
    const [oldest = ''] = readdirSync(spool.folder).sort();
    rmSync(join(spool.folder, oldest));
    spool.message('b', 20);
    await live.until(() => live.capture.progress().messages === 3);
    await expect(exported(live.capture, { legs: [0] })).rejects.toMatchObject({
      code: expect.stringMatching(/^SIPA_SEGMENT_/),
      hint: expect.any(String),
    });
    expect((await exported(live.capture, { legs: [1] })).packets).toBe(2);
  });
});

test('a file that is gone from its folder is still read, and nothing is taken for it', async () => {
  const path = temporaryFile((await exported(await readCapture(join(FIXTURES, 'busy.pcap')))).bytes);
  const capture = await readCapture(path);
  rmSync(path);
  appendFileSync(path, 'something else');
  // Its bytes are there as long as it is open.
  expect((await exported(capture)).packets).toBeGreaterThan(0);
});
