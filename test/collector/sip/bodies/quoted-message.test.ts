import { expect, test } from 'vitest';
import { readCpim, readSipfrag } from '../../../../collector/sip/bodies/quoted-message.ts';

test('a fragment tells the status of the referred request', () => {
  const reading = readSipfrag('SIP/2.0 180 Ringing\r\nTo: <sip:a@b>\r\n');
  expect(reading.fields).toEqual([
    { name: 'start line', value: 'SIP/2.0 180 Ringing' },
    { name: 'status code', value: '180' },
    { name: 'reason phrase', value: 'Ringing' },
  ]);
  expect(reading.tables[0].rows).toEqual([['To', '<sip:a@b>']]);
});
test('a fragment of headers alone has no start line', () => {
  expect(readSipfrag('From: <sip:a@b>').fields).toEqual([]);
});
test('an instant message has an envelope, headers of its content, and the content', () => {
  const reading = readCpim('From: <im:a@b>\r\nDateTime: 2026-01-01\r\n\r\nContent-Type: text/plain\r\n\r\nHello');
  expect(reading.tables.map(({ title, rows }) => `${title} ${JSON.stringify(rows)}`)).toEqual([
    'Envelope [["From","<im:a@b>"],["DateTime","2026-01-01"]]',
    'Content [["Content-Type","text/plain"]]',
    'Content [["Hello"]]',
  ]);
  expect(readCpim('').problems).toHaveLength(1);
});
