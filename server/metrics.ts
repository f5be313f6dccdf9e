// What a monitoring system wants to know, as families of samples: per capture what its health counts, per live capture what its
// recorder says. Takes what the API tells elsewhere; asks nobody.

import type { Family, Sample } from './prometheus.ts';
import type { CaptureInfo } from './wire/protocol.ts';
import type { CaptureHealth, PointHealth } from './wire/types.ts';

/** Capture points with lines of their own, per capture; HEP agents name themselves, and what comes beyond is one line. */
const POINTS = 500;
const OTHER_POINTS = 'other capture points';

/** One capture with its health; undefined when it cannot answer. */
export interface MeasuredCapture {
  readonly info: CaptureInfo;
  readonly health: CaptureHealth | undefined;
}

export interface ServerNumbers {
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly liveClients: number;
}

type SamplesOf = (capture: MeasuredCapture) => readonly Sample[];

export function metricFamilies(captures: readonly MeasuredCapture[], server: ServerNumbers): Family[] {
  const one = (value: number, labels: Sample['labels'] = {}): Sample[] => [{ labels, value }];
  const all = (samplesOf: SamplesOf): Sample[] => captures.flatMap(capture => [...samplesOf(capture)]);
  return [
    gauge('sipscope_build_info', 'The version that runs.', one(1, { version: server.version })),
    gauge('sipscope_uptime_seconds', 'Seconds since the server started.', one(server.uptimeSeconds)),
    gauge('sipscope_live_clients', 'Pages connected to the live socket.', one(server.liveClients)),
    gauge('sipscope_capture_up', '1 when the capture can be read, 0 when it failed.', all(captureUp)),
    counter('sipscope_frames_total', 'Frames read, by capture point.', all(ofPoints(point => point.frames))),
    counter('sipscope_bytes_total', 'Bytes of the frames read, by capture point.', all(ofPoints(point => point.bytes))),
    counter(
      'sipscope_sip_messages_total',
      'SIP messages, by capture point.',
      all(ofPoints(point => point.sipMessages)),
    ),
    counter(
      'sipscope_truncated_frames_total',
      'Frames that the snap length cut, by capture point.',
      all(ofPoints(point => point.truncatedFrames)),
    ),
    counter('sipscope_dropped_frames_total', 'Frames lost before anybody saw them, by who dropped them.', all(drops)),
    counter('sipscope_refused_frames_total', 'Frames received and not recorded, by reason.', all(refused)),
    counter('sipscope_not_decoded_total', 'Frames that became neither SIP nor media, by reason.', all(notDecoded)),
    counter('sipscope_media_packets_total', 'RTP packets of streams.', all(ofHealth(health => health.mediaPackets))),
    counter('sipscope_retransmissions_total', 'SIP retransmissions.', all(ofHealth(health => health.retransmissions))),
    counter('sipscope_duplicates_total', 'Messages seen more than once.', all(ofHealth(health => health.duplicates))),
    counter('sipscope_malformed_total', 'Malformed SIP messages.', all(ofHealth(health => health.malformed))),
    counter('sipscope_shed_total', 'What a limit shed, by name.', all(shed)),
    counter('sipscope_tls_connections_total', 'TLS connections, by what became of them.', all(tls)),
    gauge(
      'sipscope_legs',
      'Legs in the index.',
      all(({ info }) => [sample(info, info.progress.legs)]),
    ),
    gauge(
      'sipscope_active_calls',
      'Calls that are not over.',
      all(({ info }) => [sample(info, info.progress.activeCalls)]),
    ),
    gauge('sipscope_recorder_up', '1 while the recorder of a live capture records.', all(recorderUp)),
    counter('sipscope_recorder_frames_total', 'Frames recorded, by input.', all(ofInputs(input => input.frames))),
    counter('sipscope_recorder_bytes_total', 'Bytes recorded, by input.', all(ofInputs(input => input.bytes))),
    gauge('sipscope_recorder_input_up', '0 when an input stopped while others went on.', all(ofInputs(inputUp))),
    gauge('sipscope_spool_bytes', 'Bytes of all segments.', all(ofSpool(spool => spool.bytes))),
    gauge('sipscope_spool_segments', 'Segments in the spool.', all(ofSpool(spool => spool.segments))),
    gauge('sipscope_spool_limit_bytes', 'Largest spool.', all(ofSpool(spool => spool.limits.spoolBytes))),
    counter(
      'sipscope_spool_deleted_bytes_total',
      'Deleted to stay within the limits.',
      all(ofSpool(spool => spool.deletedBytes)),
    ),
    counter(
      'sipscope_spool_lost_frames_total',
      'Frames that the disk had no room for.',
      all(ofSpool(spool => spool.lostFrames)),
    ),
    gauge('sipscope_spool_disk_full', '1 while the disk is full.', all(ofSpool(spool => (spool.isDiskFull ? 1 : 0)))),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples };
}

function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'counter', help, samples };
}

function sample(info: CaptureInfo, value: number, labels: Sample['labels'] = {}): Sample {
  return { labels: { capture: info.id, ...labels }, value };
}

const captureUp: SamplesOf = ({ info, health }) => [
  sample(info, health === undefined || info.progress.state === 'failed' ? 0 : 1),
];

function ofHealth(read: (health: CaptureHealth) => number): SamplesOf {
  return ({ info, health }) => (health === undefined ? [] : [sample(info, read(health))]);
}

/** Points beyond the limit have one name, so the writer adds them up. */
function pointsOf(health: CaptureHealth | undefined): readonly (readonly [name: string, point: PointHealth])[] {
  return (health?.points ?? []).map((point, at) => [at < POINTS ? point.name : OTHER_POINTS, point] as const);
}

function ofPoints(read: (point: PointHealth) => number): SamplesOf {
  return ({ info, health }) => pointsOf(health).map(([name, point]) => sample(info, read(point), { point: name }));
}

const drops: SamplesOf = ({ info, health }) =>
  pointsOf(health).flatMap(([name, { kernelDrops, interfaceDrops, lostFrames }]) =>
    Object.entries({ kernel: kernelDrops, interface: interfaceDrops, disk: lostFrames }).flatMap(([by, count]) =>
      count === undefined ? [] : [sample(info, count, { point: name, by })],
    ),
  );

const refused: SamplesOf = ({ info, health }) =>
  pointsOf(health).flatMap(([name, point]) =>
    Object.entries(point.refused).map(([reason, count]) => sample(info, count, { point: name, reason })),
  );

const notDecoded: SamplesOf = ({ info, health }) =>
  pointsOf(health).flatMap(([name, point]) =>
    point.notDecoded.map(({ reason, count }) => sample(info, count, { point: name, reason })),
  );

const shed: SamplesOf = ({ info, health }) =>
  Object.entries(health?.shed ?? {}).map(([what, count]) => sample(info, count, { what }));

const tls: SamplesOf = ({ info, health }) => {
  if (health === undefined) return [];
  const { decrypted, withoutKey, failed } = health.tls;
  return Object.entries({ decrypted, 'without key': withoutKey, failed }).map(([outcome, count]) =>
    sample(info, count, { outcome }),
  );
};

const recorderUp: SamplesOf = ({ info }) =>
  info.live === undefined ? [] : [sample(info, info.live.recorder === 'recording' ? 1 : 0)];

type Input = NonNullable<CaptureInfo['live']>['inputs'][number];
type Spool = NonNullable<CaptureInfo['live']>['spool'];

function ofInputs(read: (input: Input) => number): SamplesOf {
  return ({ info }) => (info.live?.inputs ?? []).map(input => sample(info, read(input), { input: input.name }));
}

const inputUp = (input: Input): number => (input.problem === undefined ? 1 : 0);

function ofSpool(read: (spool: Spool) => number): SamplesOf {
  return ({ info }) => (info.live === undefined ? [] : [sample(info, read(info.live.spool))]);
}
