import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HepFramer } from '../../../collector/hep/framer.ts';
import { content, frame, kamailio, rtpengine } from '../../support/hep-builder.ts';
import { bytes, u8, u16 } from '../../support/packet-builder.ts';

const FRAMES = [
  kamailio(content()),
  rtpengine(content({ payload: 'x'.repeat(900) })),
  frame([]),
  // A payload that holds what looks like the next frame.
  kamailio(content({ payload: bytes('HEP3', u16(40), Buffer.alloc(30)) })),
  kamailio(content({ payload: 'y'.repeat(65_000) })),
  frame([u16(0, 15, 6)]),
];

class Collected {
  readonly frames: string[] = [];
  readonly framer = new HepFramer((buffer, start, end) => this.frames.push(buffer.toString('latin1', start, end)));

  /** In pieces of these sizes over and over, each lent in a buffer that is cleared afterwards. */
  feed(stream: Buffer, ...sizes: number[]): this {
    for (let at = 0, i = 0; at < stream.length; i++) {
      const piece = bytes(u8(1, 2, 3), stream.subarray(at, at + sizes[i % sizes.length]), u8(9));
      this.framer.push(piece, 3, piece.length - 1);
      at += piece.length - 4;
      piece.fill(0xdd);
    }
    return this;
  }
}

const texts = (frames: readonly Buffer[]): string[] => frames.map(one => one.toString('latin1'));

test.each([[1], [2], [3], [5], [7], [11], [13], [100], [1000], [65_535], [1_000_000]])(
  'frames come whole out of pieces of %d',
  size => {
    const stream = bytes(...FRAMES, ...FRAMES);
    const { frames, framer } = new Collected().feed(stream, size);
    expect(frames).toEqual(texts([...FRAMES, ...FRAMES]));
    expect(framer).toMatchObject({ frames: 12, skippedBytes: 0, resyncs: 0, waitingBytes: 0 });
  },
);

test('frames come whole out of pieces of any sizes', () => {
  const stream = bytes(...FRAMES);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 20 }), sizes => {
      expect(new Collected().feed(stream, ...sizes).frames).toEqual(texts(FRAMES));
    }),
    { seed: 4711, numRuns: 60 },
  );
});

test('a frame that lies whole in a piece is given where it lies', () => {
  const stream = bytes(...FRAMES);
  const places: (readonly [Buffer, number])[] = [];
  new HepFramer((buffer, start) => places.push([buffer, start])).push(stream, 0, stream.length);
  expect(places.every(([buffer]) => buffer === stream)).toBe(true);
  expect(places[1]?.[1]).toBe(FRAMES[0]?.length);
});

describe('after bytes that are no frame', () => {
  const good = kamailio(content());
  const waste = [
    ['noise', bytes('some noise, with HEP and HE in it')],
    ['one byte', u8(0)],
    ['half a frame', good.subarray(0, 50)],
    ['the second half of a frame', good.subarray(50)],
    ['a magic with a length below its header', bytes('HEP3', u16(3))],
    ['a magic that a text quotes', bytes('the magic is HEP3 and so on, and on, and on')],
  ] as const;

  test.each(waste)('%s: the next frames are found, and what was skipped is counted', (name, noise) => {
    // Half a frame takes the bytes of the next one for its own: that is what its length says.
    const expected = name === 'half a frame' ? texts([good, good]) : texts([good, good, good]);
    for (const size of [1, 2, 3, 5, 64, 100_000]) {
      const { frames, framer } = new Collected().feed(bytes(good, noise, good, good, good), size);
      expect(frames[0]).toBe(texts([good])[0]);
      expect(frames.slice(-expected.length + 1)).toEqual(expected.slice(1));
      expect(framer.resyncs).toBeGreaterThan(0);
      const framed = frames.reduce((sum, text) => sum + text.length, 0);
      expect(framed + framer.skippedBytes).toBe(noise.length + 4 * good.length);
    }
  });
});

test('behind a hole the next frame is looked for', () => {
  const good = kamailio(content());
  const seen = new Collected().feed(bytes(good, good.subarray(0, 30)), 1000);
  seen.framer.gap();
  seen.feed(bytes(good.subarray(80), good), 7);
  expect(seen.frames).toEqual(texts([good, good]));
  expect(seen.framer).toMatchObject({ skippedBytes: 30 + good.length - 80, resyncs: 1 });
});

test('what never comes to its end is counted at the end', () => {
  const seen = new Collected().feed(kamailio(content()).subarray(0, 30), 8);
  expect(seen.framer.waitingBytes).toBe(30);
  seen.framer.finish();
  expect(seen.framer).toMatchObject({ waitingBytes: 0, skippedBytes: 30, frames: 0 });
});

test('every byte is either framed or skipped, whatever comes', () => {
  const word = fc.oneof(
    fc
      .constantFrom('HEP3', 'EEP3', 'HEP', 'HE', 'H', 'HEHEP3', 'HEP3\0\u0005', 'HEP3\0\u0006')
      .map(text => bytes(text)),
    fc.uint8Array({ maxLength: 40 }).map(list => Buffer.from(list)),
    fc.constantFrom(...FRAMES.slice(0, 4)),
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      (words, sizes) => {
        const stream = bytes(...words);
        const { frames, framer } = new Collected().feed(stream, ...sizes);
        framer.finish();
        const framed = frames.reduce((sum, text) => sum + text.length, 0);
        expect(framed + framer.skippedBytes).toBe(stream.length);
        expect(frames.every(text => /^[HE]EP3/.test(text))).toBe(true);
        // The sizes of the pieces change nothing.
        const whole = new Collected().feed(stream, stream.length + 1);
        whole.framer.finish();
        expect(whole.frames).toEqual(frames);
      },
    ),
    { seed: 815, numRuns: 400 },
  );
});
