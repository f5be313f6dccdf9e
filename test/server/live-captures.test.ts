import { afterEach, expect, test } from 'vitest';
import { Captures } from '../../server/captures.ts';
import { LiveCaptures } from '../../server/live-captures.ts';
import { LIMITS } from '../../server/wire/limits.ts';
import { FakeHandle } from '../support/fake-capture.ts';
import { FakeRecording, fakePlan, fakeStatus } from '../support/fake-recording.ts';

interface Fakes {
  readonly captures: Captures;
  readonly recording: FakeRecording;
  readonly live: LiveCaptures;
  readonly handles: FakeHandle[];
}

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function fakes(): Fakes {
  const handles: FakeHandle[] = [];
  const captures = new Captures(source => {
    const handle = new FakeHandle(source);
    handles.push(handle);
    return handle;
  });
  const recording = new FakeRecording();
  const live = new LiveCaptures(captures, recording);
  ends.push(() => live.end(true));
  return { captures, recording, live, handles };
}

const PLAN = fakePlan();
const { spool: SPOOL } = PLAN;

test('a start records and follows the spool, under an id that survives a restart', async () => {
  const { captures, recording, live, handles } = fakes();
  const { id, takenOver, oldSegments } = await live.start(PLAN);
  expect([takenOver, oldSegments]).toEqual([undefined, 0]);
  expect(recording.deeds).toEqual([`start ${SPOOL}`]);
  expect(handles[0]?.capture.source).toMatchObject({ id, paths: [], spool: SPOOL });
  expect(captures.info(id)).toMatchObject({
    name: 'eth0',
    origin: 'live',
    paths: [SPOOL],
    live: { recorder: 'recording', plan: { interfaces: ['eth0'] } },
  });
  const later = fakes();
  expect((await later.live.start(PLAN)).id).toBe(id);
});

test('a recorder that went on without a server is taken over, and what it recorded is shown', async () => {
  const { captures, recording, live } = fakes();
  recording.alive.add(SPOOL);
  recording.statusBySpool.set(SPOOL, fakeStatus(PLAN));
  const { id, takenOver, oldSegments } = await live.start(PLAN);
  expect(takenOver?.pid).toBe(4711);
  expect(oldSegments).toBe(1);
  expect(recording.deeds).toEqual([]);
  await captures.close(id);
  expect(recording.deeds).toEqual([`stop ${SPOOL}`]);
});

test('a recorder that another server looks after is shown and left alone', async () => {
  const { captures, recording, live } = fakes();
  recording.alive.add(SPOOL);
  recording.claimed.add(SPOOL);
  recording.statusBySpool.set(SPOOL, fakeStatus(PLAN));
  const { id, isOurs } = await live.start(PLAN);
  expect(isOurs).toBe(false);
  await expect(live.stop(id)).rejects.toMatchObject({ status: 409, code: 'SIPA_NOT_OURS' });
  await live.end(false);
  await captures.closeAll();
  expect(recording.deeds).toEqual([]);
});

test('a recorder that records something else is not touched: the error says how it differs and the two ways out', async () => {
  const { captures, recording, live } = fakes();
  recording.alive.add(SPOOL);
  recording.statusBySpool.set(SPOOL, fakeStatus(PLAN));
  await expect(live.start(fakePlan({ filter: 'port 5060' }))).rejects.toMatchObject({
    status: 409,
    code: 'SIPA_SPOOL_BUSY',
    message: expect.stringMatching(/pid 4711.*filter none instead of "port 5060"/),
    hint: expect.stringMatching(/same options.*kill 4711/),
  });
  expect([recording.deeds, captures.infos()]).toEqual([[], []]);
});

test('a recorder that cannot start leaves no capture behind', async () => {
  const { captures, recording, live } = fakes();
  recording.refusal = Object.assign(new Error('no right'), { code: 'SIPA_NO_RIGHTS', hint: 'sudo' });
  await expect(live.start(PLAN)).rejects.toThrow('no right');
  expect(captures.infos()).toEqual([]);
});

test('two starts of one spool at once are one capture and one recorder', async () => {
  const { captures, recording, live } = fakes();
  const [first, second] = await Promise.all([live.start(PLAN), live.start(PLAN)]);
  expect(first.id).toBe(second.id);
  expect(recording.deeds).toEqual([`start ${SPOOL}`]);
  expect(captures.infos()).toHaveLength(1);
});

test('a stop ends recorder and following, a start goes on under the same id and reads the spool anew', async () => {
  const { captures, recording, live, handles } = fakes();
  const { id } = await live.start(fakePlan({ hepKey: 'secret' }));
  await live.stop(id);
  expect(captures.info(id)).toMatchObject({ live: { recorder: 'stopped' }, progress: { state: 'ready' } });
  await live.restart(id);
  expect(recording.deeds).toEqual([`start ${SPOOL}`, `stop ${SPOOL}`, `start ${SPOOL}`]);
  expect(recording.started?.hepKey).toBe('secret');
  expect(handles.map(handle => handle.closes)).toEqual([1, 0]);
  expect(captures.get(id)).toBe(handles[1]);
  expect(captures.info(id).live?.recorder).toBe('recording');
});

test('a stopped capture may start with another filter', async () => {
  const { captures, live } = fakes();
  const { id } = await live.start(PLAN);
  await live.stop(id);
  expect((await live.start(fakePlan({ filter: 'port 5060' }))).id).toBe(id);
  expect(captures.info(id).live?.plan.filter).toBe('port 5060');
});

test('a recorder that died is gone, and started again the capture goes on where it is', async () => {
  const { captures, recording, live, handles } = fakes();
  const { id } = await live.start(PLAN);
  recording.alive.clear();
  await live.look();
  expect(captures.info(id).live).toMatchObject({ recorder: 'gone', problem: { code: 'SIPA_RECORDER_GONE' } });
  await live.restart(id);
  expect(captures.info(id).live?.recorder).toBe('recording');
  expect(handles).toHaveLength(1);
});

test('listeners hear when what is recorded moves, and only then', async () => {
  const { captures, recording, live } = fakes();
  await live.start(PLAN);
  let lists = 0;
  captures.listen({ onChange: () => undefined, onList: () => lists++ });
  await live.look();
  recording.say(SPOOL, { updatedAt: 1_767_323_047_000_000 });
  await live.look();
  expect(lists).toBe(0);
  recording.say(SPOOL, { inputs: [{ name: 'eth0', kind: 'interface', frames: 9, bytes: 900, refused: {} }] });
  await live.look();
  expect(lists).toBe(1);
});

test('a spool that cannot be read any more is told, not thrown', async () => {
  const { captures, recording, live } = fakes();
  const { id } = await live.start(PLAN);
  recording.statusBySpool.clear();
  await live.look();
  expect(captures.info(id).live).toMatchObject({ recorder: 'gone', problem: { code: 'SIPA_NO_SPOOL' } });
  recording.find = async () => {
    throw new Error('EACCES');
  };
  await live.look();
  expect(captures.info(id).live?.problem?.message).toMatch(/EACCES/);
});

test('the spool of another recorder is followed and never stopped', async () => {
  const { captures, recording, live } = fakes();
  await expect(live.watch(SPOOL)).rejects.toMatchObject({ status: 404, code: 'SIPA_NO_SPOOL' });
  recording.alive.add(SPOOL);
  recording.statusBySpool.set(SPOOL, fakeStatus(PLAN));
  const id = await live.watch(SPOOL);
  expect(captures.info(id)).toMatchObject({ name: 'eth0', live: { recorder: 'recording' } });
  await expect(live.stop(id)).rejects.toMatchObject({ status: 409, code: 'SIPA_NOT_OURS' });
  await expect(live.restart(id)).rejects.toMatchObject({ status: 409 });
  await live.end(false);
  await captures.closeAll();
  expect(recording.deeds).toEqual([]);
});

test('the end stops what was started, or leaves it at work when that was wanted', async () => {
  const one = fakes();
  await one.live.start(PLAN);
  expect(await one.live.end(false)).toEqual([]);
  await one.captures.closeAll();
  expect(one.recording.deeds).toEqual([`start ${SPOOL}`, `stop ${SPOOL}`]);
  const other = fakes();
  await other.live.start(PLAN);
  await other.live.end(true);
  await other.captures.closeAll();
  expect(other.recording.deeds).toEqual([`start ${SPOOL}`]);
});

test('a recorder that could not be stopped at the end is told', async () => {
  const { recording, live } = fakes();
  await live.start(PLAN);
  recording.stopRefusal = new Error('not ours');
  expect(await live.end(false)).toEqual([recording.stopRefusal]);
});

test('a file is no live capture, an unknown id none at all', async () => {
  const { captures, live } = fakes();
  const { id } = captures.openFiles(['/a.pcap']);
  expect(() => live.stop(id)).toThrow(expect.objectContaining({ status: 409, code: 'SIPA_NOT_LIVE' }));
  expect(() => live.restart('nobody')).toThrow(expect.objectContaining({ status: 404 }));
});

test('no more live captures than the limit are open at once', async () => {
  const { live } = fakes();
  for (let at = 0; at < LIMITS.liveCaptures; at++) await live.start(fakePlan({ spool: `/state/${at}` }));
  await expect(live.start(fakePlan({ spool: '/state/last' }))).rejects.toMatchObject({
    status: 409,
    code: 'SIPA_TOO_MANY_CAPTURES',
  });
});
