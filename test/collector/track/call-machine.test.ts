import { describe, expect, test } from 'vitest';
import { EPOCH, type MessageOptions, trace } from '../../support/trace.ts';

const tagged = (options: MessageOptions = {}): MessageOptions => ({ toTag: 'b', ...options });

describe('a call that is answered', () => {
  test('goes through trying, ringing, answered, established, ended', () => {
    const t = trace();
    const states: string[] = [];
    const note = (): number => states.push(t.leg().state);
    t.request('INVITE');
    note();
    t.response(100, 'INVITE');
    note();
    t.response(180, 'INVITE', tagged());
    note();
    t.response(200, 'INVITE', tagged());
    note();
    t.request('ACK', tagged({ branch: 'z9hG4bK-ack' }));
    note();
    t.request('BYE', tagged({ cseq: 2 }));
    note();
    expect(states).toEqual(['trying', 'trying', 'ringing', 'answered', 'established', 'ended']);
  });

  test('has the times of RFC 6076', () => {
    const t = trace();
    t.request('INVITE', { at: 0 })
      .response(180, 'INVITE', tagged({ at: 1200 }))
      .response(200, 'INVITE', tagged({ at: 5000 }));
    t.request('ACK', tagged({ at: 5050, branch: 'z9hG4bK-ack' })).request('BYE', tagged({ at: 65_000, cseq: 2 }));
    t.response(200, 'BYE', tagged({ at: 65_040, cseq: 2 }));
    expect(t.leg()).toMatchObject({
      pdd: 1200,
      setupTime: 5000,
      ringDuration: 3800,
      talkTime: 60_000,
      disconnectDelay: 40,
      statusCode: 200,
    });
  });

  test('has the time of its ACK', () => {
    const t = trace()
      .request('INVITE')
      .response(200, 'INVITE', tagged({ at: 500 }));
    expect(t.leg()).not.toHaveProperty('ackTime');
    t.request('ACK', tagged({ at: 550, branch: 'z9hG4bK-ack' }));
    expect(t.leg().ackTime).toBe(EPOCH + 550_000);
  });

  test('has a PDD up to the 200 when nothing rang', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(200, 'INVITE', tagged({ at: 700 }));
    expect(t.leg()).toMatchObject({ pdd: 700, setupTime: 700 });
    expect(t.leg()).not.toHaveProperty('ringTime');
  });

  test('ends by a BYE of the callee, before the ACK too', () => {
    const t = trace().request('INVITE').response(200, 'INVITE', tagged());
    t.request('BYE', { from: '10.0.0.2:5060', to: '10.0.0.1:5060', fromTag: 'b', toTag: 'a', cseq: 77 });
    expect(t.leg().state).toBe('ended');
  });

  test('is not touched by a failed re-INVITE, UPDATE or INFO', () => {
    const t = trace()
      .request('INVITE')
      .response(200, 'INVITE', tagged())
      .request('ACK', tagged({ branch: 'z9hG4bK-ack' }));
    t.request('INVITE', tagged({ cseq: 2 }))
      .response(488, 'INVITE', tagged({ cseq: 2 }))
      .request('ACK', tagged({ cseq: 2 }));
    t.request('INFO', tagged({ cseq: 3 })).response(480, 'INFO', tagged({ cseq: 3 }));
    t.request('UPDATE', tagged({ cseq: 4 })).response(500, 'UPDATE', tagged({ cseq: 4 }));
    expect(t.leg()).toMatchObject({ state: 'established', statusCode: 200 });
  });

  test('without an ACK says so after 64·T1, and only then', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(200, 'INVITE', tagged({ at: 1000 }));
    expect(t.wait(32_900).leg().flags).not.toContain('ackMissing');
    expect(t.wait(33_000).leg()).toMatchObject({ state: 'answered', flags: ['ackMissing'] });
  });

  test('says when its BYE was not answered within Timer F', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(200, 'INVITE', tagged())
      .request('ACK', tagged({ branch: 'z9hG4bK-k' }));
    t.request('BYE', tagged({ at: 1000, cseq: 2 })).wait(33_001);
    expect(t.leg()).toMatchObject({ state: 'ended', flags: ['byeUnanswered'] });
  });
});

describe('a call that fails', () => {
  test.each([
    [486, 'busy'],
    [600, 'busy'],
    [603, 'declined'],
    [607, 'declined'],
    [608, 'declined'],
    [302, 'redirected'],
    [300, 'redirected'],
    [404, 'failed'],
    [480, 'failed'],
    [503, 'failed'],
    [487, 'failed'],
  ])('%i makes it %s', (code, state) => {
    const t = trace().request('INVITE').response(code, 'INVITE', tagged()).request('ACK', tagged());
    expect(t.leg()).toMatchObject({ state, statusCode: code });
  });

  test('after an ACK to the failure is still failed, not in call', () => {
    const t = trace().request('INVITE').response(400, 'INVITE', tagged()).request('ACK', tagged());
    expect(t.leg().state).toBe('failed');
    expect(t.finish().leg().flags).not.toContain('openAtEnd');
  });

  test('stays failed when a BYE follows all the same', () => {
    const t = trace()
      .request('INVITE')
      .response(403, 'INVITE', tagged())
      .request('ACK', tagged())
      .request('BYE', tagged({ cseq: 2 }));
    expect(t.leg().state).toBe('failed');
  });

  test('without any answer times out by Timer B on the capture clock', () => {
    const t = trace().request('INVITE', { at: 0 }).request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
    expect(t.wait(31_999).leg().state).toBe('trying');
    expect(t.wait(32_000).leg()).toMatchObject({ state: 'timeout', statusCode: 0, retransmissions: 2 });
  });

  test('with a provisional times out by Timer C after the last one', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(180, 'INVITE', tagged({ at: 1000 }));
    t.response(183, 'INVITE', tagged({ at: 60_000 }));
    expect(t.wait(239_999).leg().state).toBe('ringing');
    expect(t.wait(240_000).leg().state).toBe('timeout');
  });

  test('is open at the end of the capture when the clock proves nothing', () => {
    const t = trace().request('INVITE').finish();
    expect(t.leg()).toMatchObject({ state: 'trying', flags: ['openAtEnd'] });
  });

  test('a response to another method never decides it', () => {
    const t = trace().request('INVITE').response(183, 'INVITE', tagged());
    t.request('INFO', tagged({ cseq: 2 })).response(480, 'INFO', tagged({ cseq: 2 }));
    expect(t.leg().state).toBe('ringing');
  });
});

describe('CANCEL', () => {
  test('with 487 makes the call cancelled', () => {
    const t = trace().request('INVITE').response(180, 'INVITE', tagged());
    t.request('CANCEL', { branch: 'z9hG4bK-INVITE-1' }).response(200, 'CANCEL', tagged({ branch: 'z9hG4bK-INVITE-1' }));
    expect(t.leg().state).toBe('ringing');
    t.response(487, 'INVITE', tagged()).request('ACK', tagged());
    expect(t.leg()).toMatchObject({ state: 'cancelled', statusCode: 487 });
  });

  test('that loses the race against 200 leaves the call answered', () => {
    const t = trace().request('INVITE').response(180, 'INVITE', tagged());
    t.request('CANCEL', { branch: 'z9hG4bK-INVITE-1' }).response(200, 'INVITE', tagged());
    t.response(200, 'CANCEL', tagged({ branch: 'z9hG4bK-INVITE-1' })).request('ACK', tagged({ branch: 'z9hG4bK-ack' }));
    expect(t.leg().state).toBe('established');
    t.request('BYE', tagged({ cseq: 2 }));
    expect(t.leg().state).toBe('ended');
  });
});

describe('a challenge', () => {
  test('is not the outcome when the caller tries again', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(407, 'INVITE', tagged({ toTag: 'p' }))
      .request('ACK', tagged({ toTag: 'p' }));
    expect(t.leg().state).toBe('trying');
    t.request('INVITE', { at: 100, cseq: 2 }).response(180, 'INVITE', tagged({ at: 900, cseq: 2 }));
    expect(t.leg()).toMatchObject({ state: 'ringing', pdd: 900, flags: [], statusCode: 0 });
  });

  test('is the outcome when nothing follows until the capture ends', () => {
    const t = trace().request('INVITE').response(401, 'INVITE', tagged()).request('ACK', tagged()).finish();
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 401, flags: [] });
  });

  test('is the outcome when nothing follows for 64·T1', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .response(401, 'INVITE', tagged({ at: 10 }))
      .wait(32_011);
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 401 });
  });
});

describe('forks', () => {
  const fork = (branch: string, to: string): MessageOptions => ({
    from: '10.0.0.9:5060',
    to,
    branch,
    via: ['proxy', 'ua'],
  });
  const back = (branch: string, from: string, toTag: string): MessageOptions => ({
    from,
    to: '10.0.0.9:5060',
    branch,
    via: ['proxy', 'ua'],
    toTag,
  });

  test('a busy branch behind the proxy does not make the call busy', () => {
    const t = trace().request('INVITE', { to: '10.0.0.9:5060' });
    t.request('INVITE', fork('z9hG4bK-b1', '10.0.0.2:5060')).request('INVITE', fork('z9hG4bK-b2', '10.0.0.3:5060'));
    t.response(486, 'INVITE', back('z9hG4bK-b1', '10.0.0.2:5060', 'b1'));
    expect(t.leg().state).toBe('trying');
    t.response(180, 'INVITE', back('z9hG4bK-b2', '10.0.0.3:5060', 'b2'));
    t.response(200, 'INVITE', back('z9hG4bK-b2', '10.0.0.3:5060', 'b2'));
    expect(t.leg()).toMatchObject({ state: 'answered', dialogs: 1, flags: [] });
  });

  test('seen behind the proxy only, all branches have to fail', () => {
    const t = trace()
      .request('INVITE', fork('z9hG4bK-b1', '10.0.0.2:5060'))
      .request('INVITE', fork('z9hG4bK-b2', '10.0.0.3:5060'));
    t.response(486, 'INVITE', back('z9hG4bK-b1', '10.0.0.2:5060', 'b1'));
    expect(t.leg().state).toBe('trying');
    t.response(404, 'INVITE', back('z9hG4bK-b2', '10.0.0.3:5060', 'b2'));
    expect(t.leg()).toMatchObject({ state: 'busy', statusCode: 486 });
  });

  test('serial: after a failed branch the next INVITE opens the call again', () => {
    const t = trace().request('INVITE', fork('z9hG4bK-b1', '10.0.0.2:5060'));
    t.response(480, 'INVITE', back('z9hG4bK-b1', '10.0.0.2:5060', 'b1'));
    expect(t.leg().state).toBe('failed');
    t.request('INVITE', fork('z9hG4bK-b2', '10.0.0.3:5060'));
    expect(t.leg().state).toBe('trying');
    t.response(200, 'INVITE', back('z9hG4bK-b2', '10.0.0.3:5060', 'b2'));
    expect(t.leg().state).toBe('answered');
  });

  test('two To tags make two dialogs and the flag', () => {
    const t = trace()
      .request('INVITE')
      .response(180, 'INVITE', tagged({ toTag: 'b1' }))
      .response(180, 'INVITE', tagged({ toTag: 'b2' }));
    expect(t.leg()).toMatchObject({ dialogs: 2, flags: ['forked'], state: 'ringing' });
  });

  test('a fork answered twice ends only when both dialogs have', () => {
    const t = trace()
      .request('INVITE')
      .response(200, 'INVITE', tagged({ toTag: 'b1' }))
      .response(200, 'INVITE', tagged({ toTag: 'b2' }));
    t.request('BYE', { toTag: 'b2', cseq: 2 });
    expect(t.leg().state).toBe('answered');
    t.request('BYE', { toTag: 'b1', cseq: 3, branch: 'z9hG4bK-bye-2' });
    expect(t.leg().state).toBe('ended');
  });
});

describe('a capture that begins late', () => {
  test('with a BYE shows an ended call', () => {
    const t = trace()
      .request('BYE', tagged({ cseq: 9 }))
      .response(200, 'BYE', tagged({ cseq: 9 }));
    expect(t.leg()).toMatchObject({ kind: 'call', state: 'ended', flags: ['lateStart'] });
  });

  test('with a 200 to INVITE shows an answered call with the right direction', () => {
    const t = trace().response(200, 'INVITE', tagged());
    expect(t.leg()).toMatchObject({
      state: 'answered',
      flags: ['lateStart'],
      source: '10.0.0.1:5060',
      destination: '10.0.0.2:5060',
    });
  });

  test('with a re-INVITE shows an established call', () => {
    const t = trace()
      .request('INVITE', tagged({ cseq: 5 }))
      .response(200, 'INVITE', tagged({ cseq: 5 }));
    expect(t.leg()).toMatchObject({ state: 'established', flags: ['lateStart'] });
  });

  test('with a failure response shows the failure', () => {
    expect(trace().response(503, 'INVITE', tagged()).leg()).toMatchObject({
      state: 'failed',
      statusCode: 503,
      flags: ['lateStart'],
    });
  });

  test('with a lone ACK guesses nothing', () => {
    expect(trace().request('ACK', tagged()).finish().leg()).toMatchObject({
      state: 'trying',
      flags: ['lateStart', 'openAtEnd'],
    });
  });
});

describe('flags', () => {
  test('diverted by 181, Diversion, History-Info or a followed 3xx', () => {
    expect(trace().request('INVITE').response(181, 'INVITE', tagged()).leg().flags).toEqual(['diverted']);
    expect(
      trace()
        .request('INVITE', { headers: ['Diversion: <sip:x@y>'] })
        .leg().flags,
    ).toEqual(['diverted']);
    expect(
      trace()
        .request('INVITE', { headers: ['History-Info: <sip:x@y>;index=1'] })
        .leg().flags,
    ).toEqual(['diverted']);
    const followed = trace().request('INVITE').response(302, 'INVITE', tagged()).request('INVITE', { cseq: 2 });
    expect(followed.leg()).toMatchObject({ state: 'trying', flags: ['diverted'] });
  });

  test('transferred when a REFER is accepted, not when it is refused', () => {
    const call = (): ReturnType<typeof trace> =>
      trace()
        .request('INVITE')
        .response(200, 'INVITE', tagged())
        .request('REFER', tagged({ cseq: 2 }));
    expect(
      call()
        .response(202, 'REFER', tagged({ cseq: 2 }))
        .leg().flags,
    ).toEqual(['transferred']);
    expect(
      call()
        .response(603, 'REFER', tagged({ cseq: 2 }))
        .leg().flags,
    ).toEqual([]);
  });

  test('on hold from the accepted hold offer to the accepted resume', () => {
    const t = trace()
      .request('INVITE', { hold: false })
      .response(200, 'INVITE', tagged({ hold: false }));
    t.request('INVITE', tagged({ cseq: 2, hold: true }));
    expect(t.leg().flags).toEqual([]);
    t.response(200, 'INVITE', tagged({ cseq: 2, hold: true }));
    expect(t.leg().flags).toEqual(['onHold']);
    t.request('INVITE', tagged({ cseq: 3, hold: false })).response(200, 'INVITE', tagged({ cseq: 3, hold: false }));
    expect(t.leg().flags).toEqual([]);
  });
});

test('every transition names the message that caused it, a timer none', () => {
  const t = trace().request('INVITE', { at: 0 }).response(180, 'INVITE', tagged()).wait(200_000);
  const rows = t.transitions().map(({ message }) => message);
  expect(rows).toEqual([0, 1, -1]);
});

describe('late news', () => {
  test('a final response after Timer B is still the outcome', () => {
    const t = trace().request('INVITE', { at: 0 }).wait(33_000);
    expect(t.leg().state).toBe('timeout');
    t.response(486, 'INVITE', tagged({ at: 34_000 }));
    expect(t.leg()).toMatchObject({ state: 'busy', statusCode: 486 });
  });

  test('a 200 after Timer B answers the call', () => {
    const t = trace()
      .request('INVITE', { at: 0 })
      .wait(33_000)
      .response(200, 'INVITE', tagged({ at: 34_000 }));
    expect(t.leg()).toMatchObject({ state: 'answered', statusCode: 200 });
  });

  test('one of two branches that times out twice does not end the call', () => {
    const proxied = (branch: string): MessageOptions => ({ from: '10.0.0.9:5060', branch, via: ['proxy', 'ua'] });
    const t = trace().request('INVITE', { at: 0, ...proxied('z9hG4bK-1') });
    t.request('INVITE', { at: 1, ...proxied('z9hG4bK-2') });
    t.response(180, 'INVITE', { at: 10, branch: 'z9hG4bK-2', via: ['proxy', 'ua'], toTag: 'b2' });
    t.response(180, 'INVITE', { at: 40_000, branch: 'z9hG4bK-1', via: ['proxy', 'ua'], toTag: 'b1' });
    t.response(183, 'INVITE', { at: 150_000, branch: 'z9hG4bK-2', via: ['proxy', 'ua'], toTag: 'b2' });
    expect(t.wait(230_000).leg().state).toBe('ringing');
    expect(t.wait(331_000).leg().state).toBe('timeout');
  });

  test('a BYE that its INVITE answers with 487 makes the call cancelled (RFC 3261 §15)', () => {
    const t = trace()
      .request('INVITE')
      .response(180, 'INVITE', tagged())
      .request('BYE', tagged({ cseq: 2 }));
    t.response(200, 'BYE', tagged({ cseq: 2 })).response(487, 'INVITE', tagged());
    expect(t.leg().state).toBe('cancelled');
  });

  test('a BYE seen on both sides of a proxy ends the call once', () => {
    const t = trace()
      .request('INVITE')
      .response(200, 'INVITE', tagged())
      .request('ACK', tagged({ branch: 'z9hG4bK-k' }));
    t.request('BYE', tagged({ at: 5000, cseq: 2 }));
    t.request('BYE', tagged({ at: 5001, cseq: 2, from: '10.0.0.2:5060', to: '10.0.0.3:5060', branch: 'z9hG4bK-p' }));
    const ended = t.transitions().map(({ state }) => state);
    expect(ended).toHaveLength(4);
    expect(t.leg()).toMatchObject({ state: 'ended', talkTime: 4990 });
  });
});

test('a BYE that is answered after Timer F is not unanswered', () => {
  const t = trace().request('INVITE', { at: 0 }).response(200, 'INVITE', tagged());
  t.request('BYE', tagged({ at: 1000, cseq: 2 })).wait(34_000);
  expect(t.leg().flags).toContain('byeUnanswered');
  expect(t.response(200, 'BYE', tagged({ cseq: 2 })).leg().flags).not.toContain('byeUnanswered');
});

describe('a messy caller', () => {
  test('that answers a challenge with a wrong password ends failed with the last code', () => {
    const t = trace().request('INVITE').response(401, 'INVITE', tagged()).request('ACK', tagged());
    t.request('INVITE', { cseq: 2 }).response(403, 'INVITE', tagged({ cseq: 2 }));
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 403 });
  });

  test('in glare: 491 and then the try that works', () => {
    const t = trace().request('INVITE').response(491, 'INVITE', tagged()).request('ACK', tagged());
    expect(t.leg().state).toBe('trying');
    t.request('INVITE', { cseq: 2 }).response(200, 'INVITE', tagged({ cseq: 2 }));
    expect(t.leg()).toMatchObject({ state: 'answered', statusCode: 200 });
  });

  test('whose second INVITE of a cancelled call works has an answered call', () => {
    const t = trace().request('INVITE').request('CANCEL', { branch: 'z9hG4bK-INVITE-1' });
    t.response(487, 'INVITE', tagged()).request('INVITE', { cseq: 2 });
    expect(t.leg().state).toBe('trying');
    t.response(487, 'INVITE', tagged({ cseq: 2 }));
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 487 });
  });
});
