import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ethernet, ipv4, pcap, pcapRecord, tcp, udpFrame } from '../support/pcap-builder.ts';
import { LiveCapture, SipSpool } from '../support/sip-spool.ts';
import { EPOCH, messageText } from '../support/trace.ts';

const ALL = { filter: '', sort: '', offset: 0, limit: 100 };
const isLive = (): ((capture: LiveCapture['capture']) => boolean) => capture => capture.progress().state === 'live';

describe('a spool that is followed', () => {
  test('is live when all is read, shows what comes, and is ready when following ends', async () => {
    const spool = new SipSpool().rotate().message('a', 0);
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    expect(live.capture.progress().state).toBe('loading');
    await live.until(isLive());
    expect(live.callIds).toEqual(['a']);
    spool.message('b', 10).rotate().message('c', 20);
    await live.until(capture => capture.progress().messages === 3);
    expect(live.capture.progress()).toMatchObject({ state: 'live', generation: 0, legs: 3 });
    live.capture.endFollowing();
    await live.done;
    expect(live.capture.progress().state).toBe('ready');
    expect(live.capture.call(0)?.call.flags).toContain('openAtEnd');
  });

  test('ticks move its clock without traffic, and tell what was lost', async () => {
    const spool = new SipSpool().rotate().message('a', 0).statistics(0, { received: 1, kernelDrops: 0 });
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(isLive());
    spool.statistics(1000, { received: 1, kernelDrops: 1204 }).statistics(33_000, { received: 1, kernelDrops: 1204 });
    await live.until(capture => capture.progress().clock === EPOCH + 33_000_000);
    expect(live.capture.progress()).toMatchObject({ dropped: 1204, frames: 1 });
    const call = live.capture.call(0);
    expect(call?.call).toMatchObject({ state: 'timeout', flags: ['incomplete'] });
    expect(live.capture.health()).toMatchObject({
      dropped: 1204,
      points: [{ name: 'eth0', kind: 'interface', frames: 1, sipMessages: 1, kernelDrops: 1204 }],
    });
  });

  test('a leg that is open while frames are lost is incomplete, and its ladder says where', async () => {
    const spool = new SipSpool().rotate().message('a', 0).statistics(0, { received: 1, kernelDrops: 0 });
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(isLive());
    live.capture.takeChangedLegs();
    spool.statistics(1000, { received: 1, kernelDrops: 1204 });
    await live.until(capture => capture.progress().dropped > 0);
    expect(live.capture.takeChangedLegs()).toBeUndefined();
    expect(live.capture.call(0)?.call.flags).toEqual(['incomplete']);
    expect(live.capture.call(0)?.ladder.rows).toMatchObject([
      { type: 'message' },
      { type: 'event', kind: 'loss', text: '1,204 frames dropped on eth0' },
    ]);
    expect(live.capture.list({ ...ALL, filter: 'flag = incomplete' }).total).toBe(1);
  });

  test('a message of two interfaces is one, with both of them', async () => {
    const spool = new SipSpool(['eth0', 'eth1']).rotate().message('a', 0, 0).message('a', 2, 1);
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(isLive());
    expect(live.capture.message(0)).toMatchObject({
      duplicates: 1,
      capturePoints: [
        { name: 'eth0', frameNumber: 1, time: EPOCH },
        { name: 'eth1', frameNumber: 2, time: EPOCH + 2000 },
      ],
    });
    expect(live.capture.message(1)?.capturePoints).toHaveLength(2);
    expect(live.capture.health().points.map(point => point.sipMessages)).toEqual([1, 1]);
  });
});

describe('clear', () => {
  test('forgets what was, and numbers of before mean nothing afterwards', async () => {
    const spool = new SipSpool().rotate().message('a', 0).statistics(0, { received: 1, kernelDrops: 3 });
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(isLive());
    live.capture.clear();
    expect(live.capture.progress()).toMatchObject({ generation: 1, frames: 0, messages: 0, legs: 0, dropped: 0 });
    spool.message('b', 10);
    await live.until(capture => capture.progress().messages === 1);
    const [row] = live.capture.list(ALL).rows;
    expect(row).toMatchObject({ id: `c:${2 ** 32}`, index: 2 ** 32, callId: 'b' });
    expect(live.capture.takeChangedLegs()).toBeUndefined();
    expect(live.capture.call(2 ** 32)?.ladder.rows).toMatchObject([{ index: 2 ** 32, leg: 2 ** 32 }]);
    expect(live.capture.message(2 ** 32)).toMatchObject({ id: `c:${2 ** 32}`, leg: 2 ** 32, callId: 'b' });
    expect([live.capture.call(0), live.capture.message(0)]).toEqual([undefined, undefined]);
    spool.message('b', 20).message('d', 30);
    await live.until(capture => capture.progress().messages === 3);
    expect(live.capture.takeChangedLegs()).toEqual([2 ** 32, 2 ** 32 + 1]);
  });

  test('a connection goes on: half a message that came before is whole with what comes after', async () => {
    const text = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId: 'tcp' });
    const spool = new SipSpool().rotate();
    const segment = (from: number, to?: number): Buffer =>
      ethernet(
        ipv4(tcp(Buffer.from(text.slice(from, to)), { sequence: 1 + from, flags: 24 }), { protocol: 6, id: from }),
      );
    spool.packet(segment(0, 100), 0);
    const live = await LiveCapture.open({ paths: [], spool: spool.folder });
    await live.until(isLive());
    live.capture.clear();
    spool.packet(segment(100), 10);
    await live.until(capture => capture.progress().messages === 1);
    expect(live.callIds).toEqual(['tcp']);
    expect(live.capture.message(2 ** 32)?.raw).toBe(text);
  });
});

describe('a live capture that holds as much as it may', () => {
  test('lets the older half go and reads the newer one again', async () => {
    const spool = new SipSpool();
    for (let i = 0; i < 8; i++) {
      if (i % 2 === 0) spool.rotate();
      spool.message(`call-${i}`, i * 10);
    }
    const live = await LiveCapture.open({ paths: [], spool: spool.folder }, { liveMessages: 8 });
    await live.until(capture => capture.progress().generation === 1 && capture.progress().state === 'live');
    expect(live.callIds).toEqual(['call-4', 'call-5', 'call-6', 'call-7']);
    expect(live.capture.health().shed).toMatchObject({ 'messages let go': 4 });
    expect(live.capture.progress()).toMatchObject({ frames: 4, messages: 4 });
    const [row] = live.capture.list(ALL).rows;
    expect(live.capture.message(row.index)?.callId).toBe('call-4');
    spool.message('later', 1000);
    await live.until(capture => capture.progress().messages === 5);
    expect(live.callIds).toContain('later');
  });

  test('begins anew when all of it is one segment', async () => {
    const spool = new SipSpool().rotate();
    for (let i = 0; i < 8; i++) spool.message(`call-${i}`, i * 10);
    const live = await LiveCapture.open({ paths: [], spool: spool.folder }, { liveMessages: 8 });
    await live.until(isLive());
    expect(live.capture.progress()).toMatchObject({ generation: 1, messages: 0 });
    expect(live.capture.health().shed).toMatchObject({ 'messages let go': 8 });
  });
});

test('a file that grows is followed', { timeout: 10_000 }, async () => {
  const spool = new SipSpool();
  const path = join(spool.folder, 'grows.pcap');
  const record = (callId: string, at: number) => ({
    bytes: udpFrame(messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId })),
    timeMicros: EPOCH + at * 1000,
  });
  writeFileSync(path, pcap([record('a', 0)]));
  const live = await LiveCapture.open({ paths: [path], follow: true });
  await live.until(isLive());
  appendFileSync(path, pcapRecord(record('b', 10)));
  await live.until(capture => capture.progress().messages === 2);
  expect(live.callIds).toEqual(['a', 'b']);
  live.capture.endFollowing();
  await live.done;
  expect(live.capture.progress().state).toBe('ready');
});

test('closing ends a read that waits', async () => {
  const live = await LiveCapture.open({ paths: [], spool: new SipSpool().rotate().message('a', 0).folder });
  await live.until(isLive());
  await live.capture.close();
  await live.done;
  expect(live.capture.progress().state).toBe('live');
});
