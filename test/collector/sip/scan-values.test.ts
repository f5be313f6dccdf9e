import { expect, test } from 'vitest';
import { NUMBER_LIMIT, TOO_LARGE } from '../../../collector/bytes/ascii.ts';
import { Fault, Feature, Method, SipScan } from '../../../collector/model/sip.ts';
import {
  isWord,
  saturate,
  scanContentLength,
  scanContentType,
  scanCSeq,
  scanFrom,
  scanTo,
  scanVia,
} from '../../../collector/sip/scan-values.ts';

type Reader = (bytes: Buffer, start: number, end: number, out: SipScan) => unknown;

/** Reads a value as the scan meets it, a colon before it and a line end behind it, and gives the text of two offsets. */
function read(reader: Reader, value: string, scan = new SipScan()) {
  const bytes = Buffer.from(`:${value}\r\n`, 'latin1');
  const result = reader(bytes, 1, bytes.length - 2, scan);
  return { scan, result, text: (start: number, end: number) => bytes.toString('latin1', start, end) };
}

const fromTag = (value: string) => {
  const { scan, text } = read(scanFrom, value);
  return text(scan.fromTagStart, scan.fromTagEnd);
};
const branch = (value: string) => {
  const { scan, text } = read(scanVia, value);
  return text(scan.branchStart, scan.branchEnd);
};

test('the short way and the long way to a tag give the same', () => {
  const values = [
    '<sip:a>;tag=1',
    '<sip:a>; tag=1',
    '<sip:a>;tag=1;x',
    '<sip:a>;x;tag=1',
    'sip:a;tag=1',
    '"<;,>"<sip:a>;tag=1',
    '<sip:a>;TAG=1',
  ];
  expect(values.map(fromTag)).toEqual(values.map(() => '1'));
});

test('a value of marks alone has no tag and reads nothing outside', () => {
  const values = ['>', '<>', ';', ';tag', ';tag=', '>;tag=', '"', '""', '<', '\\', ';;;', 'x'];
  expect(values.map(fromTag)).toEqual(values.map(() => ''));
});

test('From and To keep their ranges apart', () => {
  const scan = new SipScan();
  read(scanFrom, '<sip:a>;tag=f', scan);
  read(scanTo, 'sip:b', scan);
  expect([scan.fromStart, scan.fromEnd, scan.fromTagStart, scan.toEnd, scan.toTagStart]).toEqual([1, 14, 13, 6, 0]);
});

test('the short way and the long way to a branch give the same', () => {
  const values = [
    'SIP/2.0/UDP h;branch=b',
    'SIP/2.0/UDP h:1;rport;branch=b;x=y',
    'SIP/2.0/UDP h ; branch = b',
    'sip/2.0/UDP h;BRANCH=b',
    'SIP/2.0/UDP h;q="a;branch=no";branch=b',
    'SIP/2.0/UDP h;branch=;branch=b',
    'SIP/2.0/UDP h;branch=b,SIP/2.0/UDP i;branch=no',
    'SIP/2.0/UDP h;branch=b;branch=no',
  ];
  expect(values.map(branch)).toEqual(values.map(() => 'b'));
  expect(['SIP/2.0/UDP h', 'SIP/2.0/UDP h;branch', 'SIP/2.0/UDP h;branches=b', 'SIP/2.0/UDP'].map(branch)).toEqual([
    '',
    '',
    '',
    '',
  ]);
});

test('later Via lines only count', () => {
  const scan = new SipScan();
  read(scanVia, 'SIP/2.0/UDP h', scan);
  read(scanVia, 'SIP/2.0/UDP i;branch=no, SIP/2.0/UDP j', scan);
  expect([scan.viaCount, scan.branchStart, scan.sentByEnd]).toEqual([3, 0, 14]);
});

test('CSeq gives what can be read and says when that is not all', () => {
  const cseq = (value: string) => {
    const { scan, result } = read(scanCSeq, value);
    return [result, scan.cseqNumber, scan.cseqMethod];
  };
  expect(cseq('7 ACK')).toEqual([Fault.None, 7, Method.Ack]);
  expect(cseq('7\t\r\n PING')).toEqual([Fault.None, 7, Method.Other]);
  expect(cseq('7')).toEqual([Fault.BadCSeq, 7, Method.None]);
  expect(cseq('BYE')).toEqual([Fault.BadCSeq, -1, Method.Bye]);
  expect(cseq('4294967296 BYE')).toEqual([Fault.BadCSeq, -1, Method.Bye]);
});

test('Content-Length keeps the first number', () => {
  const scan = new SipScan();
  const results = ['x', '5', '5', '6'].map(value => read(scanContentLength, value, scan).result);
  expect([results, scan.contentLength]).toEqual([[Fault.BadContentLength, 0, 0, Fault.BadContentLength], 5]);
});

test('Content-Type is told by type and subtype', () => {
  const feature = (value: string) => read(scanContentType, value).scan.features;
  expect(['application/sdp', 'APPLICATION/SDP;x', 'application / sdp'].map(feature)).toEqual(
    Array(3).fill(Feature.Sdp),
  );
  expect(['multipart/mixed', 'Multipart /x'].map(feature)).toEqual(Array(2).fill(Feature.Multipart));
  expect(['text/plain', 'application/sdp2', 'application', 'sdp', '/'].map(feature)).toEqual(
    Array(5).fill(Feature.OtherBody),
  );
});

test('a word is a whole token', () => {
  const pending = Buffer.from('pending');
  expect(
    ['pending', 'PENDING;x', 'pendingx', 'pend'].map(text => isWord(Buffer.from(text), 0, text.length, pending)),
  ).toEqual([true, true, false, false]);
  expect([saturate(TOO_LARGE), saturate(-1), saturate(7)]).toEqual([NUMBER_LIMIT, -1, 7]);
});
