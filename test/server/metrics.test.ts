import { expect, test } from 'vitest';
import { liveInfo } from '../../server/live-info.ts';
import { type MeasuredCapture, metricFamilies } from '../../server/metrics.ts';
import { prometheusText } from '../../server/prometheus.ts';
import type { CaptureHealth, PointHealth } from '../../server/wire/types.ts';
import { FakeHandle, fakeHealth } from '../support/fake-capture.ts';
import { fakePlan, fakeStatus } from '../support/fake-recording.ts';

const SERVER = { version: '1.2.3', uptimeSeconds: 5, liveClients: 2 };

function point(name: string, more: Partial<PointHealth> = {}): PointHealth {
  return {
    name,
    kind: 'interface',
    frames: 100,
    bytes: 10_000,
    sipMessages: 50,
    truncatedFrames: 1,
    notDecoded: [],
    refused: {},
    hasApproximateTimes: false,
    ...more,
  };
}

function capture(health: Partial<CaptureHealth> | undefined, live?: MeasuredCapture['info']['live']): MeasuredCapture {
  const { progress } = { progress: new FakeHandle({ id: 'demo', paths: [] }, 3).progress() };
  const info = { id: 'demo', name: 'demo', paths: [], origin: 'live' as const, progress, ...(live && { live }) };
  return { info, health: health && { ...fakeHealth([]), ...health } };
}

const textOf = (...captures: MeasuredCapture[]): string => prometheusText(metricFamilies(captures, SERVER));

test('the server tells of itself without any capture', () => {
  expect(textOf()).toContain('sipscope_build_info{version="1.2.3"} 1\n');
  expect(textOf()).toContain('sipscope_live_clients 2\n');
  expect(textOf()).not.toContain('capture=');
});

test('every counter of a point has its line', () => {
  const eth0 = point('eth0', {
    kernelDrops: 7,
    interfaceDrops: 8,
    lostFrames: 9,
    refused: { 'wrong HEP key': 4 },
    notDecoded: [{ reason: 'STUN', count: 6 }],
  });
  const text = textOf(capture({ points: [eth0, point('eth1')], shed: { 'tcp bytes': 5 } }));
  const lines = [
    'sipscope_capture_up{capture="demo"} 1',
    'sipscope_frames_total{capture="demo",point="eth0"} 100',
    'sipscope_frames_total{capture="demo",point="eth1"} 100',
    'sipscope_bytes_total{capture="demo",point="eth0"} 10000',
    'sipscope_sip_messages_total{capture="demo",point="eth0"} 50',
    'sipscope_dropped_frames_total{capture="demo",point="eth0",by="kernel"} 7',
    'sipscope_dropped_frames_total{capture="demo",point="eth0",by="interface"} 8',
    'sipscope_dropped_frames_total{capture="demo",point="eth0",by="disk"} 9',
    'sipscope_refused_frames_total{capture="demo",point="eth0",reason="wrong HEP key"} 4',
    'sipscope_not_decoded_total{capture="demo",point="eth0",reason="STUN"} 6',
    'sipscope_shed_total{capture="demo",what="tcp bytes"} 5',
    'sipscope_tls_connections_total{capture="demo",outcome="without key"} 0',
    'sipscope_legs{capture="demo"} 3',
  ];
  for (const line of lines) expect(text.split('\n')).toContain(line);
  expect(text).not.toContain('point="eth1",by=');
});

test('a recorder and its spool have their lines', () => {
  const status = fakeStatus(fakePlan());
  const lines = [
    'sipscope_recorder_up{capture="demo"} 1',
    'sipscope_recorder_frames_total{capture="demo",input="eth0"} 0',
    'sipscope_spool_bytes{capture="demo"} 1000',
    'sipscope_spool_segments{capture="demo"} 1',
    'sipscope_spool_limit_bytes{capture="demo"} 10737418240',
    'sipscope_spool_disk_full{capture="demo"} 0',
  ];
  const text = textOf(capture({}, liveInfo(status, true)));
  for (const line of lines) expect(text.split('\n')).toContain(line);
  expect(textOf(capture({}, liveInfo(status, false)))).toContain('sipscope_recorder_up{capture="demo"} 0\n');
});

test('a capture that cannot answer is down and tells no counters', () => {
  const text = textOf(capture(undefined));
  expect(text).toContain('sipscope_capture_up{capture="demo"} 0\n');
  expect(text).not.toContain('sipscope_frames_total');
});

test('agents that name themselves a thousand times do not make a thousand lines', () => {
  const points = Array.from({ length: 600 }, (_, at) => point(`HEP ${at}`));
  const lines = textOf(capture({ points }))
    .split('\n')
    .filter(line => line.startsWith('sipscope_frames_total'));
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toBe('sipscope_frames_total{capture="demo",point="other capture points"} 10000');
});
