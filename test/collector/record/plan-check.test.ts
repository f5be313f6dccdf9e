import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../collector/record/defaults.ts';
import { checkPlan, programsFor } from '../../../collector/record/plan-check.ts';
import { findPrograms } from '../../../collector/record/tcpdump.ts';

const PLAN = { ...DEFAULT_PLAN, spool: '/nonexistent', interfaces: [] };

test.each([
  [{}, 'SIPA_NOTHING_TO_RECORD'],
  [{ interfaces: ['nosuch0'] }, 'SIPA_NO_DEVICE'],
  [{ interfaces: ['../../etc'] }, 'SIPA_NO_DEVICE'],
  [{ hep: ['ftp:1.2.3.4'] }, 'SIPA_HEP_ADDRESS'],
])('%j cannot be recorded: %s', async (part, code) => {
  await expect(checkPlan({ ...PLAN, ...part })).rejects.toMatchObject({ code });
});

test('HEP alone needs no rights, no engine and no filter', async () => {
  await checkPlan({ ...PLAN, hep: ['udp:127.0.0.1:9060'], filter: 'not looked at' });
});

test('engine cap has one program, engine tcpdump those that can be run', () => {
  const entry = new URL('file:///recorder.js');
  expect(programsFor(PLAN, 'lo', entry, undefined).map(program => program.isApproximate)).toEqual([true]);
  const others = programsFor({ ...PLAN, engine: 'tcpdump' }, 'lo', entry, undefined);
  expect(others).toHaveLength(findPrograms().length);
});
