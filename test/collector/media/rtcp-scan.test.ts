import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RtcpEnd, type RtcpReader, scanRtcp } from '../../../collector/media/rtcp-scan.ts';
import {
  bye,
  description,
  extended,
  receiverReport,
  rtcp,
  senderReport,
  words,
  xrBlock,
} from '../../support/rtcp-builder.ts';

class Told implements RtcpReader {
  readonly lines: string[] = [];
  onSenderReport(...values: readonly number[]): void {
    this.lines.push(`SR ${values.join(' ')}`);
  }
  onReport(...values: readonly number[]): void {
    this.lines.push(`report ${values.join(' ')}`);
  }
  onName(ssrc: number, bytes: Uint8Array, at: number, end: number): void {
    this.lines.push(`name ${ssrc} ${Buffer.from(bytes.subarray(at, end)).toString()}`);
  }
  onBye(ssrc: number): void {
    this.lines.push(`bye ${ssrc}`);
  }
  onReferenceTime(...values: readonly number[]): void {
    this.lines.push(`reference ${values.join(' ')}`);
  }
  onDelay(...values: readonly number[]): void {
    this.lines.push(`delay ${values.join(' ')}`);
  }
  onLossRuns(...values: readonly number[]): void {
    this.lines.push(`runs ${values.join(' ')}`);
  }
  onVoipMetrics(reporter: number, ssrc: number, bytes: Uint8Array, at: number): void {
    this.lines.push(`metrics ${reporter} ${ssrc} ${bytes[at]}`);
  }
}

function scan(bytes: Buffer, isSecure = false): { readonly end: RtcpEnd; readonly lines: readonly string[] } {
  const told = new Told();
  // Something before and behind it, which is not to be looked at.
  const padded = Buffer.concat([Buffer.alloc(3, 0xff), bytes, Buffer.alloc(5, 0xff)]);
  return { end: scanRtcp(padded, 3, 3 + bytes.length, isSecure, told), lines: told.lines };
}

describe('packets', () => {
  test('a compound of SR with report blocks, SDES and BYE', () => {
    const bytes = Buffer.concat([
      senderReport(
        7,
        { ntp: 0x1234_5678, packets: 100, bytes: 16_000 },
        { ssrc: 9, fraction: 64, lost: 5, jitter: 80, lastReport: 3, delay: 65_536 },
      ),
      description(7, 'alice@host'),
      bye(7, 8),
    ]);
    expect(scan(bytes)).toEqual({
      end: RtcpEnd.Read,
      lines: [`SR 7 ${0x1234_5678} 100 16000`, 'report 7 9 64 5 80 3 65536', 'name 7 alice@host', 'bye 7', 'bye 8'],
    });
  });

  test('a reduced-size BYE alone, and two compounds in a row', () => {
    expect(scan(bye(1)).lines).toEqual(['bye 1']);
    const report = receiverReport(3, { ssrc: 4 }, { ssrc: 5 });
    expect(scan(Buffer.concat([report, report])).lines).toHaveLength(4);
  });

  test('cumulative loss may be below zero (§6.4.1)', () => {
    expect(scan(receiverReport(3, { ssrc: 4, lost: -2 })).lines).toEqual(['report 3 4 0 -2 0 0 0']);
  });

  test('padding of the last packet is none of it', () => {
    const bytes = Buffer.concat([bye(1), words(4)]);
    bytes[0] |= 0x20;
    bytes.writeUInt16BE(2, 2);
    expect(scan(bytes)).toEqual({ end: RtcpEnd.Read, lines: ['bye 1'] });
  });

  test('feedback and application data are passed over', () => {
    expect(scan(Buffer.concat([rtcp(205, 1, words(1, 2)), rtcp(204, 0, words(1, 2)), bye(1)])).lines).toEqual([
      'bye 1',
    ]);
  });
});

describe('XR (RFC 3611)', () => {
  test('VoIP metrics, reference time and DLRR', () => {
    const bytes = extended(
      7,
      xrBlock(4, words(0x0000_1234, 0x5678_0000)),
      xrBlock(5, words(1, 2, 3, 4, 5, 6)),
      xrBlock(7, Buffer.concat([words(9), Buffer.alloc(24, 25)])),
      xrBlock(42, words(1)),
    );
    expect(scan(bytes).lines).toEqual([`reference 7 ${0x1234_5678}`, 'delay 7 1 2 3', 'delay 7 4 5 6']);
    const whole = extended(7, xrBlock(7, Buffer.concat([words(9), Buffer.alloc(28, 25)])));
    expect(scan(whole).lines).toEqual(['metrics 7 9 25']);
  });

  test('loss runs: runs, bits, and no further than end_seq', () => {
    // From 10 up to 50: 20 came, 3 did not, then 15 bit by bit with two lost, then all came (more than is left).
    const chunks = Buffer.from([0x40, 20, 0x00, 3, 0xff, 0xf9, 0x7f, 0xff]);
    const block = xrBlock(1, Buffer.concat([words(9), Buffer.from([0, 10, 0, 50]), chunks]));
    expect(scan(extended(7, block)).lines).toEqual(['runs 7 9 40 5']);
  });
});

describe('what cannot be read', () => {
  test('is told, with what came before it', () => {
    const cut = senderReport(7, {}, { ssrc: 9 });
    cut[0] = 0x82;
    expect(scan(cut)).toEqual({ end: RtcpEnd.Unreadable, lines: ['SR 7 0 0 0'] });
    expect(scan(Buffer.from([0x80, 200, 0, 0, 1, 2, 3, 4])).end).toBe(RtcpEnd.Unreadable);
    expect(scan(Buffer.from([0x80, 201, 0, 200, 1, 2, 3, 4])).end).toBe(RtcpEnd.Unreadable);
    expect(scan(extended(7, Buffer.from([7, 0, 0, 99]))).end).toBe(RtcpEnd.Unreadable);
  });

  test('SRTCP is told by its SDP, or by what stands behind the first packet', () => {
    const report = receiverReport(3, { ssrc: 4 });
    expect(scan(report, true)).toEqual({ end: RtcpEnd.Encrypted, lines: [] });
    for (const tag of [10, 4]) {
      const trailer = Buffer.concat([words(0x8000_0001), Buffer.alloc(tag, 0x11)]);
      expect(scan(Buffer.concat([report, trailer])), `tag of ${tag} bytes`).toEqual({
        end: RtcpEnd.Encrypted,
        lines: [],
      });
    }
  });

  test('whatever it is, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), bytes => {
        bytes[0] = 0x80 | (bytes[0] & 0x3f);
        bytes[1] = 192 + (bytes[1] % 32);
        scan(Buffer.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test('nor for damage to what is right', () => {
    const whole = Buffer.concat([
      senderReport(7, {}, { ssrc: 9 }),
      description(7, 'a@b'),
      extended(7, xrBlock(5, words(1, 2, 3)), xrBlock(1, words(9, 0x000a_0032, 0x4014_0003))),
      bye(7),
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 }),
        fc.nat(whole.length),
        (damage, cut) => {
          const bytes = Buffer.from(whole.subarray(0, cut));
          for (const [at, value] of damage) if (at < cut) bytes[at] = value;
          scan(bytes);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
