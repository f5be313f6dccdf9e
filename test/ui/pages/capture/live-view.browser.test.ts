import { render } from 'lit';
import { describe, expect, test } from 'vitest';
import type { LiveInfo } from '../../../../server/wire/protocol.ts';
import { recorderView, sourcesView, spoolView } from '../../../../ui/pages/capture/live-view.ts';
import type { Action } from '../../../../ui/state/actions.ts';
import { sourcesOf } from '../../../../ui/state/sources.ts';
import { textOf } from '../../../support/ui-mount.ts';
import { healthOf, inputOf, liveCapture, liveInfo, pointOf } from '../../../support/ui-state.ts';
import { storeWith } from '../../../support/ui-store.ts';

const draw = (view: unknown): HTMLElement => {
  const box = document.createElement('div');
  render(view, box);
  return box;
};

function recorder(live: Partial<LiveInfo> = {}, isAsking = false, ...more: readonly Action[]) {
  const capture = liveCapture(live, { legs: 7 });
  const store = storeWith({ type: 'captures', captures: [capture] }, ...more);
  const heard: string[] = [];
  const box = draw(
    recorderView(store.state, capture, capture.live ?? liveInfo(), isAsking, {
      stop: () => heard.push('stop'),
      start: () => heard.push('start'),
      askClear: isAsked => heard.push(`ask ${isAsked}`),
      clear: () => heard.push('clear'),
    }),
  );
  const press = (text: string): void =>
    Array.from(box.querySelectorAll('button'))
      .find(button => textOf(button) === text)
      ?.click();
  return { box, heard, press };
}

describe('a recorder', () => {
  test('that runs can be stopped, one that stopped be started again', () => {
    const running = recorder();
    running.press('Stop');
    expect(running.heard).toEqual(['stop']);
    const stopped = recorder({ recorder: 'stopped' });
    stopped.press('Start again');
    expect(stopped.heard).toEqual(['start']);
  });
  test('says what it was told to record', () => {
    const text = textOf(recorder().box);
    for (const part of ['Interfaceseth0', 'Filterport 5060', 'Enginecap', 'Buffer64 MiB', 'Promiscuousyes'])
      expect(text).toContain(part);
  });
  test('is asked twice before calls are cleared', () => {
    const { heard, press } = recorder();
    press('Clear calls…');
    expect(heard).toEqual(['ask true']);
    const asking = recorder({}, true);
    asking.press('Clear');
    expect(asking.heard).toEqual(['clear']);
  });
  test('that failed says why, and what to do', () => {
    const problem = { code: 'SIPA_NO_DEVICE', message: 'eth0 went away.', hint: 'Plug it in.' };
    expect(textOf(recorder({ recorder: 'failed', problem }).box.querySelector('[role=alert]') ?? undefined)).toBe(
      'Recording failed. eth0 went away. Plug it in. SIPA_NO_DEVICE',
    );
  });
  test('waits for the answer before it is told again', () => {
    const { box } = recorder({}, false, { type: 'errand', name: 'stop live1' });
    expect(Array.from(box.querySelectorAll('button'), button => button.disabled)).toEqual([true, true]);
  });
});

describe('sources', () => {
  const live = liveInfo({
    inputs: [
      inputOf('eth0', 1000, { kernelDrops: 1204, interfaceDrops: 0 }),
      inputOf('hep udp:0.0.0.0:9060', 50, {
        kind: 'hep',
        refused: { 'wrong HEP key': 3 },
        problem: { code: 'SIPA_HEP_ADDRESS', message: 'In use.', hint: '' },
      }),
    ],
  });
  const health = healthOf({ points: [pointOf('HEP 2001', { kind: 'hep', sipMessages: 7, truncatedFrames: 2 })] });
  const rows = (isLive: boolean, sources = sourcesOf(live, health, undefined)): readonly string[] =>
    Array.from(draw(sourcesView(sources, isLive)).querySelectorAll('tbody tr'), row =>
      Array.from(row.children, textOf).join(' | '),
    );

  test('tell frames, rates, SIP, drops, what was refused and why, and what was cut', () => {
    expect(rows(true)).toEqual([
      'eth0 interface | 1,000 | – | – | – | 1,204 | 0 | 0 | 0',
      'hep udp:0.0.0.0:9060 HEP | 50 | – | – | – | – | – | 3 wrong HEP key | 0',
      'hep udp:0.0.0.0:9060 In use. SIPA_HEP_ADDRESS',
      'HEP 2001 HEP agent | 900 | – | – | 7 | – | – | 0 | 2',
    ]);
  });
  test('of files have no columns for what nobody counted', () => {
    const files = sourcesOf(undefined, healthOf({ points: [pointOf('a.pcap', { kind: 'file' })] }), undefined);
    expect(rows(false, files)).toEqual(['a.pcap file | 900 | 300 | 0']);
  });
  test('beyond two hundred are counted, not drawn', () => {
    const points = Array.from({ length: 1000 }, (_, n) => pointOf(`HEP ${n}`, { kind: 'hep' }));
    const box = draw(sourcesView(sourcesOf(undefined, healthOf({ points }), undefined), true));
    expect(box.querySelectorAll('tbody tr')).toHaveLength(200);
    expect(textOf(box)).toContain('800 further sources');
  });
  test('that drop frames stand out', () => {
    const box = draw(sourcesView(sourcesOf(live, health, undefined), true));
    expect(Array.from(box.querySelectorAll('.loss'), textOf)).toEqual(['1,204']);
  });
});

describe('a spool', () => {
  test('tells its use, its segments and what had to go', () => {
    const { spool } = liveInfo();
    const box = draw(spoolView(liveInfo({ spool: { ...spool, deletedSegments: 3, deletedBytes: 192e6 } })));
    expect(textOf(box)).toContain('4.0 MB of 10.0 MB 4 segments oldest deleted: 3 segments, 192.0 MB');
    expect(box.querySelector('meter')?.getAttribute('aria-valuetext')).toBe('4.0 MB of 10.0 MB');
  });
  test('on a full disk says so aloud, and how much was lost', () => {
    const { spool } = liveInfo();
    const box = draw(spoolView(liveInfo({ spool: { ...spool, isDiskFull: true, lostFrames: 17 } })));
    expect(textOf(box.querySelector('[role=alert]') ?? undefined)).toContain('The disk is full.');
    expect(textOf(box)).toContain('17 frames lost');
  });
});
