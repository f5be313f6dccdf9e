import { describe, expect, test } from 'vitest';
import { RtcpLog } from '../../../collector/media/rtcp-log.ts';

test('the last report stands', () => {
  const log = new RtcpLog();
  log.noteReport(128, 10, 80);
  log.noteReport(64, 12, 160);
  expect(log).toMatchObject({ receiverReports: 2, fractionLost: 0.25, cumulativeLost: 12, jitterUnits: 160 });
});

describe('round trip', () => {
  test('is the time from the report to its answer, less what the receiver kept it', () => {
    const log = new RtcpLog();
    log.noteSenderReport(0xaaaa_0001, 1_000_000, 5, 800);
    // 5 s later it is answered; kept 4.9 s: 100 ms there and back.
    log.noteAnswer(0xaaaa_0001, 4.9 * 65_536, 6_000_000);
    expect(log.roundTrip).toBeCloseTo(100_000, 0);
    log.noteSenderReport(0xaaaa_0002, 7_000_000, 9, 900);
    log.noteAnswer(0xaaaa_0002, 0, 7_020_000);
    expect(log).toMatchObject({ roundTrip: 20_000, packetsSent: 9, bytesSent: 900, senderReports: 2 });
    expect(log.roundTripMax).toBeCloseTo(100_000, 0);
  });

  test('of a report that was not seen, of none, or of one long ago is unknown', () => {
    const log = new RtcpLog();
    for (let i = 1; i <= 5; i++) log.noteSenderReport(i, i * 1000, 0, 0);
    log.noteAnswer(1, 0, 9000);
    log.noteAnswer(99, 0, 9000);
    log.noteAnswer(0, 0, 9000);
    expect(log.roundTrip).toBeUndefined();
  });

  test('below zero, or of minutes, is a mistake of a clock', () => {
    const log = new RtcpLog();
    log.noteSenderReport(1, 1_000_000, 0, 0);
    log.noteAnswer(1, 65_536, 1_500_000);
    log.noteAnswer(1, 0, 61_000_000);
    expect(log.roundTrip).toBeUndefined();
    log.noteAnswer(1, 65_536, 1_999_500);
    expect(log.roundTrip).toBe(0);
  });
});

test('VoIP metrics are shares of 256, tenths, and absent where not measured (RFC 3611 §4.7)', () => {
  const log = new RtcpLog();
  const block = Buffer.alloc(28);
  block.set([64, 128, 192, 32]);
  block.writeUInt16BE(120, 8);
  block.set([93, 127, 41, 127], 16);
  log.noteMetrics(block, 0);
  expect(log.metrics).toEqual({
    lossRate: 0.25,
    discardRate: 0.5,
    burstDensity: 0.75,
    gapDensity: 0.125,
    roundTrip: 120,
    rFactor: 93,
    mosLq: 4.1,
  });
});

test('the first name stands, loss runs add up', () => {
  const log = new RtcpLog();
  const name = Buffer.from('xalice@host');
  log.noteName(name, 1, name.length);
  log.noteName(name, 0, 1);
  log.noteLossRuns(100, 3);
  log.noteLossRuns(50, 1);
  expect(log).toMatchObject({ name: 'alice@host', runPackets: 150, runLost: 4 });
});
