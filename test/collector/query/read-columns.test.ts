import { describe, expect, test } from 'vitest';
import { NO_STREAMS } from '../../../collector/media/stream.ts';
import { ReadColumns } from '../../../collector/query/read-columns.ts';
import { type Trace, trace } from '../../support/trace.ts';

/** INVITE, 183, 486 with other headers each, and ACK. */
function busyCall(): { readonly t: Trace; readonly texts: string[] } {
  const t = trace()
    .request('INVITE')
    .response(183, 'INVITE', { toTag: 'x' })
    .response(486, 'INVITE', { toTag: 'x' })
    .request('ACK', { toTag: 'x' });
  const texts = [
    'INVITE sip:b@b SIP/2.0\r\nUser-Agent: Desk 1\r\nX-Tenant: north\r\nx-tenant:\r\n south\r\n\r\nX-Tenant: body',
    'SIP/2.0 183 Progress\r\nServer: gate\r\n\r\n',
    'SIP/2.0 486 Busy  Everywhere\r\nServer: proxy 7\r\nReason: Q.850;cause=17\r\n\r\n',
    'ACK sip:b@b SIP/2.0\r\n\r\n',
  ];
  return { t, texts };
}

function columnsOf({ t, texts }: ReturnType<typeof busyCall>) {
  const read: number[] = [];
  const columns = new ReadColumns({
    store: t.store,
    media: NO_STREAMS,
    bytes: {
      readIfKept: row => {
        read.push(row);
        const text = texts[row];
        return text === undefined ? undefined : Buffer.from(text);
      },
    },
  });
  const cell = (id: string): string | undefined => {
    const leg = t.store.legs[0];
    return leg === undefined ? undefined : columns.readerOf(id)?.(leg);
  };
  return { read, columns, cell };
}

describe('a cell that is read from a message', () => {
  test('is the header of the first request, all its values', () => {
    const { cell } = columnsOf(busyCall());
    expect(cell('header.X-Tenant')).toBe('north, south');
    expect(cell('header.x-tenant')).toBe('north, south');
    expect(cell('userAgent')).toBe('Desk 1');
    expect(cell('header.Server')).toBe('');
  });
  test('is that of the final response, or of what ended the leg', () => {
    const { cell } = columnsOf(busyCall());
    expect(cell('reply.Server')).toBe('proxy 7');
    expect(cell('server')).toBe('proxy 7');
    expect(cell('end.Reason')).toBe('Q.850;cause=17');
    expect(cell('reason')).toBe('Busy  Everywhere');
  });
  test('is read once, and anew when its message is another', () => {
    const call = busyCall();
    const { cell, read } = columnsOf(call);
    cell('userAgent');
    cell('userAgent');
    expect(read).toEqual([0]);
  });
  test('is empty when the bytes are gone, and found when they are there again', () => {
    const call = busyCall();
    const { cell } = columnsOf(call);
    const [text = ''] = call.texts.splice(0, 1);
    call.texts.length = 0;
    expect(cell('userAgent')).toBe('');
    call.texts.push(text);
    expect(cell('userAgent')).toBe('Desk 1');
  });
  test('is cut when a hostile sender makes it long', () => {
    const call = busyCall();
    call.texts[0] = `INVITE sip:b@b SIP/2.0\r\nUser-Agent: ${'x'.repeat(9000)}\r\n\r\n`;
    expect(columnsOf(call).cell('userAgent')).toHaveLength(256);
  });
});

test('only what is such a column is read', () => {
  const { columns } = columnsOf(busyCall());
  for (const id of ['state', 'header.', 'header', 'header.a b', 'other.To', '__proto__', `header.${'x'.repeat(65)}`])
    expect(columns.readerOf(id), id).toBeUndefined();
  expect(columns.readerOf('codecs')).toBeDefined();
});
