import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOURS, colourOfEvent, colourOfMessage } from '../../../collector/ladder/colours.ts';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { ladderSvg } from '../../../collector/ladder/svg.ts';
import { ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

test('each colour is that of the light theme of the page', () => {
  const theme = readFileSync(new URL('../../../ui/styles/theme.css', import.meta.url), 'utf8');
  const light = Object.fromEntries(
    Object.keys(COLOURS).map(name => [name, new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}),`).exec(theme)?.[1]]),
  );
  expect(COLOURS).toEqual(light);
});

test('every class of responses has its own, anything else that of a request', () => {
  const colours = [0, 180, 200, 302, 486, 503, 603].map(statusCode => colourOfMessage({ statusCode }));
  expect(new Set(colours).size).toBe(7);
  expect([99, 700, 65_535].map(statusCode => colourOfMessage({ statusCode }))).toEqual(Array(3).fill(colours[0]));
});

test('events are drawn as the page draws them', () => {
  expect(colourOfEvent({ kind: 'loss' })).toBe(COLOURS['state-bad']);
  expect(colourOfEvent({ kind: 'icmp' })).toBe(COLOURS['state-warn']);
  expect(colourOfEvent({ kind: 'media', media: { quality: 'fair', streams: [], endTime: 0, isBothWays: true } })).toBe(
    COLOURS['state-warn'],
  );
});

test('a picture has no colour but these', () => {
  const A = '10.0.0.1';
  const B = '10.0.0.2';
  const svg = ladderSvg(
    buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(1, B, A, '180 Ringing'), m(9000, B, A, '603 Decline'))),
  );
  const known: readonly string[] = Object.values(COLOURS);
  expect([...svg.matchAll(/#[0-9a-f]{6}/g)].map(([colour]) => colour).filter(each => !known.includes(each))).toEqual(
    [],
  );
  expect(svg).toContain(COLOURS['class-6xx']);
});
