import { expect, test } from 'vitest';
import { SdpValues } from '../../../collector/links/sdp-values.ts';
import { callSources } from '../../support/call-sources.ts';
import { sdpOf } from '../../support/legs.ts';
import { trace } from '../../support/trace.ts';

test('origin and media of a message, and nothing where it has none', async () => {
  const t = trace().request('INVITE');
  const { bytes } = await callSources(t);
  const texts = [
    `INVITE x SIP/2.0\r\no: presence\r\n\r\n${sdpOf('root 4711 2', '10.0.0.1', 4000)}`,
    'INVITE x SIP/2.0\r\n\r\n',
    'INVITE x SIP/2.0\r\n\r\nm=audio 0 RTP/AVP 0\r\nc=IN IP4 1.2.3.4',
  ];
  bytes.read = row => Buffer.from(texts[row]);
  const values = new SdpValues(bytes);
  expect(texts.map((_, row) => [values.origin(row), values.media(row)])).toEqual([
    ['o=root 4711 … IN IP4 10.0.0.1', 'media at IN IP4 10.0.0.1 port 4000'],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});
