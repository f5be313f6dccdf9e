import { describe, expect, test } from 'vitest';
import { EPOCH, trace } from '../../support/trace.ts';

describe('retransmissions', () => {
  test('an INVITE sent again is counted and changes nothing', () => {
    const t = trace().request('INVITE', { at: 0 }).response(100, 'INVITE').request('INVITE', { at: 500 });
    expect(t.leg()).toMatchObject({ messages: 3, retransmissions: 1, duplicates: 0 });
    expect(t.tracker.retransmissions).toBe(1);
  });

  test('a 200 sent again after the ACK is one', () => {
    const t = trace()
      .request('INVITE')
      .response(200, 'INVITE', { toTag: 'b' })
      .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
    t.response(200, 'INVITE', { toTag: 'b' });
    expect(t.leg()).toMatchObject({ state: 'established', retransmissions: 1 });
  });

  test('a second provisional with another To tag, length or RSeq is none', () => {
    const t = trace().request('INVITE').response(180, 'INVITE', { toTag: 'b' });
    t.response(180, 'INVITE', { toTag: 'c' });
    t.response(180, 'INVITE', { toTag: 'b', headers: ['X-Longer: yes'] });
    t.response(180, 'INVITE', { toTag: 'b', headers: ['RSeq: 11'] }).response(180, 'INVITE', {
      toTag: 'b',
      headers: ['RSeq: 12'],
    });
    expect(t.leg().retransmissions).toBe(0);
    t.response(180, 'INVITE', { toTag: 'b', headers: ['RSeq: 12'] });
    expect(t.leg().retransmissions).toBe(1);
  });

  test('the same request on another hop is none', () => {
    const t = trace().request('INVITE');
    t.request('INVITE', { from: '10.0.0.2:5060', to: '10.0.0.3:5060', branch: 'z9hG4bK-proxy', via: ['proxy', 'ua'] });
    t.request('INVITE', { from: '10.1.0.1:5060', to: '10.1.0.2:5060' });
    expect(t.leg().retransmissions).toBe(0);
  });

  test('a new request with the same CSeq in another branch is none', () => {
    const t = trace().request('OPTIONS').request('OPTIONS', { branch: 'z9hG4bK-other' });
    expect(t.leg().retransmissions).toBe(0);
  });
});

describe('duplicates', () => {
  test('the same frame within 50 ms is a duplicate, not a retransmission', () => {
    const t = trace().request('INVITE', { at: 0, fingerprint: 7 }).request('INVITE', { at: 1, fingerprint: 7 });
    expect(t.leg()).toMatchObject({ messages: 2, duplicates: 1, retransmissions: 0 });
  });

  test('the same fingerprint later is a retransmission', () => {
    const t = trace().request('INVITE', { at: 0, fingerprint: 7 }).request('INVITE', { at: 500, fingerprint: 7 });
    expect(t.leg()).toMatchObject({ duplicates: 0, retransmissions: 1 });
  });
});

describe('transactions', () => {
  test('the ACK to a non-2xx joins the INVITE, the ACK to a 2xx does not', () => {
    const failed = trace().request('INVITE').response(486, 'INVITE', { toTag: 'b' }).request('ACK', { toTag: 'b' });
    expect(failed.store.transactions.count).toBe(1);
    const answered = trace()
      .request('INVITE')
      .response(200, 'INVITE', { toTag: 'b' })
      .request('ACK', { toTag: 'b', branch: 'z9hG4bK-2' });
    expect(answered.store.transactions.count).toBe(2);
  });

  test('a CANCEL shares the branch and is a transaction of its own', () => {
    const t = trace().request('INVITE').request('CANCEL', { branch: 'z9hG4bK-INVITE-1' });
    expect(t.store.transactions.count).toBe(2);
  });

  test('without the magic cookie the From tag tells transactions apart (RFC 3261 §17.2.3)', () => {
    const t = trace()
      .request('OPTIONS', { branch: '1', fromTag: 'x' })
      .request('OPTIONS', { branch: '1', fromTag: 'y' });
    t.response(200, 'OPTIONS', { branch: '1', fromTag: 'x', toTag: 'z' });
    expect(t.store.transactions.count).toBe(2);
    expect(t.store.transactions.finalCode[0]).toBe(200);
    expect(t.store.transactions.finalCode[1]).toBe(0);
  });

  test('an INVITE seen after its response still opens the call', () => {
    const t = trace().response(100, 'INVITE').request('INVITE').response(486, 'INVITE', { toTag: 'b' });
    expect(t.leg().state).toBe('busy');
  });
});

test('counts every message by method and code, retransmissions included', () => {
  const t = trace().request('INVITE').request('INVITE').response(200, 'INVITE', { toTag: 'b' }).request('FANCY');
  const names = t.tracker.requestCounts.flatMap((n, id) => (n > 0 ? [[t.store.methods.name(id), n]] : []));
  expect(names).toEqual([
    ['INVITE', 2],
    ['FANCY', 1],
  ]);
  expect(t.tracker.responseCounts[200]).toBe(1);
});

test('messages without Call-ID share one leg that is no Call-ID', () => {
  const t = trace().request('OPTIONS', { callId: '' }).request('OPTIONS', { callId: '', cseq: 2 });
  expect(t.store.legs).toHaveLength(1);
  expect(t.store.callIds).toBe(0);
  expect(t.leg('').kind).toBe('other');
});

test('the clock never goes back, and a jump back breaks nothing', () => {
  const t = trace().request('INVITE', { at: 100_000 }).request('INVITE', { at: 0, callId: 'other' });
  expect(t.tracker.clock).toBe(EPOCH + 100_000_000);
  t.wait(132_000);
  expect(t.leg('other').state).toBe('timeout');
});

describe("an agent's clock", () => {
  test('is shown, and does not move the clock of the capture', () => {
    const t = trace().request('INVITE', { at: 0 }).request('INVITE', { at: 10, agentAt: 3_600_000, callId: 'other' });
    expect(t.tracker.clock).toBe(EPOCH + 10_000);
    expect(t.leg('other').startTime).toBe(EPOCH + 3_600_000_000);
    expect(t.leg().state).toBe('trying');
  });

  test('ahead or behind, timers count from when the message came', () => {
    for (const agentAt of [-3_600_000, 3_600_000]) {
      const t = trace().request('INVITE', { at: 0, agentAt }).response(180, 'INVITE', { at: 10, agentAt, toTag: 'b' });
      t.wait(179_000);
      expect(t.leg().state).toBe('ringing');
      t.wait(181_000);
      expect(t.leg().state).toBe('timeout');
    }
  });
});

test('what the limit refuses is counted in the totals and as refused', () => {
  const t = trace();
  Object.assign(t.tracker, { limits: { messages: 1 } });
  t.request('INVITE').request('BYE', { callId: 'second' });
  expect(t.tracker).toMatchObject({ total: 2, refused: 1 });
  expect(t.store.legs).toHaveLength(1);
});

describe('hostile traffic', () => {
  test('one transaction with a message from each of 20,000 senders is read in a moment', () => {
    const t = trace();
    for (let i = 0; i < 20_000; i++) {
      t.request('OPTIONS', { at: i / 1000, from: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}:5060` });
    }
    expect(t.leg()).toMatchObject({ messages: 20_000, retransmissions: 0 });
    expect(t.store.transactions.count).toBe(1);
  });

  test('CSeq numbers beyond 2³¹ still tell a retransmission', () => {
    const t = trace().request('OPTIONS', { cseq: 4_294_967_295 }).request('OPTIONS', { cseq: 4_294_967_295 });
    expect(t.leg()).toMatchObject({ messages: 2, retransmissions: 1 });
  });
});

describe('the order of start times', () => {
  test('is that of the legs while every one opens with its first message', () => {
    const t = trace().request('INVITE').request('REGISTER', { callId: 'b' }).response(200, 'REGISTER', { callId: 'b' });
    t.response(200, 'OPTIONS', { callId: 'c' }).request('OPTIONS', { callId: 'c', cseq: 2 });
    expect(t.store.startsInOrder).toBe(true);
  });

  test('is lost by an INVITE that comes after its answer, and by a clock that goes back', () => {
    expect(trace().response(100, 'INVITE').request('INVITE').store.startsInOrder).toBe(false);
    const back = trace().request('INVITE', { at: 50 }).request('INVITE', { at: 40, callId: 'b' });
    expect(back.store.startsInOrder).toBe(false);
  });
});
