import { expect, test } from 'vitest';
import type { LegIdentity } from '../../../collector/model/identity.ts';
import { type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const A = '10.0.0.1:5060';
const B = '10.0.0.2:5060';
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const PASSPORT = `${encode({ alg: 'ES256', ppt: 'shaken', x5u: 'https://c.example/c.pem' })}.${encode({ attest: 'B', dest: { tn: ['12'] }, iat: 1767225600, orig: { tn: '34' }, origid: 'u-1' })}.c2ln`;

const invite = (...headers: readonly string[]): SipRecord => ({
  text: messageText('INVITE sip:bob@example.net SIP/2.0', 'INVITE', { headers }),
  at: 0,
  from: A,
  to: B,
});
const answer = (code: number, ...headers: readonly string[]): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} X`, 'INVITE', { toTag: 'b', headers }),
  at: 10,
  from: B,
  to: A,
});

async function identity(...records: readonly SipRecord[]): Promise<LegIdentity> {
  const found = (await sipCapture(records)).answers.identity(0);
  if (found === undefined) throw new Error('no leg');
  return found;
}

test('asserted identities of both sides, privacy and route', async () => {
  expect(
    await identity(
      invite(
        'P-Asserted-Identity: "Ada" <sip:+491@ims.example>, <tel:+491>',
        'Privacy: id;header',
        'Route: <sip:edge;lr>, <sip:core;lr>',
        'P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=26201',
      ),
      answer(200, 'P-Asserted-Identity: <sip:+492@ims.example>', 'Record-Route: <sip:core;lr>'),
    ),
  ).toMatchObject({
    requestUri: 'sip:bob@example.net',
    asserted: [
      { header: 'P-Asserted-Identity', by: 'caller', uri: 'sip:+491@ims.example', displayName: 'Ada', message: 0 },
      { by: 'caller', uri: 'tel:+491' },
      { by: 'callee', uri: 'sip:+492@ims.example', message: 1 },
    ],
    privacy: ['id', 'header'],
    route: ['sip:edge;lr', 'sip:core;lr'],
    recordRoute: ['sip:core;lr'],
    others: [{ header: 'P-Access-Network-Info', by: 'caller', value: '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=26201' }],
  });
});

test('diversions in the order the call took them', async () => {
  const { diversions } = await identity(
    invite(
      'Diversion: <sip:second@x>;reason=no-answer;counter=1, <sip:first@x>;reason=unconditional',
      'History-Info: <sip:a@x>;index=1, <sip:b@x?Reason=SIP%3Bcause%3D302>;index=1.1, <sip:c@x;cause=486>;index=1.2',
    ),
  );
  expect(diversions.map(step => [step.header, step.uri, step.reason, step.index])).toEqual([
    ['Diversion', 'sip:first@x', 'unconditional', ''],
    ['Diversion', 'sip:second@x', 'no-answer', ''],
    ['History-Info', 'sip:a@x', '', '1'],
    ['History-Info', 'sip:b@x', '302', '1.1'],
    ['History-Info', 'sip:c@x;cause=486', '486', '1.2'],
  ]);
});

test('charging and session ids from both ways', async () => {
  const { charging, sessionId } = await identity(
    invite('P-Charging-Vector: icid-value=1a=2b;orig-ioi=home1', 'Session-ID: aaaa;remote=0000'),
    answer(183, 'P-Charging-Vector: icid-value=1a=2b;orig-ioi=home1;term-ioi=home2', 'Session-ID: bbbb;remote=aaaa'),
  );
  expect(charging).toEqual({ icid: '1a=2b', generatedAt: '', origIoi: 'home1', termIoi: 'home2', message: 0 });
  expect(sessionId).toEqual({ local: 'bbbb', remote: 'aaaa', message: 1 });
});

test('a PASSporT is decoded', async () => {
  const { attestations } = await identity(
    invite(`Identity: ${PASSPORT};info=<https://c.example/c.pem>;alg=ES256;ppt=shaken`),
  );
  expect(attestations).toEqual([
    {
      attest: 'B',
      orig: '{"tn":"34"}',
      dest: '{"tn":["12"]}',
      issuedAt: '1767225600',
      origid: 'u-1',
      ppt: 'shaken',
      info: 'https://c.example/c.pem',
      message: 0,
    },
  ]);
});

test('a leg without any, and none at all', async () => {
  expect(await identity(invite())).toMatchObject({ asserted: [], diversions: [], attestations: [], others: [] });
  const capture = await sipCapture([invite()]);
  expect(capture.answers.identity(7)).toBeUndefined();
});
