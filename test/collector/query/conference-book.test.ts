import { expect, test } from 'vitest';
import { baseKey, ConferenceBook, isPresent } from '../../../collector/query/conference-book.ts';
import { trace } from '../../support/trace.ts';

test('only the first 2xx of a call and its INVITE are looked through', () => {
  const t = trace().request('INVITE').response(180, 'INVITE', { toTag: 'b' }).response(200, 'INVITE', { toTag: 'b' });
  t.request('INVITE', { cseq: 2, toTag: 'b' }).response(200, 'INVITE', { cseq: 2, toTag: 'b' });
  const reads: number[] = [];
  const book = new ConferenceBook(t.store, row => {
    reads.push(row);
    return Buffer.from('nothing');
  });
  while (book.step());
  expect(reads).toEqual([2, 0]);
  expect(book.conferences).toEqual([]);
});

test('a party is known by user and host', () => {
  expect(baseKey('sip:Conf%37@EXAMPLE.net:5060;transport=tcp')).toBe(baseKey('sips:Conf7@example.net'));
  expect(baseKey('sip:conf7@10.0.0.1:5062')).toBe(baseKey('sip:conf7@10.0.0.1'));
  expect(baseKey('sip:10.0.0.1:5062')).not.toBe(baseKey('sip:10.0.0.1'));
  expect(baseKey('tel:+1-20')).toBe('+120');
  expect(baseKey('conference')).toBe('conference');
});

test('who is on hold takes part', () => {
  expect(['connected', 'on-hold', 'disconnected', 'dialing-out'].map(isPresent)).toEqual([true, true, false, false]);
});
