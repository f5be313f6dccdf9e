import { expect, test } from 'vitest';
import { note, PcapngDescriptions } from '../../../collector/segment/pcapng-descriptions.ts';
import { pcapng } from '../../support/pcap-builder.ts';

const SECTION_BYTES = 28;

/** The one block that `build` adds to a section, as the `add…` functions take it. */
function block(build: (file: ReturnType<typeof pcapng>) => unknown): [Buffer, number, number, boolean] {
  const file = pcapng().section({ bigEndian: true });
  build(file);
  const bytes = file.bytes();
  return [bytes, SECTION_BYTES, bytes.length - 4, true];
}

/** A section header, as `startSection` takes it. */
function section(application = '', comment = ''): [Buffer, number, number, boolean] {
  const options = [
    { code: 4, value: Buffer.from(application) },
    { code: 1, value: Buffer.from(comment) },
  ];
  const bytes = pcapng().section({ bigEndian: true, options }).bytes();
  return [bytes, 0, bytes.length - 4, true];
}

test('a section of our recorder is known by its program, and its run by the comment', () => {
  const described = new PcapngDescriptions();
  const told = [
    section('sipscope recorder 1.0', 'run 17'),
    section('sipscope recorder 1.0', 'made by hand'),
    section('dumpcap', 'run 17'),
    section(),
  ].map(header => {
    described.startSection(...header);
    return [described.isRecorded, described.run];
  });
  expect(told).toEqual([
    [true, '17'],
    [true, ''],
    [false, ''],
    [false, ''],
  ]);
});

test('an interface has its name, and says when its times are approximate', () => {
  const described = new PcapngDescriptions();
  const text = (code: number, value: string) => ({ code, value: Buffer.from(value) });
  described.addInterface(
    ...block(file => file.interface({ options: [text(2, 'eth0'), text(3, 'x; times: approximate')] })),
  );
  described.addInterface(...block(file => file.interface({ options: [text(3, 'times: kernel')] })));
  expect(described.interfaces).toMatchObject([
    { name: 'eth0', hasApproximateTimes: true, point: -1 },
    { name: '', hasApproximateTimes: false, point: -1 },
  ]);
});

test('an interface has its link type, snap length and clock', () => {
  const described = new PcapngDescriptions();
  described.addInterface(...block(file => file.interface({ linkType: 113, snapLength: 96, resolution: 9 })));
  expect(described.interfaces).toMatchObject([{ linkType: 113, snapLength: 96 }]);
  expect([...described.linkTypes]).toEqual([113]);
});

test('a new section numbers its interfaces anew and keeps link types, names and secrets', () => {
  const described = new PcapngDescriptions();
  described.addInterface(...block(file => file.interface({ linkType: 113 })));
  described.addNames(...block(file => file.names([{ address: '10.0.0.1', name: 'alice' }])));
  described.addSecret(...block(file => file.secrets(7, Buffer.from('key'))));
  described.startSection(...section());
  expect(described.interfaces).toEqual([]);
  expect([...described.linkTypes]).toEqual([113]);
  expect([...described.names]).toEqual([['10.0.0.1', 'alice']]);
  expect(described.secrets).toEqual([{ type: 7, bytes: Buffer.from('key') }]);
});

test('a description cut short takes its number with a link type that nobody decodes', () => {
  const described = new PcapngDescriptions();
  described.addInterface(...block(file => file.block(1, Buffer.alloc(4))));
  expect(described.interfaces).toMatchObject([{ linkType: 0xffff, snapLength: 0 }]);
});

test('names beyond 65,536 addresses are shed and counted; a known address may still change its name', () => {
  const described = new PcapngDescriptions();
  const records = Array.from({ length: 65_538 }, (_, at) => ({
    address: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
    name: 'a',
  }));
  for (let at = 0; at < records.length; at += 1000) {
    described.addNames(...block(file => file.names(records.slice(at, at + 1000))));
  }
  described.addNames(...block(file => file.names([{ address: '10.0.0.0', name: 'b' }])));
  expect(described.names.size).toBe(65_536);
  expect(described.names.get('10.0.0.0')).toBe('b');
  expect(described.notes()).toEqual(['2 address names beyond the first 65536 were left out']);
});

test('secrets that lie about their length, or have none, are left out and counted', () => {
  const described = new PcapngDescriptions();
  described.addSecret(...block(file => file.block(10, Buffer.from('0000000100000005aabbccdd', 'hex'))));
  described.addSecret(...block(file => file.block(10, Buffer.alloc(4))));
  expect(described.secrets).toEqual([]);
  expect(described.notes()).toEqual([
    '2 blocks of decryption secrets claim more bytes than they hold, and were left out',
  ]);
});

test('an offset that was refused is told', () => {
  const described = new PcapngDescriptions();
  described.addInterface(...block(file => file.interface({ offsetSeconds: 2n ** 60n })));
  expect(described.notes()).toEqual(['1 interfaces state a time offset of more than 285 years, which was not applied']);
});

test('nothing is noted of nothing', () => {
  expect(note(0, 'things')).toEqual([]);
  expect(note(2, 'things')).toEqual(['2 things']);
});
