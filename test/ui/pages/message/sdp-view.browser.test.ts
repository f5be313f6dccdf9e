import { render } from 'lit';
import { expect, test } from 'vitest';
import { fieldsView, type SdpInput, sdpView } from '../../../../ui/pages/message/sdp-view.ts';
import { textOf } from '../../../support/ui-mount.ts';

const TEXT =
  'v=0\r\ns=<b>\r\nm=audio 4000 RTP/SAVP 8\r\nc=IN IP4 10.0.0.1\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret\r\n';
function shown(more: Partial<SdpInput> = {}): HTMLElement {
  const box = document.createElement('div');
  const input = { text: TEXT, problems: [], lines: [], areKeysShown: false, onShowKeys: () => {}, ...more };
  render(sdpView(input), box);
  return box;
}

test('a medium is a table of codecs, its key hidden until it is asked for', () => {
  let asked = 0;
  const box = shown({ onShowKeys: () => (asked += 1) });
  expect(textOf(box.querySelector('.medium h4') ?? undefined)).toBe('audio 10.0.0.1:4000 RTP/SAVP sendrecv');
  expect(textOf(box)).not.toContain('secret');
  box.querySelector<HTMLElement>('.link')?.click();
  expect(asked).toBe(1);
  expect(textOf(shown({ areKeysShown: true }))).toContain('inline:secret');
});
test('problems are told, text stays text', () => {
  const box = shown({ problems: ['no o= line (RFC 8866 §5)'] });
  expect(textOf(box)).toContain('no o= line');
  expect(box.querySelector('b')).toBeNull();
});
test('an attribute without a value is set', () => {
  const box = document.createElement('div');
  render(fieldsView([{ name: 'rtcp-mux', value: '' }]), box);
  expect(textOf(box)).toBe('rtcp-muxset');
});
