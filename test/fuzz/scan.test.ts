import { describe, expect, test } from 'vitest';
import { Fault, SipScan } from '../../collector/model/sip.ts';
import { scanSip } from '../../collector/sip/scan.ts';
import { Sniff, sniffSip } from '../../collector/sip/sniff.ts';
import { plainScan, plainSniff } from '../reference/plain-scan.ts';
import { CORPUS, filesOf, hasCorpus, INVITE, OK, payloadsOf, tortureMessages } from '../support/sip-samples.ts';

const fixtures = new URL('../../fixtures/pcap', import.meta.url).pathname;

/** Compares the scan and its twin on a payload that lies somewhere inside a larger buffer of line feeds and commas. */
function disagreement(payload: Buffer): string | undefined {
  const before = 7;
  const bytes = Buffer.concat([Buffer.from('\n,";x\r\n'), payload, Buffer.from('\n:,";\r\n')]);
  const end = before + payload.length;
  const fast = new SipScan();
  fast.faults = -1;
  scanSip(bytes, before, end, fast);
  const plain = plainScan(bytes, before, end);
  const sniffed = sniffSip(bytes, before, end);
  const facts = plain.faults === Fault.NotSip ? { faults: fast.faults } : { ...fast };
  const expected = plain.faults === Fault.NotSip ? { faults: plain.faults } : { ...plain };
  const isSame = JSON.stringify(facts) === JSON.stringify(expected);
  const isSniffed =
    sniffed === plainSniff(bytes, before, end) && (sniffed === Sniff.Sip) === (fast.faults !== Fault.NotSip);
  if (isSame && isSniffed) return undefined;
  return JSON.stringify({
    payload: payload.toString('latin1'),
    sniffed,
    plainSniff: plainSniff(bytes, before, end),
    facts,
    expected,
  });
}

/** xorshift32: the same numbers on every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SPLICES = [
  '"',
  '\\',
  ';',
  ',',
  '<',
  '>',
  ':',
  ' ',
  '\t',
  '\r\n ',
  '\r',
  '\n',
  '=',
  'SIP/2.0',
  ';tag=',
  ';branch=',
  '\0',
  '\r\n\r\n',
];

/** One of the accidents that happen to messages, or that people make happen. */
function mutate(payload: Buffer, random: (below: number) => number): Buffer {
  const at = random(payload.length + 1);
  const to = Math.min(payload.length, at + random(20));
  const [head, tail] = [payload.subarray(0, at), payload.subarray(at)];
  switch (random(8)) {
    case 0: {
      const copy = Buffer.from(payload);
      if (at < copy.length) copy[at] ^= 1 << random(8);
      return copy;
    }
    case 1:
      return Buffer.concat([head, payload.subarray(to)]);
    case 2:
      return Buffer.concat([payload.subarray(0, to), tail]);
    case 3: {
      const lines = payload.toString('latin1').split('\r\n');
      const [a, b] = [random(lines.length), random(lines.length)];
      [lines[a], lines[b]] = [lines[b], lines[a]];
      return Buffer.from(lines.join('\r\n'), 'latin1');
    }
    case 4:
      return Buffer.from(
        payload.toString('latin1').replace(/\r\n/g, () => (random(2) === 0 ? '\n' : '\r\n')),
        'latin1',
      );
    case 5:
      return Buffer.concat([head, Buffer.from(SPLICES[random(SPLICES.length)], 'latin1'), tail]);
    case 6:
      return Buffer.from(head);
    default:
      return Buffer.concat([payload, head]);
  }
}

describe('the scan and its slow twin agree', () => {
  test('on messages of our own', () => {
    expect([INVITE, OK].map(disagreement)).toEqual([undefined, undefined]);
  });

  test.skipIf(!hasCorpus)('on the torture messages of RFC 4475 and RFC 5118', () => {
    expect(tortureMessages().length).toBeGreaterThan(30);
    for (const [, payload] of tortureMessages()) expect(disagreement(payload)).toBeUndefined();
  });

  test('on every payload of the captures that are there', () => {
    const files = [...filesOf(fixtures, /\.(pcap|pcapng|cap)$/), ...filesOf(CORPUS, /\.(pcap|pcapng|cap)$/)];
    let messages = 0;
    const wrong: string[] = [];
    for (const payload of files.flatMap(payloadsOf)) {
      if (plainSniff(payload, 0, payload.length) === Sniff.Sip) messages++;
      const what = disagreement(payload);
      if (what !== undefined) wrong.push(what);
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    if (hasCorpus) expect(messages).toBeGreaterThan(9000);
  });

  test('on 10,000 mutated messages', () => {
    const random = makeRandom(0x5e11);
    const seeds = [INVITE, OK, Buffer.concat([INVITE, OK]), ...tortureMessages().map(([, bytes]) => bytes)];
    const wrong: string[] = [];
    for (let i = 0; i < 10_000; i++) {
      let payload = seeds[i % seeds.length];
      for (let n = random(4); n >= 0; n--) payload = mutate(payload, random);
      const what = disagreement(payload);
      if (what !== undefined) wrong.push(what);
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
