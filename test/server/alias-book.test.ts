import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AliasBook } from '../../server/alias-book.ts';

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'aliases-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'hosts.txt');
  writeFileSync(path, text);
  return path;
}

test('without a file names live as long as the book', async () => {
  const book = new AliasBook(undefined);
  const { text, version, path } = await book.read();
  expect([text, path]).toEqual(['', undefined]);
  expect((await book.write('10.0.0.7 sbc\n', version)).text).toBe('10.0.0.7 sbc\n');
  expect((await book.read()).text).toBe('10.0.0.7 sbc\n');
});
test('a file is replaced as a whole, and nothing is left beside it', async () => {
  const path = file('10.0.0.7 old\n');
  const book = new AliasBook(path);
  const before = await book.read();
  await book.write('10.0.0.7 new\n', before.version);
  expect([readFileSync(path, 'utf8'), readdirSync(dirname(path))]).toEqual(['10.0.0.7 new\n', ['hosts.txt']]);
});
test('who read before somebody else wrote is refused, at the same moment too', async () => {
  const book = new AliasBook(undefined);
  const { version } = await book.read();
  const [first, second] = await Promise.allSettled([
    book.write('10.0.0.1 a', version),
    book.write('10.0.0.2 b', version),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ reason: { status: 409, code: 'SIPA_ALIASES_CHANGED' } });
});
test('each wrong line is told, and nothing is written', async () => {
  const path = file('10.0.0.7 old\n');
  const book = new AliasBook(path);
  const { version } = await book.read();
  await expect(book.write('10.0.0.1 a\nbad\n10.0.0.0/99 c\n', version)).rejects.toMatchObject({
    status: 400,
    code: 'SIPA_BAD_ALIAS',
    message: expect.stringMatching(/^Line 2: "bad".*\nLine 3: "\/99".*$/),
  });
  expect(readFileSync(path, 'utf8')).toBe('10.0.0.7 old\n');
});
test('a file that cannot be read says so', async () => {
  await expect(new AliasBook('/nowhere/hosts.txt').read()).rejects.toMatchObject({ code: 'SIPA_ALIAS_UNREADABLE' });
});
