import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import type { RegistrationDetail, RegistrationSummary } from '../../../collector/model/registration.ts';
import { FIXTURES, readCapture, type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const PHONE = '10.0.0.1:5060';
const REGISTRAR = '10.0.0.2:5060';
const CONTACT = 'Contact: <sip:alice@10.0.0.1>';

interface Words {
  readonly callId?: string;
  readonly cseq?: number;
  readonly headers?: readonly string[];
  readonly from?: string;
}

const register = (
  at: number,
  { callId = 'r', cseq = 1, headers = [CONTACT], from = PHONE }: Words = {},
): SipRecord => ({
  text: messageText('REGISTER sip:example.net SIP/2.0', 'REGISTER', { callId, cseq, headers: [...headers] }),
  at,
  from,
  to: REGISTRAR,
});
const answer = (
  at: number,
  code: number,
  { callId = 'r', cseq = 1, headers = [], from = PHONE }: Words = {},
): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} Words`, 'REGISTER', { callId, cseq, toTag: 't', headers: [...headers] }),
  at,
  from: REGISTRAR,
  to: from,
});
const later = (at: number): SipRecord => ({
  text: messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId: 'other' }),
  at,
});
const GRANTED = ['Contact: <sip:alice@10.0.0.1>;expires=60'];

async function rows(capture: Capture): Promise<readonly RegistrationSummary[]> {
  return (await capture.answers.registrations({ offset: 0, limit: 100 })).rows;
}

async function only(...records: readonly SipRecord[]): Promise<RegistrationDetail> {
  const capture = await sipCapture(records);
  const [row, ...more] = await rows(capture);
  expect(more).toEqual([]);
  const detail = await capture.answers.registration(row.index);
  if (detail === undefined) throw new Error('no such registration');
  return detail;
}

describe('one binding', () => {
  test('over several Call-IDs: a phone that restarts is the same', async () => {
    const { registration, history } = await only(
      register(0),
      answer(20, 401),
      register(40, { cseq: 2 }),
      answer(100, 200, { cseq: 2, headers: GRANTED }),
      register(50_000, { callId: 'restarted' }),
      answer(50_030, 200, { callId: 'restarted', headers: GRANTED }),
    );
    expect(registration).toMatchObject({
      aor: 'sip:bob@example.net',
      contact: 'sip:alice@10.0.0.1',
      state: 'active',
      granted: 2,
      refused: 0,
      lapses: 0,
      refreshInterval: 49_930,
      responseTime: 30,
      callIds: ['r', 'restarted'],
    });
    expect(history).toMatchObject(
      [
        { kind: 'register', challenged: true, statusCode: 200, requested: undefined, granted: 60, responseTime: 100 },
        { kind: 'refresh', challenged: false, statusCode: 200, granted: 60, callId: 'restarted' },
      ].map(({ requested: _requested, ...event }) => event),
    );
  });

  test('that is refreshed too late has lapsed', async () => {
    const { registration } = await only(
      register(0),
      answer(10, 200, { headers: GRANTED }),
      register(70_000, { cseq: 2 }),
      answer(70_010, 200, { cseq: 2, headers: GRANTED }),
    );
    expect(registration).toMatchObject({ state: 'active', lapses: 1, granted: 2 });
  });

  test('seen at two hops of one REGISTER counts once, from the phone', async () => {
    const at2 = (record: SipRecord): SipRecord => ({
      ...record,
      text: record.text.replace('Via:', 'Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bK-2\r\nVia:'),
      from: record.from === PHONE ? REGISTRAR : '10.0.0.3:5060',
      to: record.from === PHONE ? '10.0.0.3:5060' : REGISTRAR,
    });
    const { registration } = await only(
      register(0),
      at2(register(1)),
      at2(answer(2, 200, { headers: GRANTED })),
      answer(3, 200, { headers: GRANTED }),
    );
    expect(registration).toMatchObject({ granted: 1, source: PHONE, destination: REGISTRAR, state: 'active' });
  });

  test('stays active while a refresh waits, is challenged or not taken up for a while', async () => {
    const before = [register(0), answer(10, 200, { headers: ['Contact: <sip:alice@10.0.0.1>;expires=3600'] })];
    const state = async (...more: SipRecord[]): Promise<string> => (await only(...before, ...more)).registration.state;
    const refresh = register(1000, { cseq: 2 });
    expect(await state(refresh)).toBe('active');
    expect(await state(refresh, later(40_000))).toBe('timeout');
    expect(await state(refresh, answer(1010, 401, { cseq: 2 }))).toBe('active');
    expect(await state(refresh, answer(1010, 401, { cseq: 2 }), later(40_000))).toBe('challenged');
    expect(await state(refresh, answer(1010, 403, { cseq: 2 }))).toBe('rejected');
  });

  test('with a wrong password is challenged, and each try of it counts as refused', async () => {
    const tries = [0, 600_000, 1_200_000].flatMap((at, i) => [
      register(at, { cseq: 2 * i + 1 }),
      answer(at + 10, 401, { cseq: 2 * i + 1 }),
      register(at + 20, { cseq: 2 * i + 2 }),
      answer(at + 30, 401, { cseq: 2 * i + 2 }),
    ]);
    const { registration, history } = await only(...tries, later(1_300_000));
    expect(registration).toMatchObject({
      state: 'challenged',
      statusCode: 401,
      granted: 0,
      refused: 2,
      responseTime: 30,
    });
    expect(history.map(event => [event.statusCode, event.challenged, event.responseTime])).toEqual([
      [401, true, 30],
      [401, true, 30],
      [401, true, 30],
    ]);
  });

  test('is what was decided last, in whichever leg: a right password after a wrong one', async () => {
    const { registration } = await only(
      register(0, { callId: 'wrong' }),
      answer(10, 401, { callId: 'wrong' }),
      register(100, { callId: 'right' }),
      answer(110, 200, { callId: 'right', headers: ['Contact: <sip:alice@10.0.0.1>;expires=3600'] }),
      later(60_000),
    );
    expect(registration).toMatchObject({ state: 'active', statusCode: 200, granted: 1 });
  });

  test('is one of its instance and reg-id, wherever it is (RFC 5626)', async () => {
    const at = (host: string): string => `Contact: <sip:alice@${host}>;reg-id=1;+sip.instance="<urn:uuid:7>"`;
    const { registration } = await only(
      register(0, { headers: [at('10.0.0.1:1111')] }),
      answer(10, 200, { headers: [`${at('10.0.0.1:1111')};expires=60;pub-gruu="sip:a@b;gr=7"`] }),
      register(90, { cseq: 2, headers: [at('10.0.0.1:2222')] }),
      answer(99, 200, { cseq: 2, headers: [`${at('10.0.0.1:2222')};expires=60`] }),
    );
    expect(registration).toMatchObject({ contact: 'sip:alice@10.0.0.1:2222', granted: 2, instance: '<urn:uuid:7>' });
  });

  test('tells where the phone is when it does not know itself', async () => {
    const seen = answer(10, 200, { headers: GRANTED });
    const nat = { ...seen, text: seen.text.replace('UDP ua;', 'UDP 10.0.0.1:5060;received=203.0.113.9;rport=4000;') };
    const asked = register(0);
    const own = { ...asked, text: asked.text.replace('UDP ua;', 'UDP 10.0.0.1:5060;') };
    expect((await only(own, nat)).registration.received).toBe('203.0.113.9:4000');
    expect((await only(own, seen)).registration.received).toBeUndefined();
  });

  test('keeps what the registrar adds', async () => {
    const { registration } = await only(
      register(0, { headers: [CONTACT, 'Path: <sip:edge;lr>'] }),
      answer(9, 200, {
        headers: [...GRANTED, 'Service-Route: <sip:home;lr>', 'P-Associated-URI: <tel:+1>, <sip:b@c>'],
      }),
    );
    expect(registration).toMatchObject({
      path: ['sip:edge;lr'],
      serviceRoutes: ['sip:home;lr'],
      associatedUris: ['tel:+1', 'sip:b@c'],
    });
  });
});

describe('several bindings of an address', () => {
  const OTHER = 'Contact: <sip:desk@10.0.0.7>';
  const both = `${OTHER};expires=600, <sip:alice@10.0.0.1>;expires=60`;

  test('one that a list held and that is missing now was removed by another', async () => {
    const capture = await sipCapture([
      register(0, { callId: 'desk', headers: [OTHER] }),
      answer(10, 200, { callId: 'desk', headers: [`${OTHER};expires=600`] }),
      register(20),
      answer(30, 200, { headers: [both] }),
      register(40, { cseq: 2 }),
      answer(50, 200, { cseq: 2, headers: GRANTED }),
    ]);
    const [desk, alice] = await rows(capture);
    expect(desk).toMatchObject({ contact: 'sip:desk@10.0.0.7', state: 'removed' });
    expect(alice).toMatchObject({ state: 'active', otherContacts: [] });
    const detail = await capture.answers.registration(desk.index);
    expect(detail?.history.map(event => event.kind)).toEqual(['register', 'removed by another']);
  });

  test('one that no list ever held is left alone: the border controller lists one', async () => {
    const capture = await sipCapture([
      register(0, { callId: 'desk', headers: [OTHER] }),
      answer(10, 200, { callId: 'desk', headers: [`${OTHER};expires=600`] }),
      register(20),
      answer(30, 200, { headers: GRANTED }),
    ]);
    expect((await rows(capture)).map(row => row.state)).toEqual(['active', 'active']);
  });

  test('* removes them all', async () => {
    const capture = await sipCapture([
      register(0, { headers: [OTHER, CONTACT] }),
      answer(10, 200, { headers: [both] }),
      register(20, { cseq: 2, headers: ['Contact: *', 'Expires: 0'] }),
      answer(30, 200, { cseq: 2 }),
    ]);
    expect((await rows(capture)).map(row => row.state)).toEqual(['removed', 'removed']);
  });

  test('a REGISTER that only asks makes no binding', async () => {
    const capture = await sipCapture([register(0, { headers: [] }), answer(10, 200, { headers: [both] })]);
    expect(await rows(capture)).toEqual([]);
  });
});

test('rows are found by state and text, and counted', async () => {
  const capture = await readCapture(join(FIXTURES, 'register.pcap'));
  const answered = await capture.answers.registrations({ state: 'removed', text: 'ALICE', offset: 0, limit: 5 });
  expect(answered).toMatchObject({ total: 1, all: 1, states: { removed: 1 }, omitted: 0, unreadable: 0 });
  expect(await capture.answers.registration(99)).toBeUndefined();
});

test('a recorded day of sixty phones: what stands at its end', async () => {
  const capture = await readCapture(join(FIXTURES, 'registrations-day.pcap.gz'));
  const { all, states } = await capture.answers.registrations({ offset: 0, limit: 1 });
  expect({ all, states }).toEqual({ all: 60, states: { active: 56, removed: 2, expired: 1, challenged: 1 } });
});

test('of two recorded phones, one is refreshed in time and one is lost', async () => {
  const found = await rows(await readCapture(join(FIXTURES, 'registration-expired.pcap')));
  expect(found.map(row => [row.aor, row.state, row.granted])).toEqual([
    ['sip:eve@example.com', 'expired', 1],
    ['sip:bob@example.com', 'active', 2],
  ]);
});

test('a range of time keeps those of which a REGISTER came in it', async () => {
  const capture = await sipCapture([
    register(0),
    answer(10, 200, { headers: GRANTED }),
    register(30_000, { cseq: 2 }),
    answer(30_010, 200, { cseq: 2, headers: GRANTED }),
    later(90_000),
  ]);
  const start = capture.progress().start ?? 0;
  const total = async (from?: number, to?: number): Promise<number> => {
    const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return (await capture.answers.registrations({ offset: 0, limit: 9, ...range })).total;
  };
  expect(await total()).toBe(1);
  expect(await total(start + 20_000_000)).toBe(1);
  expect(await total(start + 40_000_000)).toBe(0);
  expect(await total(start + 1_000_000, start + 20_000_000)).toBe(0);
  expect(await total(undefined, start + 20_000_000)).toBe(1);
});

test('the timeline of an address of record has all its contacts, each with its history', async () => {
  const desk = ['Contact: <sip:alice@10.0.0.9>'];
  const capture = await sipCapture([
    register(0),
    answer(0.1, 200, { headers: GRANTED }),
    register(1, { callId: 'q', headers: desk }),
    answer(1.1, 200, { callId: 'q', headers: ['Contact: <sip:alice@10.0.0.9>;expires=60'] }),
  ]);
  const timeline = await capture.answers.registrationTimeline(0);
  expect(timeline?.bindings.map(({ registration }) => registration.contact)).toEqual([
    'sip:alice@10.0.0.1',
    'sip:alice@10.0.0.9',
  ]);
  expect(timeline).toMatchObject({ aor: timeline?.bindings[0].registration.aor, omitted: 0 });
  expect(timeline?.bindings.every(({ history }) => history.length === 1)).toBe(true);
  expect(await capture.answers.registrationTimeline(99)).toBeUndefined();
});
