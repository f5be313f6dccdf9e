import { expect, test } from 'vitest';
import { makePlan, planDifferences, planName, type RecordRequest, spoolName } from '../../server/record-plan.ts';
import { LIMITS } from '../../server/wire/limits.ts';
import { FAKE_LIMITS, FakeRecording, fakePlan } from '../support/fake-recording.ts';

const { defaults } = new FakeRecording();
const request = (parts: Partial<RecordRequest> = {}): RecordRequest => ({
  interfaces: ['eth0'],
  filter: '',
  promiscuous: true,
  hep: [],
  limits: {},
  ...parts,
});

test('what a request leaves out has the default', () => {
  expect(makePlan(request(), defaults)).toEqual(fakePlan());
});

test('what a request says goes before the default, paths become absolute, doubled inputs one', () => {
  const plan = makePlan(
    request({
      interfaces: ['eth1', 'eth1'],
      filter: ' port 5060 ',
      engine: 'tcpdump',
      bufferBytes: 5,
      promiscuous: false,
      hep: ['tls:0.0.0.0:9061'],
      hepKey: 'secret',
      hepCertificate: 'cert.pem',
      hepPrivateKey: '/etc/key.pem',
      spool: 'here',
      limits: { spoolBytes: 7 },
    }),
    defaults,
  );
  expect(plan).toEqual({
    spool: `${process.cwd()}/here`,
    interfaces: ['eth1'],
    engine: 'tcpdump',
    filter: 'port 5060',
    bufferBytes: 5,
    promiscuous: false,
    hep: ['tls:0.0.0.0:9061'],
    hepKey: 'secret',
    hepCertificate: `${process.cwd()}/cert.pem`,
    hepPrivateKey: '/etc/key.pem',
    limits: { ...FAKE_LIMITS, spoolBytes: 7 },
  });
});

test.each<[string, Partial<RecordRequest>, string]>([
  ['nothing', { interfaces: [] }, 'SIPA_NOTHING_TO_RECORD'],
  ['TLS without a certificate', { hep: ['tls:0.0.0.0:9061'] }, 'SIPA_NO_CERTIFICATE'],
  [
    'more inputs than there may be',
    { interfaces: Array.from({ length: LIMITS.liveInputs + 1 }, (_, at) => `eth${at}`) },
    'SIPA_TOO_MANY_INPUTS',
  ],
])('a request for %s is refused', (_, parts, code) => {
  expect(() => makePlan(request(parts), defaults)).toThrow(expect.objectContaining({ status: 400, code }));
});

test('a plan is called by its inputs', () => {
  expect(planName(fakePlan())).toBe('eth0');
  expect(planName(fakePlan({ interfaces: ['any'], hep: ['udp:0.0.0.0:9060'] }))).toBe('any, hep udp:0.0.0.0:9060');
});

test.each([
  [['eth0'], [], /^eth0$/],
  [['eth1', 'eth0'], [], /^eth0\+eth1$/],
  [['eth0.100'], [], /^eth0\.100$/],
  [[], ['udp:0.0.0.0:9060'], /^hep-udp-0\.0\.0\.0-9060-[0-9a-f]{6}$/],
  [['../../etc'], [], /^etc-[0-9a-f]{6}$/],
  [['/'], [], /^[0-9a-f]{6}$/],
  [['..'], [], /^[0-9a-f]{6}$/],
  [Array.from({ length: 16 }, (_, at) => `interface${at}`), [], /^interface0\+.{60,64}-[0-9a-f]{6}$/],
])('%j with %j has a spool folder that is a name and no path', (interfaces, hep, name) => {
  expect(spoolName({ interfaces, hep, filter: '' })).toMatch(name);
});

test('inputs in another order have the same spool, other inputs another', () => {
  expect(spoolName({ interfaces: ['b', 'a'], hep: [], filter: '' })).toBe(
    spoolName({ interfaces: ['a', 'b'], hep: [], filter: '' }),
  );
  expect(spoolName({ interfaces: ['a'], hep: [], filter: 'port 5060' })).toMatch(/^a\+port-5060-[0-9a-f]{6}$/);
  expect(spoolName({ interfaces: ['a/b'], hep: [], filter: '' })).not.toBe(
    spoolName({ interfaces: ['a-b'], hep: [], filter: '' }),
  );
});

test('plans that record the same do not differ, whatever their secrets and the order of inputs', () => {
  const running = fakePlan({ interfaces: ['a', 'b'] });
  expect(planDifferences(running, fakePlan({ interfaces: ['b', 'a'], hepKey: 'x' }))).toEqual([]);
});

test('differences are told in words', () => {
  const wanted = fakePlan({ filter: 'port 5060', promiscuous: false, limits: { ...FAKE_LIMITS, spoolSeconds: 5 } });
  expect(planDifferences(fakePlan(), wanted)).toEqual([
    'filter none instead of "port 5060"',
    'promiscuous "yes" instead of "no"',
    'spool age "604800 s" instead of "5 s"',
  ]);
});
