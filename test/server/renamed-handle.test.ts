import { expect, test } from 'vitest';
import type { CaptureChange } from '../../collector/thread/protocol.ts';
import { renamedHandle } from '../../server/renamed-handle.ts';
import { FakeHandle } from '../support/fake-capture.ts';

const PATH = '/tmp/sipscope-Ab12/3.capture';

function renamed(): { inner: FakeHandle; handle: ReturnType<typeof renamedHandle> } {
  const inner = new FakeHandle({ id: 'demo', paths: [PATH] });
  return { inner, handle: renamedHandle(inner, PATH, 'trace.pcap') };
}

test('paths, health and messages say the name, the rest is untouched', async () => {
  const { inner, handle } = renamed();
  expect(handle.paths).toEqual(['trace.pcap']);
  expect((await handle.health()).sources[0]?.path).toBe('trace.pcap');
  const message = await handle.message(0);
  expect([message?.file, message?.capturePoints[0]?.name]).toEqual(['trace.pcap', 'trace.pcap']);
  expect((await handle.frame('0.3'))?.source).toBe('trace.pcap');
  expect(await handle.frame('9.9')).toBeUndefined();
  expect(await handle.message(9999)).toBeUndefined();
  expect(await handle.call(1)).toEqual(inner.capture.call(1));
  const query = { filter: '', sort: '', offset: 0, limit: 2 };
  expect(await handle.list(query)).toEqual(inner.capture.list(query));
});

test('errors keep code and hint and say the name', async () => {
  const { inner, handle } = renamed();
  inner.refusal = Object.assign(new Error(`${PATH}: not a capture file`), { code: 'SIPA_NOT_A_CAPTURE', hint: 'h' });
  for (const question of [
    handle.health(),
    handle.list({ filter: '', sort: '', offset: 0, limit: 1 }),
    handle.call(0),
    handle.message(0),
    handle.frame('0.3'),
    handle.ask('streams', {}),
    handle.addKeys('x'),
    handle.clear(),
    handle.endFollowing(),
  ]) {
    await expect(question).rejects.toMatchObject({
      message: 'trace.pcap: not a capture file',
      code: 'SIPA_NOT_A_CAPTURE',
      hint: 'h',
    });
  }
});

test('a failed progress says the name, also when it is announced', () => {
  const { inner, handle } = renamed();
  const error = { code: 'C', message: `${PATH} broke`, hint: 'h' };
  inner.capture.progress = () => ({
    state: 'failed',
    generation: 0,
    dropped: 0,
    bytesRead: 0,
    frames: 0,
    messages: 0,
    legs: 0,
    notDecoded: 0,
    activeCalls: 0,
    error,
  });
  const changes: CaptureChange[] = [];
  const undo = handle.onChange(change => changes.push(change));
  inner.announce([1]);
  undo();
  inner.announce([2]);
  expect(changes).toMatchObject([{ legs: [1], progress: { error: { message: 'trace.pcap broke' } } }]);
  expect(handle.progress().error?.message).toBe('trace.pcap broke');
});

test('closing closes the capture', async () => {
  const { inner, handle } = renamed();
  await handle.close();
  expect(inner.closes).toBe(1);
});
