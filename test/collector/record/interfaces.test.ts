import { expect, test } from 'vitest';
import { listEngines, listInterfaces } from '../../../collector/record/interfaces.ts';

test('the loopback is listed with its address, and "any" is last', () => {
  const list = listInterfaces();
  expect(list.at(-1)).toEqual({ name: 'any', addresses: [], isUp: true, isLoopback: false, isAny: true });
  if (process.platform === 'linux') {
    expect(list.find(one => one.name === 'lo')).toMatchObject({ isUp: true, isLoopback: true, isAny: false });
  }
});

test('both engines are listed, each with why not when it cannot be used', async () => {
  const engines = await listEngines();
  expect(engines.map(one => one.name)).toEqual(['cap', 'tcpdump']);
  for (const { problem } of engines) {
    if (problem !== undefined) expect(problem.code).toMatch(/^SIPA_NO_(CAP|RIGHTS|TCPDUMP)$/);
  }
});
