import { expect, test } from 'vitest';
import { messageBytes, partBytes } from '../../../../ui/pages/message/message-bytes.ts';

test('the bytes of a message are those of its text, or of what stands beside it', () => {
  expect([...messageBytes({ raw: 'ä' })]).toEqual([0xc3, 0xa4]);
  expect([...messageBytes({ raw: '\ufffd', rawBase64: '/w==' })]).toEqual([0xff]);
});
test('a part has its text or its bytes', () => {
  expect([...partBytes({ contentType: '', headers: [], text: 'a', length: 1 })]).toEqual([0x61]);
  expect([...partBytes({ contentType: '', headers: [], base64: 'AP8=', length: 2 })]).toEqual([0, 0xff]);
});
