import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Exit, outJson, withCapture } from '../../../collector/commands/command.ts';
import { FIXTURES, TestIo, temporaryFile } from '../../support/captures.ts';

const BUSY = join(FIXTURES, 'busy.pcap');

test('the capture is read to the end when it is handed over, and its answer is the exit code', async () => {
  let state = '';
  const code = await withCapture([BUSY], {}, new TestIo(), capture => {
    state = capture.progress().state;
    return 7;
  });
  expect([code, state]).toEqual([7, 'ready']);
});

test('a file that is no capture is told with a hint, exit 2', async () => {
  const io = new TestIo();
  const path = temporaryFile(Buffer.from('GIF89a, and no capture at all'), 'a\u001b[31m.pcap');
  expect(await withCapture([path], {}, io, () => 0)).toBe(Exit.Unusable);
  expect(io.errors.join('')).toMatch(/^sipscope: .*\n {2}.+\n$/);
  expect(io.errors.join('')).not.toContain('\u001b');
});

test('what cut a file short is told, and the rest is used', async () => {
  const io = new TestIo();
  expect(await withCapture([join(FIXTURES, 'format-cut-tail.pcap')], {}, io, () => 0)).toBe(0);
  expect(io.errors.join('')).toMatch(/^sipscope: .*format-cut-tail\.pcap: .+\n$/);
});

test('a mistake of ours is no message to the user: it goes on up', async () => {
  const wrong = withCapture([BUSY], {}, new TestIo(), () => {
    throw new TypeError('ours');
  });
  await expect(wrong).rejects.toThrow('ours');
});

test('on a terminal a progress bar is drawn and wiped away', async () => {
  const progress = new PassThrough();
  const io = new TestIo();
  io.progress = Object.assign(progress, { isTTY: true });
  expect(await withCapture([BUSY], {}, io, () => 0)).toBe(0);
  const drawn = String(progress.read());
  expect(drawn).toContain('reading ');
  // Erase in line: ESC [ K.
  expect(drawn.lastIndexOf('\u001b[')).toBeGreaterThan(drawn.lastIndexOf('reading '));
  expect(io.written).toEqual([]);
});

test('JSON ends with a line end', () => {
  const io = new TestIo();
  outJson({ a: [1, 2], b: 'c' }, io);
  expect(io.text).toBe('{"a":[1,2],"b":"c"}\n');
});

test('a key log or an address that cannot be used is refused with what to do', async () => {
  for (const [reading, words] of [
    [{ keylogs: ['/no/such/keys'] }, /TLS key log cannot be read.*\n.*touch FILE/],
    [{ rsaKeys: ['/no/such/key.pem'] }, /RSA key cannot be read/],
    [{ rsaKeys: [BUSY] }, /sipscope: .*\n {2}/],
    [{ hepTo: [{ url: 'sctp:host' }] }, /does not begin with udp:, tcp: or tls:/],
  ] as const) {
    const io = new TestIo();
    expect(await withCapture([BUSY], reading, io, () => 0)).toBe(Exit.Unusable);
    expect(io.errors.join('')).toMatch(words);
  }
});
