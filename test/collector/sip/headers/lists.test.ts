import { expect, test } from 'vitest';
import {
  accept,
  contactPreferences,
  contentId,
  disposition,
  mediaType,
  optionalTokens,
  privacy,
  requestDisposition,
  resourcePriority,
  tokens,
  weightedTokens,
} from '../../../../collector/sip/headers/lists.ts';

test('option tags are tokens; only some lists may be empty', () => {
  expect(tokens('option')('100rel, timer')).toEqual({
    parts: [
      { name: 'option', value: '100rel' },
      { name: 'option', value: 'timer' },
    ],
    problems: [],
  });
  expect(tokens('option')('').problems).toHaveLength(1);
  expect(optionalTokens('option')('').problems).toEqual([]);
  expect(tokens('option')('a b').problems).toHaveLength(1);
});

test('media types and ranges have parameters and a q', () => {
  expect(mediaType('multipart/mixed;boundary=x').parts).toEqual([
    { name: 'type', value: 'multipart/mixed' },
    { name: 'boundary', value: 'x' },
  ]);
  expect([...accept('application/sdp;level=1, text/*;q=0.5').problems, ...accept('').problems]).toEqual([]);
  expect(accept('text/html;q=2').problems).toHaveLength(1);
  expect(accept('text').problems).toHaveLength(1);
});

test('languages and encodings carry a q', () => {
  expect(weightedTokens('da, en-gb;q=0.8, *;q=0').problems).toEqual([]);
});

test('Content-Disposition and Content-ID', () => {
  expect(disposition('session;handling=optional').parts[1]).toEqual({ name: 'handling', value: 'optional' });
  expect([contentId('<1@a>').problems.length, contentId('1@a').problems.length]).toEqual([0, 1]);
});

test('caller preferences begin with a star', () => {
  expect(contactPreferences('*;audio;mobility="fixed", *;+sip.x="<a>"').problems).toEqual([]);
  expect(contactPreferences('sip:a@b').problems.length).toBeGreaterThan(0);
  expect(requestDisposition('no-fork, queue').problems).toEqual([]);
});

test('Resource-Priority is namespace.priority', () => {
  expect(resourcePriority('ets.0, wps.3').problems).toEqual([]);
  expect(resourcePriority('urgent').problems).toHaveLength(1);
});

test('Privacy values stand between semicolons', () => {
  expect(privacy('id;critical')).toEqual({
    parts: [
      { name: 'privacy', value: 'id' },
      { name: 'privacy', value: 'critical' },
    ],
    problems: [],
  });
  expect(privacy('').problems).toHaveLength(1);
});
