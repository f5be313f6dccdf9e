import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Capture } from '../../collector/capture.ts';
import { FIXTURES, readCapture, sipCapture, temporaryFile } from '../support/captures.ts';
import { pcap, udpFrame } from '../support/pcap-builder.ts';
import { EPOCH, messageText } from '../support/trace.ts';

const DEMO = join(FIXTURES, 'demo.pcapng');
const BUSY = join(FIXTURES, 'busy.pcap');
const ALL = { filter: '', sort: '', offset: 0, limit: 1000 };

describe('reading', () => {
  test('tells progress after every slice, and is ready at the end', async () => {
    const capture = await Capture.open({ id: 'c', paths: [DEMO] });
    expect(capture.progress()).toMatchObject({ state: 'loading', frames: 0 });
    expect(capture.progress()).not.toHaveProperty('clock');
    const seen: number[] = [];
    await capture.read(() => seen.push(capture.progress().frames));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const { state, bytesRead, bytesTotal, start, clock } = capture.progress();
    expect([state, bytesRead]).toEqual(['ready', bytesTotal]);
    expect(clock).toBeGreaterThan(start ?? Infinity);
    await capture.close();
  });

  test('several files are one capture in order of time', async () => {
    const capture = await readCapture(BUSY, join(FIXTURES, 'cancel.pcap'));
    const { rows } = capture.list(ALL);
    expect(rows.map(row => row.state).sort()).toEqual(['busy', 'cancelled']);
    expect(rows[0].startTime).toBeLessThan(rows[1].startTime);
    const files = rows.map(row => capture.message(capture.call(row.index)?.transitions[0].message ?? -1)?.file);
    expect(new Set(files).size).toBe(2);
  });

  test('a capture closed in the middle stops, and finishes nothing', async () => {
    const invite = messageText('INVITE sip:x SIP/2.0', 'INVITE', {});
    const records = Array.from({ length: 40_000 }, (_, i) => ({ bytes: udpFrame(invite), timeMicros: EPOCH + i }));
    const capture = await Capture.open({ id: 'c', paths: [temporaryFile(pcap(records))] });
    let slices = 0;
    await capture.read(() => {
      slices++;
      void capture.close();
    });
    expect(slices).toBe(1);
    expect(capture.progress().state).toBe('loading');
    expect(capture.list(ALL).rows.every(row => !row.flags.includes('openAtEnd'))).toBe(true);
    await capture.close();
  });

  test('a file that is not there is told with a code and a hint', async () => {
    const wrong = Capture.open({ id: 'c', paths: ['/no/such/file'] });
    await expect(wrong).rejects.toMatchObject({ code: expect.stringMatching(/^SIPA_/), hint: expect.any(String) });
  });
});

describe('questions', () => {
  test('what does not exist is undefined, never an error', async () => {
    const capture = await readCapture(BUSY);
    for (const index of [-1, 1e9, 0.5, Number.NaN]) {
      expect(capture.message(index)).toBeUndefined();
      expect(capture.messageBytes(index)).toBeUndefined();
    }
    for (const leg of [-1, 99, 0.5]) expect(capture.call(leg)).toBeUndefined();
    expect(capture.findCall('nobody')).toBeUndefined();
  });

  test('a call is found by its Call-ID as it is shown, in UTF-8 or Latin-1', async () => {
    const text = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId: 'größe' });
    const capture = await sipCapture([{ text, at: 0 }]);
    expect(capture.findCall('größe')?.call.index).toBe(0);
    const bytes = udpFrame(Buffer.from(text, 'latin1'));
    const latin = await readCapture(temporaryFile(pcap([{ bytes }])));
    expect(latin.findCall('größe')?.call.callId).toBe('größe');
  });

  test('the bytes of a message are those of the file', async () => {
    const capture = await readCapture(BUSY);
    expect(capture.messageBytes(0)?.toString()).toBe(capture.message(0)?.raw);
  });

  test('legs that changed are told once', async () => {
    const capture = await readCapture(BUSY);
    expect(capture.takeChangedLegs()).toEqual([0]);
    expect(capture.takeChangedLegs()).toEqual([]);
  });

  test('the only call is there only when there is one', async () => {
    expect((await readCapture(BUSY)).onlyCall()?.call.state).toBe('busy');
    expect((await readCapture(DEMO)).onlyCall()).toBeUndefined();
    expect((await readCapture(DEMO)).callIds(3)).toHaveLength(3);
  });

  test('everything answered is plain data', async () => {
    const capture = await readCapture(DEMO);
    const answers = [capture.list(ALL), capture.call(0), capture.message(0), capture.health(), capture.progress()];
    expect(structuredClone(answers)).toEqual(answers);
  });
});

test.each(['v1', 'v2', 'v3', 'tcp', 'ipv6'])(
  'what an agent mirrored (%s) folds into what was captured beside it',
  async name => {
    const paths = [`hep-kamailio-${name}.pcap`, `hep-kamailio-${name}-sip.pcap`].map(file => join(FIXTURES, file));
    const [captured, both] = [await readCapture(paths[1]), await readCapture(...paths)];
    const { sipMessages } = captured.health();
    expect(both.health()).toMatchObject({ sipMessages: 2 * sipMessages, duplicates: sipMessages, retransmissions: 0 });
    const states = (capture: Capture): string[] => capture.list(ALL).rows.map(row => row.state);
    expect(states(both)).toEqual(states(captured));
    expect(
      both
        .message(0)
        ?.capturePoints.map(point => point.name)
        .sort(),
    ).toHaveLength(2);
  },
);

test('every frame is accounted for: SIP, media, held or one reason', async () => {
  const { frames, notDecoded, mediaPackets } = (await readCapture(DEMO)).health();
  const reasons = notDecoded.reduce((sum, one) => sum + one.count, 0);
  expect(frames).toBeGreaterThanOrEqual(reasons + mediaPackets);
});
