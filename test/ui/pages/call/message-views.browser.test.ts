import { render, type TemplateResult } from 'lit';
import { describe, expect, test } from 'vitest';
import type { MessageDetail } from '../../../../server/wire/types.ts';
import { bodyView, headersView, problemsView } from '../../../../ui/pages/call/message-views.ts';
import { textOf } from '../../../support/ui-mount.ts';

const MESSAGE: MessageDetail = {
  id: 'a:1',
  index: 1,
  leg: 0,
  callId: '',
  time: 0,
  nanos: 0,
  source: '',
  destination: '',
  transport: 'UDP',
  frameNumber: 1,
  file: '',
  length: 0,
  retransmission: false,
  duplicates: 0,
  capturePoints: [],
  startLine: '',
  raw: '',
  headers: [],
  bodies: [],
  problems: [],
};
function shown(view: TemplateResult): HTMLElement {
  const box = document.createElement('div');
  render(view, box);
  return box;
}

describe('a message', () => {
  test('without headers or body says so', () => {
    expect(textOf(shown(headersView(MESSAGE)))).toBe('This message has no headers.');
    expect(textOf(shown(bodyView(MESSAGE)))).toBe('This message has no body.');
  });
  test('with a body beyond the limit is cut and says so', () => {
    const box = shown(
      bodyView({
        ...MESSAGE,
        bodies: [{ contentType: 'text/plain', headers: [], text: 'x'.repeat(300_000), length: 300_000 }],
      }),
    );
    expect(box.querySelector('pre')?.textContent).toHaveLength(200_000);
    expect(textOf(box)).toContain('Cut here');
  });
  test('with SDP shows each medium with address, direction and codecs', () => {
    const media = {
      media: 'audio',
      port: 6000,
      protocol: 'RTP/AVP',
      direction: 'sendonly',
      address: '10.0.0.1',
      codecs: ['PCMA', 'PCMU'],
      attributes: ['ptime:20'],
    };
    const sdp = {
      origin: 'o',
      sessionName: 's',
      connection: 'c',
      media: [media],
      problems: ['No rtpmap for 101 (RFC 8866 §6.6)'],
    };
    const text = textOf(
      shown(
        bodyView({ ...MESSAGE, sdp, bodies: [{ contentType: 'application/sdp', headers: [], text: '', length: 0 }] }),
      ),
    );
    for (const part of ['audio 10.0.0.1:6000', 'sendonly', 'PCMA PCMU', 'ptime:20', 'RFC 8866'])
      expect(text).toContain(part);
  });
});

test('no problems are no list', () => {
  expect(typeof problemsView([])).toBe('symbol');
});
