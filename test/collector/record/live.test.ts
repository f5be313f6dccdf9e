// What needs `cap` itself is tested through a process of its own (live-process.test.ts): it must not be loaded in a test.
import { expect, test } from 'vitest';
import { capProblem, LIVE_SNAP_BYTES } from '../../../collector/record/live.ts';

test('whether cap is there is found out without loading it', () => {
  const problem = capProblem();
  if (problem !== undefined) expect(problem).toMatchObject({ code: 'SIPA_NO_CAP' });
  expect(process.getActiveResourcesInfo()).not.toContain('Pcap');
  expect(LIVE_SNAP_BYTES).toBe(65_535);
});

test('without it the message names the packages to install', () => {
  const problem = capProblem();
  const hint = problem?.hint ?? 'sudo apt-get install libpcap-dev build-essential python3 && npm install cap';
  expect(hint).toContain('npm install cap');
  expect(hint).toContain('libpcap-dev');
});
