// Legs on which nobody finds anything, and an answered call to go on from.

import { type Trace, trace } from './trace.ts';

export function answeredCall(): Trace {
  return trace()
    .request('INVITE')
    .response(180, 'INVITE', { toTag: 'b' })
    .response(200, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
}

/** By what they are. */
export const HEALTHY_LEGS: readonly (readonly [name: string, t: Trace])[] = [
  [
    'an answered call',
    answeredCall().request('BYE', { toTag: 'b', cseq: 2 }).response(200, 'BYE', { toTag: 'b', cseq: 2 }),
  ],
  ['a busy callee', trace().request('INVITE').response(486, 'INVITE', { toTag: 'b' }).request('ACK', { toTag: 'b' })],
  [
    'a challenge and credentials',
    trace()
      .request('REGISTER')
      .response(401, 'REGISTER')
      .request('REGISTER', { cseq: 2, headers: ['Authorization: Digest x'] })
      .response(200, 'REGISTER', { cseq: 2 }),
  ],
  ['a request that was just sent', trace().request('INVITE')],
  [
    'a call that a proxy passes on',
    trace()
      .request('INVITE', { via: ['10.0.0.1'] })
      .request('INVITE', { via: ['10.0.0.2', '10.0.0.1'], branch: 'z9hG4bK-on', from: '2:5060', to: '3:5060' })
      .response(200, 'INVITE', { via: ['10.0.0.2', '10.0.0.1'], branch: 'z9hG4bK-on', from: '3:5060', to: '2:5060' }),
  ],
];
