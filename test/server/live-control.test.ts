import { expect, test } from 'vitest';
import { Captures } from '../../server/captures.ts';
import { LiveCaptures } from '../../server/live-captures.ts';
import { LiveControl } from '../../server/live-control.ts';
import { NO_RECORD_DEFAULTS } from '../../server/live-request.ts';
import { FakeHandle } from '../support/fake-capture.ts';
import { FakeRecording } from '../support/fake-recording.ts';

function control(isStartAllowed: boolean): { control: LiveControl; recording: FakeRecording; live: LiveCaptures } {
  const recording = new FakeRecording();
  const live = new LiveCaptures(new Captures(source => new FakeHandle(source)), recording);
  return {
    control: new LiveControl({ live, recording, defaults: NO_RECORD_DEFAULTS, isStartAllowed }),
    recording,
    live,
  };
}

test('where other hosts reach the page, nothing is started and every engine says why', async () => {
  const { control: refused, recording } = control(false);
  const error = { code: 'SIPA_REMOTE_CAPTURE', hint: expect.stringMatching(/--allow-remote-capture/) };
  await expect(refused.start({ interfaces: ['eth0'] })).rejects.toMatchObject({ status: 403, ...error });
  await expect(refused.restart('x')).rejects.toMatchObject({ status: 403, ...error });
  expect((await refused.interfaces()).engines).toMatchObject([
    { name: 'cap', problem: error },
    { name: 'tcpdump', problem: error },
  ]);
  expect(recording.deeds).toEqual([]);
});

test('what a recorder says no to is the asker’s to mend: never a 503', async () => {
  const { control: allowed, recording } = control(true);
  recording.refusal = Object.assign(new Error('the listener cannot be had'), {
    code: 'SIPA_HEP_LISTEN',
    hint: 'Other port.',
  });
  await expect(allowed.start({ hep: ['udp:127.0.0.1:9060'] })).rejects.toMatchObject({
    status: 422,
    code: 'SIPA_HEP_LISTEN',
    hint: 'Other port.',
  });
});

test('a fault of ours stays one', async () => {
  const { control: allowed, recording } = control(true);
  recording.refusal = new TypeError('x is undefined');
  await expect(allowed.start({ interfaces: ['eth0'] })).rejects.toBe(recording.refusal);
});

test('what was started stops and starts', async () => {
  const { control: allowed, recording, live } = control(true);
  const id = await allowed.start({ interfaces: ['eth0'] });
  await allowed.stop(id);
  await allowed.restart(id);
  expect(recording.deeds.map(deed => deed.split(' ')[0])).toEqual(['start', 'stop', 'start']);
  await live.end(true);
});
