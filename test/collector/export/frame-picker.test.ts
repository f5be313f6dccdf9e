import { expect, test } from 'vitest';
import { FramePicker } from '../../../collector/export/frame-picker.ts';
import { MediaFlows } from '../../../collector/export/media-flows.ts';
import { bytes, ethernet, frameOf, ipv4, udp } from '../../support/packet-builder.ts';
import { messageText, trace } from '../../support/trace.ts';

test('a frame carries a message that goes between the same hosts, and no other', () => {
  const { store } = trace().request('OPTIONS');
  const seen: (readonly number[])[] = [];
  const picker = new FramePicker(store, new MediaFlows(store.endpoints, []), {
    onFrame: (_frame, rows) => seen.push(rows),
    onMedia: () => expect.unreachable(),
  });
  const text = messageText('OPTIONS sip:bob@example.net SIP/2.0', 'OPTIONS', {});
  const frame = (sourcePort: number) =>
    frameOf(
      ethernet(
        ipv4(udp(bytes(text), { sourcePort, destinationPort: 5060 }), { source: '10.0.0.1', destination: '10.0.0.2' }),
      ),
    );
  picker.onRead(frame(5060), [0]);
  picker.onRead(frame(5099), [0]);
  picker.onRead(frame(5060), []);
  expect(seen).toEqual([[0]]);
});
