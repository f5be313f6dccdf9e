import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimSpool, releaseSpool } from '../../server/spool-claim.ts';

let spool: string;
beforeEach(() => {
  spool = mkdtempSync(join(tmpdir(), 'claim-test-'));
});
afterEach(() => rmSync(spool, { recursive: true }));

test('a spool belongs to the first server that claims it, as long as that lives', () => {
  expect(claimSpool(spool)).toBe(true);
  expect(claimSpool(spool)).toBe(true);
  expect(claimSpool(spool, process.ppid)).toBe(false);
  releaseSpool(spool, process.ppid);
  expect(claimSpool(spool, process.ppid)).toBe(false);
  releaseSpool(spool);
  expect(readdirSync(spool)).toEqual([]);
  expect(claimSpool(spool, process.ppid)).toBe(true);
});

test.each([
  ['of a server that was killed', '{"pid":4194304,"startTicks":1}'],
  ['whose pid belongs to another process by now', `{"pid":${process.ppid},"startTicks":1}`],
  ['that makes no sense', '{"pid":"x"'],
])('a claim %s is nobody’s', (_, text) => {
  writeFileSync(join(spool, 'server.json'), text);
  expect(claimSpool(spool)).toBe(true);
});
