import { expect, test } from 'vitest';
import { TextIndex } from '../../../collector/store/text-index.ts';

const intern = (index: TextIndex, text: string): number => {
  const bytes = Buffer.from(`xx${text}yy`, 'latin1');
  return index.intern(bytes, 2, bytes.length - 2);
};

test('numbers count from 0 in order of first appearance', () => {
  const index = new TextIndex();
  expect(['a@x', 'b@x', 'a@x', '', 'c', 'b@x'].map(text => intern(index, text))).toEqual([0, 1, 0, 2, 3, 1]);
  expect(index.count).toBe(4);
  expect([0, 1, 2, 3].map(number => index.text(number))).toEqual(['a@x', 'b@x', '', 'c']);
});

test('a prefix, a suffix and one other byte make another Call-ID', () => {
  const index = new TextIndex();
  const texts = ['12345678', '1234567', '123456789', '2345678', '12345679', '02345678', '1234X678'];
  expect(texts.map(text => intern(index, text))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('bytes that are no ASCII are compared and given back as they are', () => {
  const index = new TextIndex();
  expect(intern(index, 'é\xff\0')).toBe(0);
  expect(intern(index, 'é\xff\x01')).toBe(1);
  expect(index.text(0)).toBe('é\xff\0');
});

test('100,000 Call-IDs are all found again after the tables have grown', () => {
  const index = new TextIndex();
  for (let i = 0; i < 100_000; i++) expect(intern(index, `call-${i}@host`)).toBe(i);
  for (let i = 0; i < 100_000; i += 997) {
    expect(index.find(Buffer.from(`call-${i}@host`))).toBe(i);
    expect(index.text(i)).toBe(`call-${i}@host`);
  }
  expect(index.find(Buffer.from('call-100000@host'))).toBe(-1);
});

test('what was lent may be overwritten', () => {
  const index = new TextIndex();
  const lent = Buffer.from('first');
  index.intern(lent, 0, 5);
  lent.fill('x');
  expect(index.text(0)).toBe('first');
  expect(index.find(lent)).toBe(-1);
});

test('a Call-ID longer than the slab is kept whole', () => {
  const index = new TextIndex();
  const long = 'z'.repeat(300_000);
  intern(index, long);
  expect(index.text(0)).toBe(long);
});
