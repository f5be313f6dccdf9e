// The builder and the reader could agree on the same mistake, so a third one looks at a file with every oddity; skipped without tshark.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSegment } from '../../../collector/segment/open.ts';
import { pcap, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

const a = udpFrame('OPTIONS sip:a@example.com SIP/2.0\r\n\r\n');
const file = pcapng()
  .section({ bigEndian: true })
  .interface({ resolution: 9 })
  .interface({ resolution: 3, offsetSeconds: 1_000_000_000n })
  .interface({ resolution: 0x80 | 20 })
  .interface({ resolution: 7 })
  .packet(a, { ticks: 1_700_000_000_123_456_789n, originalLength: 2000 })
  .packet(a, { interface: 1, ticks: 700_000_000_123n })
  .packet(a, { interface: 2, ticks: (1_700_000_000n << 20n) | 0x91a2bn })
  .packet(a, { interface: 3, ticks: 17_000_000_001_234_567n })
  .obsoletePacket(a, { ticks: 1_700_000_000_000_000_001n })
  .statistics()
  .section()
  .interface({ linkType: 113, snapLength: 20 })
  .packet(a.subarray(0, 20), { originalLength: a.length })
  .bytes();
const classic = pcap(
  [
    { bytes: a, nanos: 7 },
    { bytes: a, timeMicros: 3_867_576_602_251_758 },
  ],
  { bigEndian: true, nanos: true },
);

const present = spawnSync('tshark', ['--version']).status === 0;

test.skipIf(!present).each([
  ['pcapng', file],
  ['pcap', classic],
])('tshark sees the same times and lengths in an odd %s file', async (_format, content) => {
  const folder = await mkdtemp(join(tmpdir(), 'sipscope-test-'));
  const path = join(folder, 'odd');
  await writeFile(path, content);
  const fields = ['frame.time_epoch', 'frame.cap_len', 'frame.len'].flatMap(field => ['-e', field]);
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-T', 'fields', ...fields], { encoding: 'utf8' });
  const reader = await openSegment(path, 0);
  const seen = (await drain(reader)).map(({ timeMicros, nanos, bytes, originalLength }) => {
    const seconds = Math.floor(timeMicros / 1e6);
    const fraction = `${String(timeMicros - seconds * 1e6).padStart(6, '0')}${String(nanos).padStart(3, '0')}`;
    return `${seconds}.${fraction}\t${bytes.length}\t${originalLength}`;
  });
  await reader.close();
  await rm(folder, { recursive: true });
  expect(seen).toEqual(stdout.trim().split('\n'));
});
