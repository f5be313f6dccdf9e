import { describe, expect, test } from 'vitest';
import {
  Belief,
  believeSipFrame,
  believeWholeFrame,
  FrameHeader,
  readFrameHeader,
  unmask,
} from '../../../collector/stream/websocket-frame.ts';
import { MASK, webSocketFrame } from '../../support/websocket.ts';

function read(hex: string): FrameHeader & { bytes: number } {
  const header = new FrameHeader();
  const bytes = Buffer.from(hex, 'hex');
  return Object.assign(header, { bytes: readFrameHeader(bytes, 0, bytes.length, header) });
}

describe('RFC 6455 §5.7 and §5.2', () => {
  test('an unmasked text frame', () => {
    expect(read('810548656c6c6f')).toMatchObject({ bytes: 2, opcode: 1, isFinal: true, isMasked: false, length: 5 });
  });

  test('a masked text frame, and its payload', () => {
    const bytes = Buffer.from('818537fa213d7f9f4d5158', 'hex');
    expect(read('818537fa213d7f9f4d5158')).toMatchObject({ bytes: 6, isMasked: true, maskAt: 2, length: 5 });
    unmask(bytes, 6, 11, bytes, 2, 0);
    expect(bytes.toString('latin1', 6)).toBe('Hello');
  });

  test('lengths of 16 and 63 bits', () => {
    expect(read('827e0100')).toMatchObject({ bytes: 4, length: 256, isShortest: true });
    expect(read('827f0000000000010000')).toMatchObject({ bytes: 10, length: 65_536, isShortest: true });
    expect(read('827e0005')).toMatchObject({ length: 5, isShortest: false });
    expect(read('827f000000000000ffff')).toMatchObject({ length: 65_535, isShortest: false });
    expect(read('827f7fffffffffffffff').length).toBe(2 ** 63);
  });

  test.each([
    ['a length of 64 bits', '827f8000000000000000'],
    ['a reserved opcode', '8300'],
    ['a reserved control opcode', '8b00'],
    ['RSV2', 'a100'],
    ['a compressed continuation', 'c000'],
    ['a compressed ping', 'c900'],
    ['a fragmented ping', '0900'],
    ['a ping of 126 bytes', '897e007e'],
  ])('%s is no frame', (_, hex) => {
    expect(read(hex).bytes).toBe(-1);
  });

  test.each(['81', '81fe01', '817f00000000000001', '818537fa21'])('%s needs more', hex => {
    expect(read(hex).bytes).toBe(0);
  });
});

const START = 'INVITE sip:bob@example.com SIP/2.0\r\n';
const belief = (bytes: Buffer): Belief => believeSipFrame(bytes, 0, bytes.length);

describe('a frame that nobody saw the upgrade of', () => {
  test.each([
    ['text', webSocketFrame(START)],
    ['masked binary', webSocketFrame(START, { opcode: 2, mask: MASK })],
    ['the first of a fragmented message', webSocketFrame(START, { isFinal: false })],
    ['a response', webSocketFrame('SIP/2.0 200 OK\r\n')],
  ])('is believed when SIP begins in it: %s', (_, frame) => {
    expect(belief(frame)).toBe(Belief.Yes);
  });

  test('is believed by a long start line that does not end in sight', () => {
    const frame = webSocketFrame(`INVITE sip:${'b'.repeat(400)}@example.com SIP/2.0\r\n`);
    expect(believeSipFrame(frame, 0, 259)).toBe(Belief.NeedsMore);
    expect(believeSipFrame(frame, 0, 260)).toBe(Belief.Yes);
  });

  test.each([
    ['other text', webSocketFrame('hello, this is a chat\r\n')],
    ['a compressed message', webSocketFrame(START, { isCompressed: true })],
    ['a continuation', webSocketFrame(START, { opcode: 0 })],
    ['a ping', webSocketFrame(START, { opcode: 9 })],
    ['a length in too long a form', webSocketFrame(START, { lengthBytes: 8 })],
    ['nothing', webSocketFrame('')],
    ['a SIP message without a frame', Buffer.from(START)],
    ['HTTP', webSocketFrame('GET / HTTP/1.1\r\n')],
  ])('is not believed: %s', (_, frame) => {
    expect(belief(frame)).toBe(Belief.No);
  });

  test('needs more bytes at every cut before the end of its start line', () => {
    const frame = webSocketFrame(START, { mask: MASK });
    for (let end = 1; end < frame.length; end++)
      expect(believeSipFrame(frame, 0, end), `${end}`).toBe(Belief.NeedsMore);
  });
});

test('a whole frame of a known WebSocket ends with its piece and is masked as those before', () => {
  const pong = webSocketFrame('x', { opcode: 10, mask: MASK });
  expect(believeWholeFrame(pong, 0, pong.length, true)).toBe(true);
  expect(believeWholeFrame(pong, 0, pong.length, undefined)).toBe(true);
  expect(believeWholeFrame(pong, 0, pong.length, false)).toBe(false);
  expect(believeWholeFrame(pong, 0, pong.length - 1, true)).toBe(false);
  expect(believeWholeFrame(pong, 0, 1, true)).toBe(false);
});
