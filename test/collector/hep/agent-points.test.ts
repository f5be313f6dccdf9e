import { expect, test } from 'vitest';
import { AgentPoints, agentPointName } from '../../../collector/hep/agent-points.ts';
import { HepFrame } from '../../../collector/hep/hep-frame.ts';
import { MAX_AGENTS } from '../../../collector/hep/limits.ts';
import { scanHep } from '../../../collector/hep/scan.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { asterisk, content } from '../../support/hep-builder.ts';

const points = new CapturePoints();
const agents = new AgentPoints(points);
const frame = new HepFrame();

function idOf(agentId: number, agentName = ''): number {
  const hep = asterisk(content({ agentId, agentName }));
  scanHep(hep, 0, hep.length, frame);
  return agents.idOf(hep, frame);
}

test('an agent has one point, by number and name', () => {
  const first = idOf(2001, 'node1');
  expect(points.get(first)).toEqual({ name: 'HEP 2001 (node1)', kind: 'hep' });
  expect(idOf(2001, 'node1')).toBe(first);
  expect(new Set([first, idOf(2001), idOf(2001, 'node2'), idOf(2002, 'node1')]).size).toBe(4);
});

test('names without number or name', () => {
  expect(agentPointName(-1, '')).toBe('HEP');
  expect(agentPointName(-1, 'a')).toBe('HEP (a)');
  expect(agentPointName(0, '')).toBe('HEP 0');
});

test('agents without end do not take memory without end', () => {
  for (let i = 0; i < MAX_AGENTS + 100; i++) idOf(10_000 + i);
  expect(points.count).toBeLessThanOrEqual(4096);
  expect(idOf(2001, 'node1')).toBe(0);
});
