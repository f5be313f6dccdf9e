import { describe, expect, test } from 'vitest';
import { readUpgrade } from '../../../collector/stream/http-head.ts';
import { head, upgradeRequest, upgradeResponse } from '../../support/websocket.ts';

const read = (bytes: Buffer): ReturnType<typeof readUpgrade> => readUpgrade(bytes.toString('latin1'));

test('the request and the answer of an upgrade', () => {
  expect(read(upgradeRequest())).toEqual({
    side: 'client',
    subprotocols: ['sip'],
    clientForgets: false,
    serverForgets: false,
  });
  expect(read(upgradeResponse())).toMatchObject({ side: 'server', subprotocols: ['sip'] });
});

test('names and tokens know no case, lists stand on several lines, folded or repeated', () => {
  const bytes = head(
    'get /ws http/1.1',
    'UPGRADE : h2c,',
    '\tWebSocket',
    'sec-websocket-protocol:chat',
    'Sec-WebSocket-Protocol: SIP , msrp',
  );
  expect(read(bytes)).toMatchObject({ side: 'client', subprotocols: ['chat', 'sip', 'msrp'] });
});

test('lines may end with LF alone', () => {
  expect(readUpgrade('HTTP/1.1 101\nUpgrade: websocket\n\n')).toMatchObject({ side: 'server' });
});

test.each([
  ['permessage-deflate; client_no_context_takeover', true, false],
  ['x-webkit, permessage-deflate ; server_no_context_takeover; server_max_window_bits=10', false, true],
  ['Permessage-Deflate;Client_No_Context_Takeover;server_no_context_takeover', true, true],
  ['permessage-deflate-other; client_no_context_takeover', false, false],
  ['permessage-deflate; client_max_window_bits', false, false],
])('%s', (extensions, clientForgets, serverForgets) => {
  expect(read(upgradeResponse(`Sec-WebSocket-Extensions: ${extensions}`))).toMatchObject({
    clientForgets,
    serverForgets,
  });
});

describe('is no upgrade', () => {
  test.each([
    ['another request', head('GET / HTTP/1.1', 'Host: a')],
    ['an upgrade to something else', head('GET / HTTP/1.1', 'Upgrade: h2c')],
    ['a refusal', head('HTTP/1.1 401 Unauthorized', 'Upgrade: websocket')],
    ['a POST', head('POST / HTTP/1.1', 'Upgrade: websocket')],
    ['no HTTP', head('GET sip:x SIP/2.0', 'Upgrade: websocket')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', (_, bytes) => expect(read(bytes)).toBeUndefined());
});
