import { expect, test } from 'vitest';
import { WebSocketSession } from '../../../collector/stream/websocket-session.ts';

test('who forgets is told by side; where the upgrade was not seen, nobody is believed to', () => {
  const session = new WebSocketSession();
  session.clientForgets = true;
  expect([session.forgets('client'), session.forgets('server'), session.forgets('unknown')]).toEqual([
    true,
    false,
    false,
  ]);
  session.serverForgets = true;
  expect([session.forgets('server'), session.forgets('unknown')]).toEqual([true, false]);
});
