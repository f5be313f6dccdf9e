import { expect, test } from 'vitest';
import {
  HEADER_TABLE,
  Header,
  longHeaderName,
  OTHER_HEADER,
  scanHeaderName,
} from '../../../collector/sip/header-names.ts';

/** What the scan sees in a line: the header's number and where its colon is. */
function scanned(line: string): number | [number, number] {
  const bytes = Buffer.from(`${line}\n`, 'latin1');
  const found = scanHeaderName(bytes, 0, bytes.length - 1);
  return found > 0 ? [found & 0xff, found >> 8] : found;
}

const SCANNED = HEADER_TABLE.filter(([, , number]) => number > 0 && number <= Header.SessionExpires);

test('the scanned headers are found by long name and compact form, in any case', () => {
  for (const [long, compact, number] of SCANNED) {
    const names = compact === '' ? [long] : [long, compact];
    for (const name of names.flatMap(n => [n, n.toLowerCase(), n.toUpperCase()])) {
      expect([name, scanned(`${name}: x`)]).toEqual([name, [number, name.length]]);
      expect([name, scanned(`${name} \t : x`)]).toEqual([name, [number, name.length + 3]]);
    }
  }
});

test('a name that is longer, shorter or other is another header', () => {
  for (const [long, compact, number] of SCANNED) {
    const strangers = [
      `${long}x: 1`,
      `x${long}: 1`,
      `${long.slice(0, -1)}_: 1`,
      `${long} x: 1`,
      `${compact}${compact}: 1`,
    ];
    for (const line of strangers) expect([line, scanned(line)]).not.toEqual([line, [number, line.indexOf(':')]]);
  }
});

test('bytes that differ from a name by one bit are no letter of it', () => {
  for (const [long, , number] of SCANNED) {
    for (let at = 0; at < long.length; at++) {
      for (const bit of [1, 2, 4, 8, 16, 64, 128]) {
        const bytes = Buffer.from(`${long}: x\n`, 'latin1');
        bytes[at] ^= bit;
        expect(scanHeaderName(bytes, 0, bytes.length - 1) & 0xff).not.toBe(number);
      }
      const bytes = Buffer.from(`${long}: x\n`, 'latin1');
      bytes[at] ^= 0x20;
      const isLetter = /[a-z]/i.test(long[at]);
      expect(scanHeaderName(bytes, 0, bytes.length - 1) === ((long.length << 8) | number)).toBe(isLetter);
    }
  }
});

test('a header of the table that is not scanned is known to have its colon; of any other the colon is searched', () => {
  expect(['Max-Forwards: 70', 'contact: <sip:a>', 'User-Agent: x'].map(scanned)).toEqual(Array(3).fill(OTHER_HEADER));
  expect(['X-Tenant: 7', 'm: <sip:a>', 'Warning no colon', 'x', ': x'].map(scanned)).toEqual(Array(5).fill(0));
});

test('a scanned name without colon is no header line that the scan looks into', () => {
  expect(['Via', 'From x', 'v', 'Content-', 'Call-ID\r'].map(scanned)).toEqual(Array(5).fill(0));
});

test('names are given in the long form of the RFCs, unknown ones as they are', () => {
  const names = ['i', 'CALL-ID', 'cseq', 'M', 'x', 'www-authenticate', 'X-Tenant', ''];
  const long = ['Call-ID', 'Call-ID', 'CSeq', 'Contact', 'Session-Expires', 'WWW-Authenticate', 'X-Tenant', ''];
  expect(names.map(longHeaderName)).toEqual(long);
});

test('no compact form is used twice', () => {
  const compact = HEADER_TABLE.map(([, short]) => short).filter(short => short !== '');
  expect(new Set(compact).size).toBe(compact.length);
});
