import { expect, test } from 'vitest';
import { RegistrationIndex } from '../../../collector/query/registration-facts.ts';
import { callSources } from '../../support/call-sources.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

async function indexOf(t: Trace, limit?: number): Promise<RegistrationIndex> {
  return new RegistrationIndex(t.store, (await callSources(t)).bytes, limit);
}
const CLOCK = EPOCH + 9_000_000;

test('tries of one address of record over all Call-IDs, in order, on the hop nearest to the phone', async () => {
  const proxied = {
    callId: 'a',
    branch: 'z9hG4bK-2',
    via: ['proxy', 'ua'],
    from: '10.0.0.2:5060',
    to: '10.0.0.3:5060',
  };
  const t = trace()
    .request('REGISTER', { callId: 'a', at: 0 })
    .request('REGISTER', proxied)
    .response(200, 'REGISTER', { ...proxied, from: '10.0.0.3:5060', to: '10.0.0.2:5060' })
    .response(200, 'REGISTER', { callId: 'a' })
    .request('REGISTER', { callId: 'b', at: 5000 })
    .request('OPTIONS', { callId: 'c' });
  const [facts, ...others] = [...(await indexOf(t)).facts(CLOCK, address => (address === '10.0.0.2' ? 42 : 0))];
  expect(others).toEqual([]);
  expect(facts).toMatchObject({ aor: 'sip:bob@example.net', triesCut: 0, captureEnd: CLOCK, registrarHeard: 42 });
  expect(facts.tries).toMatchObject([
    {
      leg: 0,
      callId: 'a',
      request: 0,
      final: 3,
      finalCode: 200,
      source: '10.0.0.1:5060',
      destination: '10.0.0.2:5060',
      transport: 'UDP',
    },
    { leg: 1, callId: 'b', request: 4, final: -1, finalCode: 0, timerExpired: false },
  ]);
});

test('a challenge and its retry are two tries; one of which only the response was seen has no request', async () => {
  const t = trace()
    .response(401, 'REGISTER', { cseq: 1 })
    .request('REGISTER', { cseq: 2 })
    .response(200, 'REGISTER', { cseq: 2 });
  const [facts] = [...(await indexOf(t)).facts(CLOCK, () => 0)];
  expect(facts.tries.map(one => [one.request, one.finalCode, one.source])).toEqual([
    [-1, 401, '10.0.0.1:5060'],
    [1, 200, '10.0.0.1:5060'],
  ]);
});

test('only the latest 500 tries are given, and losses are known', async () => {
  const t = trace();
  for (let cseq = 1; cseq <= 510; cseq++) t.request('REGISTER', { cseq });
  t.tracker.noteCaptureLoss(1, EPOCH, EPOCH + 100, 'eth0');
  const [facts] = [...(await indexOf(t)).facts(CLOCK, () => 0)];
  expect([facts.tries.length, facts.triesCut]).toEqual([500, 10]);
  expect([facts.hasLosses(EPOCH, EPOCH + 1), facts.hasLosses(EPOCH + 1000, EPOCH + 2000)]).toEqual([true, false]);
});

test('registrations that come later are added; addresses of record beyond the limit are counted', async () => {
  const t = trace().request('REGISTER', { callId: 'a' });
  const index = await indexOf(t, 1);
  expect([...index.facts(CLOCK, () => 0)]).toHaveLength(1);
  t.request('REGISTER', { callId: 'b' });
  expect([...index.facts(CLOCK, () => 0)].map(facts => facts.tries.length)).toEqual([2]);
  expect(index.refused).toBe(0);
});

test('what a 2xx granted is read once', async () => {
  const t = trace().request('REGISTER').response(200, 'REGISTER');
  const { bytes } = await callSources(t);
  let reads = 0;
  const counting = {
    read: (row: number) => {
      reads++;
      return row === 0
        ? Buffer.from('REGISTER sip:a SIP/2.0\r\nContact: <sip:a@b>;expires=600\r\n\r\n')
        : Buffer.from('SIP/2.0 200 OK\r\nContact: <sip:a@b>;expires=300\r\n\r\n');
    },
  };
  const index = new RegistrationIndex(t.store, Object.assign(bytes, counting));
  for (let i = 0; i < 3; i++) {
    const [facts] = [...index.facts(CLOCK, () => 0)];
    expect(facts.grantedTo(facts.tries[0])).toBe(300);
  }
  expect(reads).toBe(2);
});
