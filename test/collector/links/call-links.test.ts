import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS, hasCorpus, readCapture } from '../../support/captures.ts';
import { B2BUA, callsOf, GATEWAY, legs, PHONE, sdpOf } from '../../support/legs.ts';

const IN = { from: PHONE, to: B2BUA };
/** Another called number and later than any rule of thumb allows, so that nothing but what a test is about can tie it. */
const OUT = { from: B2BUA, to: GATEWAY, at: 5000, called: '4988877665' };

describe('one header', () => {
  test('X-Call-ID with the Call-ID of the other leg, whichever came first', async () => {
    const later = legs()
      .call('a', IN)
      .call('b', { ...OUT, headers: ['X-Call-ID: a'] });
    expect(callsOf(await later.capture())).toEqual(['a+b header']);
    const earlier = legs()
      .call('a', { ...IN, headers: ['x-cid: b'] })
      .call('b', OUT);
    expect(callsOf(await earlier.capture())).toEqual(['a+b header']);
  });

  test('a value in common joins any number of legs', async () => {
    const headers = ['X-CID: 4711'];
    const story = legs()
      .call('a', { ...IN, headers })
      .call('b', { ...OUT, headers })
      .call('c', { ...OUT, headers });
    expect(callsOf(await story.capture())).toEqual(['a+b+c header']);
  });

  test('the own Call-ID says nothing, nor does a value that everybody has', async () => {
    const own = legs()
      .call('a', { ...IN, headers: ['X-CID: a'] })
      .call('b', { ...OUT, headers: ['X-CID: b'] });
    expect(callsOf(await own.capture())).toEqual([]);
    const all = legs();
    for (let i = 0; i < 70; i++) all.call(`leg-${i}`, { ...IN, at: i * 4000, headers: ['X-CID: 0'] });
    const capture = await all.capture();
    expect(callsOf(capture)).toEqual([]);
    expect(capture.health().shed).toMatchObject({ 'values that too many legs share to tie any': 1 });
  });

  test('a header of the user, whole or by a pattern', async () => {
    const story = legs()
      .call('a', { ...IN, headers: ['X-My-ID: one;hop=1'] })
      .call('b', { ...OUT, headers: ['X-My-ID: one;hop=2'] });
    expect(callsOf(await story.capture({ headerRules: ['X-My-ID'] }))).toEqual([]);
    expect(callsOf(await story.capture({ headerRules: ['X-My-ID: ([a-z]+);.*'] }))).toEqual(['a+b header']);
    expect(callsOf(await story.capture())).toEqual([]);
  });

  test('P-Charging-Vector by its icid-value', async () => {
    const story = legs()
      .call('a', { ...IN, headers: ['P-Charging-Vector: icid-value=AyretyU0dm+6O2; icid-generated-at=192.0.2.1'] })
      .call('b', { ...OUT, headers: ['P-Charging-Vector: icid-value="AyretyU0dm+6O2";orig-ioi=home.net'] });
    expect(callsOf(await story.capture())).toEqual(['a+b icid']);
  });
});

describe('Session-ID', () => {
  const A = 'ab30317f1a784dc48ff824d0d3715d86';
  const B = '47755a9de7794ba387653f2099600ef2';
  const NIL = '0'.repeat(32);

  test('a pair of UUIDs in either order; nil stands for a side that is not known yet', async () => {
    const swapped = legs()
      .call('a', { ...IN, answerHeaders: [`Session-ID: ${B};remote=${A}`] })
      .call('b', { ...OUT, headers: [`Session-ID: ${A};remote=${B}`] });
    expect(callsOf(await swapped.capture())).toEqual(['a+b session-id']);
    const nil = legs()
      .call('a', { ...IN, headers: [`Session-ID: ${A};remote=${NIL}`] })
      .call('b', { ...OUT, headers: [`Session-ID: ${A}`] });
    expect(callsOf(await nil.capture())).toEqual(['a+b session-id']);
  });

  test('one UUID of two is no session', async () => {
    const story = legs()
      .call('a', { ...IN, answerHeaders: [`Session-ID: ${B};remote=${A}`] })
      .call('b', { ...OUT, answerHeaders: [`Session-ID: ${'c'.repeat(32)};remote=${A}`] });
    expect(callsOf(await story.capture())).toEqual([]);
  });
});

describe('a dialog that is named', () => {
  test('Replaces with its tags is certain, with others less so', async () => {
    const right = legs()
      .call('a', IN)
      .call('b', { ...OUT, headers: ['Replaces: a;to-tag=a-to;from-tag=a-from'] });
    expect((await right.capture()).answers.group(0)?.links).toMatchObject([
      { reason: 'replaces', score: 100, fromCallId: 'a', toCallId: 'b', joins: true },
    ]);
    const wrong = legs()
      .call('a', IN)
      .call('b', { ...OUT, headers: ['Replaces: a;to-tag=x;from-tag=y;early-only'] });
    const [link] = (await wrong.capture()).answers.group(0)?.links ?? [];
    expect(link).toMatchObject({ score: 90, detail: expect.stringMatching(/only while it rings.*no dialog/) });
  });

  test('Join and Target-Dialog', async () => {
    const join_ = legs()
      .call('a', IN)
      .call('b', { ...OUT, headers: ['Join: a;to-tag=a-to;from-tag=a-from'] });
    expect(callsOf(await join_.capture())).toEqual(['a+b join']);
    const target = legs()
      .call('a', IN)
      .call('b', { ...OUT, headers: ['Target-Dialog: a;remote-tag=a-to;local-tag=a-from'] });
    expect(callsOf(await target.capture())).toEqual(['a+b target-dialog']);
  });

  test('an attended transfer: REFER with Replaces, and the INVITE that replaces', async () => {
    const replaces = 'held%3Bto-tag%3Dheld-to%3Bfrom-tag%3Dheld-from';
    const story = legs()
      .call('a', IN)
      .call('held', { ...OUT, from: '10.0.0.7:5060', to: '10.0.0.8:5060' })
      .inDialog('a', 'REFER', 7000, IN, [
        `Refer-To: <sip:carol@example.net?Replaces=${replaces}>`,
        'Referred-By: <sip:x@y>',
      ])
      .call('new', {
        ...OUT,
        at: 7100,
        from: '10.0.0.9:5060',
        headers: ['Replaces: held;to-tag=held-to;from-tag=held-from', 'Referred-By: <sip:x@y>'],
      });
    const capture = await story.capture();
    expect(callsOf(capture)).toEqual(['a+held+new refer replaces']);
    expect(
      capture.answers.group(0)?.links.map(({ fromCallId, toCallId, score }) => [fromCallId, toCallId, score]),
    ).toEqual([
      ['a', 'held', 100],
      ['a', 'new', 100],
      ['held', 'new', 100],
    ]);
  });
});

describe('a blind transfer', () => {
  const refer = ['Refer-To: <sip:carol@example.net>', 'Referred-By: <sip:bob@example.net>'];

  test('the INVITE to the target, referred by the same', async () => {
    const story = legs()
      .call('a', IN)
      .inDialog('a', 'REFER', 7000, IN, refer)
      .call('new', {
        ...OUT,
        at: 7100,
        uri: 'sip:carol@other.example',
        headers: ['Referred-By: <sip:bob@example.net>'],
      });
    expect((await story.capture()).answers.group(0)?.links).toMatchObject([
      { reason: 'refer', score: 80, joins: true },
    ]);
  });

  test('without Referred-By, by the host that was asked; another host is another call', async () => {
    const told = legs().call('a', IN).inDialog('a', 'REFER', 7000, IN, refer.slice(0, 1));
    const story = told.call('new', { ...OUT, at: 7100, uri: 'sip:carol@example.net' });
    expect((await story.capture()).answers.group(0)?.links).toMatchObject([{ score: 60 }]);
    const other = legs()
      .call('a', IN)
      .inDialog('a', 'REFER', 7000, IN, refer.slice(0, 1))
      .call('new', { ...OUT, from: '10.0.0.77:5060', at: 7100, uri: 'sip:carol@example.net' });
    expect(callsOf(await other.capture())).toEqual([]);
  });

  test('two INVITEs that fit equally well: neither is joined, and both are told', async () => {
    const story = legs().call('a', IN).inDialog('a', 'REFER', 7000, IN, refer);
    for (const id of ['x', 'y']) {
      story.call(id, { ...OUT, at: 7100, uri: 'sip:carol@other', headers: ['Referred-By: <sip:bob@example.net>'] });
    }
    const capture = await story.capture();
    expect(callsOf(capture)).toEqual([]);
    expect(capture.answers.group(0)?.links).toMatchObject([
      { toCallId: 'x', joins: false, detail: expect.stringContaining('2 legs fit equally well') },
      { toCallId: 'y', joins: false },
    ]);
  });
});

test('a Call-ID with what a B2BUA added to it, also twice, also when the first leg was not captured', async () => {
  const story = legs()
    .call('id@host', IN)
    .call('id@host-b2b_1', OUT)
    .call('id@host-b2b_1_pbx-1', { ...OUT, at: 6000 });
  expect(callsOf(await story.capture())).toEqual(['id@host+id@host-b2b_1+id@host-b2b_1_pbx-1 call-id-suffix']);
  const half = legs().call('id@host_b2b-1', IN).call('id@host_xfer-1', OUT);
  expect(callsOf(await half.capture())).toEqual(['id@host_b2b-1+id@host_xfer-1 call-id-suffix']);
});

describe('SDP that passes', () => {
  test('its origin, and its media address and port', async () => {
    const origin = legs()
      .call('a', { ...IN, sdp: sdpOf('- 47110815 1', '10.0.0.1', 4000) })
      .call('b', { ...OUT, sdp: sdpOf('- 47110815 2', '10.0.0.1', 4002) });
    expect(callsOf(await origin.capture())).toEqual(['a+b sdp-origin']);
    const media = legs()
      .call('a', { ...IN, sdp: sdpOf('- 1 1', '10.0.0.1', 4000) })
      .call('b', { ...OUT, sdp: sdpOf('- 2 2', '10.0.0.1', 4000) });
    expect(callsOf(await media.capture())).toEqual(['a+b media-address']);
  });

  test('short session ids are constants', async () => {
    const story = legs()
      .call('a', { ...IN, sdp: sdpOf('- 0 0', '10.0.0.1', 4000) })
      .call('b', { ...OUT, sdp: sdpOf('- 0 0', '10.0.0.1', 4002) });
    expect(callsOf(await story.capture())).toEqual([]);
  });

  test('what a product writes into every call ties nobody', async () => {
    const sdp = sdpOf('user1 53655765 2353687637', '10.0.0.1', 6000);
    const story = legs();
    for (const i of [1, 2]) {
      story.call(`in-${i}`, { ...IN, at: i * 100, sdp });
      story.call(`out-${i}`, { ...OUT, at: 5000 + i * 100, sdp });
    }
    expect(callsOf(await story.capture())).toEqual([]);
  });

  test('a port that is used again in a later call ties the right ones', async () => {
    const sdp = sdpOf('- 1 1', '10.0.0.1', 6000);
    const story = legs();
    for (const i of [1, 2, 3]) {
      story.call(`in-${i}`, { ...IN, at: i * 20_000, sdp });
      story.call(`out-${i}`, { ...OUT, at: i * 20_000 + 5000, sdp });
    }
    expect(callsOf(await story.capture())).toEqual([1, 2, 3].map(i => `in-${i}+out-${i} media-address`));
  });

  test.runIf(hasCorpus)('a PBX that lets two phones talk to each other', async () => {
    const capture = await readCapture(join(CORPUS, 'NormB-sipnab/b2bua-asterisk.pcapng'));
    expect(callsOf(capture)).toEqual([
      'M2Q0ZDc1ZGM1NzIyMTlhZTA3NDU3NTgzMzA5YmJmZWQ.+37686afc57ce24ac655742b3644a7bb8@172.16.98.101:5060 media-address',
    ]);
  });
});

describe('nothing but numbers, hosts and time', () => {
  const SOON = { from: B2BUA, to: GATEWAY, at: 40 };

  test('the same called number through one host within 3 s', async () => {
    const story = legs().call('a', IN).call('b', SOON);
    const [group] = (await story.capture()).answers.groups();
    expect(group.links).toMatchObject([
      { reason: 'number-and-time', score: 50, detail: expect.stringContaining('through 10.0.0.2, 40 ms later') },
    ]);
  });

  test('the number with another prefix, and a caller who is withheld', async () => {
    const story = legs()
      .call('a', IN)
      .call('b', { ...SOON, called: '030123456', caller: 'anonymous' });
    expect(callsOf(await story.capture())).toEqual(['a+b number-and-time']);
  });

  test.each([
    ['4 s later', { at: 4000 }],
    ['from another host', { from: '10.0.0.77:5060' }],
    ['to another number', { called: '4988877665' }],
    ['of another caller', { caller: '4911122233' }],
    ['before it', { at: -40 }],
  ])('%s is another call', async (_, options) => {
    const story = legs()
      .call('a', { ...IN, at: 100 })
      .call('b', { ...SOON, at: 140, ...options });
    expect(callsOf(await story.capture())).toEqual([]);
  });

  test('a leg that was over already did not cause it', async () => {
    const story = legs()
      .call('a', { ...IN, lasts: 100 })
      .call('b', { ...SOON, at: 200 });
    expect(callsOf(await story.capture())).toEqual([]);
  });

  test('a short number counts only with its caller', async () => {
    const short = { called: '2302' };
    expect(
      callsOf(
        await legs()
          .call('a', { ...IN, ...short })
          .call('b', { ...SOON, ...short })
          .capture(),
      ),
    ).toHaveLength(1);
    const other = { ...SOON, ...short, caller: 'anonymous' };
    expect(
      callsOf(
        await legs()
          .call('a', { ...IN, ...short })
          .call('b', other)
          .capture(),
      ),
    ).toEqual([]);
  });

  test('two that fit equally well are left alone, and told', async () => {
    const story = legs()
      .call('a', IN)
      .call('b', SOON)
      .call('c', { ...SOON, at: 50 });
    const capture = await story.capture();
    expect(callsOf(capture)).toEqual([]);
    expect(capture.answers.group(0)?.links).toMatchObject([
      { toCallId: 'b', joins: false, detail: expect.stringContaining('2 legs fit equally well') },
      { toCallId: 'c', joins: false },
    ]);
  });

  test('the same caller fits better than any other', async () => {
    const story = legs()
      .call('a', IN)
      .call('a2', { ...IN, caller: 'anonymous', at: 10 })
      .call('b', SOON);
    expect(callsOf(await story.capture())).toEqual(['a+b number-and-time']);
  });

  test('hosts in a row are no bridge', async () => {
    const story = legs().call('a', IN).call('b', SOON).call('c', { from: GATEWAY, to: '10.0.0.4:5060', at: 80 });
    const capture = await story.capture();
    expect(callsOf(capture)).toEqual(['a+b number-and-time']);
    expect(capture.answers.group(2)?.links).toMatchObject([{ fromCallId: 'b', joins: false }]);
  });
});

describe('by hand', () => {
  test('a cut link is shown and joins nothing; reset takes it back', async () => {
    const capture = await legs()
      .call('a', IN)
      .call('b', { ...OUT, headers: ['X-CID: a'] })
      .capture();
    capture.answers.decideLink({ from: 'b', to: 'a', action: 'cut' });
    expect(capture.answers.groups()).toEqual([]);
    expect(capture.answers.group(0)?.links).toMatchObject([{ cut: true, joins: false, reason: 'header' }]);
    capture.answers.decideLink({ from: 'a', to: 'b', action: 'reset' });
    expect(callsOf(capture)).toEqual(['a+b header']);
  });

  test('two legs are joined, also in the next index, and what was decided before holds', async () => {
    const story = legs().call('a', IN).call('b', OUT);
    const capture = await story.capture({ decisions: [{ from: 'a', to: 'b', action: 'join' }] });
    expect(capture.answers.group(0)?.links).toMatchObject([{ reason: 'manual', score: 100, joins: true }]);
  });
});

test('a row of the list says which call it belongs to', async () => {
  const capture = await legs()
    .call('a', IN)
    .call('b', { ...OUT, headers: ['X-CID: a'] })
    .call('c', { ...OUT, at: 9000 })
    .capture();
  const { rows } = capture.list({ filter: '', sort: '', offset: 0, limit: 9 });
  expect(rows.map(row => [row.callGroup, row.legsOfCall])).toEqual([
    ['a', 2],
    ['a', 2],
    [undefined, undefined],
  ]);
});
