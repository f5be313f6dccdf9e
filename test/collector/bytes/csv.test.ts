import { expect, test } from 'vitest';
import { csvRow } from '../../../collector/bytes/csv.ts';

test('a row ends in CRLF and quotes only what needs it (RFC 4180)', () => {
  expect(csvRow(['a', 'b c', 'd,e', 'f"g', 'h\ni', ''])).toBe('a,b c,"d,e","f""g","h\ni",\r\n');
});

test('a cell that a spreadsheet would run gets an apostrophe', () => {
  expect(csvRow(['=1+1', '@SUM(A1)', '+cmd|calc', '-2+3', '\t=1'])).toBe("'=1+1,'@SUM(A1),'+cmd|calc,'-2+3,'\t=1\r\n");
});

test('a number keeps its sign', () => {
  expect(csvRow(['-0.5', '+4930123', '-7'])).toBe('-0.5,+4930123,-7\r\n');
});

test('a formula that also needs quotes gets both', () => {
  expect(csvRow(['=HYPERLINK("x","y")'])).toBe(`"'=HYPERLINK(""x"",""y"")"\r\n`);
});
