import { render } from 'lit';
import { describe, expect, test } from 'vitest';
import type { CaptureHealth } from '../../../../server/wire/types.ts';
import { countersView } from '../../../../ui/pages/capture/counters-view.ts';
import { textOf } from '../../../support/ui-mount.ts';
import { healthOf, pointOf } from '../../../support/ui-state.ts';

function shown(health: CaptureHealth, opened: string[] = []): HTMLElement {
  const box = document.createElement('div');
  render(
    countersView(health, id => opened.push(id)),
    box,
  );
  return box;
}
const matrix = (box: HTMLElement): readonly string[] => Array.from(box.querySelectorAll('.matrix tr'), textOf);

describe('counters', () => {
  test('tell every frame, the commonest reason first, with examples', () => {
    const rows = Array.from(shown(healthOf()).querySelectorAll('tbody tr'), textOf);
    expect(rows[0]).toBe('not SIP 1,641 10.0 % frame 1,204frame 1,300');
    expect(rows[1]).toBe('fragment incomplete 3 < 0.1 %');
  });
  test('open an example, which says what it is', () => {
    const opened: string[] = [];
    const sample = shown(healthOf(), opened).querySelector<HTMLElement>('.samples button');
    sample?.click();
    expect([sample?.getAttribute('aria-label'), opened]).toEqual(['Open frame 1,204, not SIP', ['0-1204']]);
  });
  test('name what a limit shed, what was dropped, and where a file was cut', () => {
    const source = {
      path: '/x/cut.pcap',
      format: 'pcap',
      linkTypes: ['Ethernet'],
      frames: 412,
      bytes: 234_567,
      truncated: 'cut at byte 234,560',
      notes: ['out of order'],
    };
    const box = shown(healthOf({ shed: { 'tcp bytes': 1_048_576 }, dropped: 1204, sources: [source] }));
    for (const part of ['tcp bytes1,048,576', 'cut at byte 234,560', 'out of order'])
      expect(textOf(box)).toContain(part);
    expect(Array.from(box.querySelectorAll('.bad'), textOf)).toEqual(['Dropped1,204', 'tcp bytes1,048,576']);
  });
  test('say so when every frame was decoded', () => {
    expect(textOf(shown(healthOf({ notDecoded: [] })))).toContain('Every frame was decoded.');
  });
  test('of a capture without frames divide by nothing', () => {
    expect(textOf(shown(healthOf({ frames: 0 })))).not.toContain('NaN');
  });
});

describe('reasons by source', () => {
  const point = (name: string, count: number) => pointOf(name, { notDecoded: [{ reason: 'not SIP', count }] });
  test('stand in one table, the source that brings most first', () => {
    expect(matrix(shown(healthOf({ points: [point('eth0', 41), point('eth1', 1600)] })))).toEqual([
      'Reasoneth1eth0',
      'not SIP1,60041',
      'fragment incomplete00',
    ]);
  });
  test('need no table when there is one source', () => {
    expect(matrix(shown(healthOf({ points: [point('eth0', 41)] })))).toEqual([]);
  });
  test('of a thousand agents are added up in one column', () => {
    const points = Array.from({ length: 1000 }, (_, n) => point(`HEP ${n}`, 1));
    expect(matrix(shown(healthOf({ points })))[0]).toContain('992 further sources');
    expect(matrix(shown(healthOf({ points })))[1]).toBe('not SIP11111111992');
  });
});
