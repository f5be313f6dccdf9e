import { expect, test } from 'vitest';
import { type GatheredPacket, PacketFile } from '../../../collector/export/packet-file.ts';
import { readCapture, temporaryFile } from '../../support/captures.ts';
import { udpFrame } from '../../support/pcap-builder.ts';

function packet(more: Partial<GatheredPacket> = {}): GatheredPacket {
  const bytes = Buffer.from(udpFrame('hello'));
  return { timeMicros: 2_000_000, nanos: 0, linkType: 1, point: 'eth0', bytes, originalLength: bytes.length, ...more };
}

test('packets lie in the order of their times, each kind on an interface of its own', async () => {
  const file = new PacketFile();
  file.add(packet({ timeMicros: 2_000_000, nanos: 7 }));
  file.add(packet({ timeMicros: 1_999_999, point: 'eth1' }));
  file.add(packet({ nanos: 3, linkType: 101, description: 'rebuilt' }));
  file.add(packet({ originalLength: 9000 }));
  const bytes = file.write('test', 'why');
  expect(file.count).toBe(4);
  expect(bytes.includes('why') && bytes.includes('rebuilt') && bytes.includes('eth1')).toBe(true);
  const capture = await readCapture(temporaryFile(bytes, 'made.pcapng'));
  const [source] = capture.health().sources;
  expect(source).toMatchObject({ frames: 4, notes: [] });
  expect([...(source?.linkTypes ?? [])].sort()).toEqual(['ethernet', 'raw']);
});

test('a file that would become too large is refused with what to do', () => {
  const file = new PacketFile(1000);
  for (let i = 0; i < 10; i++) file.add(packet({ bytes: Buffer.alloc(60) }));
  expect(() => file.add(packet({ bytes: Buffer.alloc(200) }))).toThrow(
    expect.objectContaining({ code: 'SIPA_EXPORT_TOO_LARGE', hint: expect.stringContaining('without media') }),
  );
});
