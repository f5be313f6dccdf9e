import { options } from '../../../../collector/sip/lint/options.ts';
import { describeRules, request, response } from '../../../support/lint-cases.ts';

describeRules(options, [
  [
    'required-option-unknown',
    request('INVITE', { Require: 'precondtion' }),
    request('INVITE', { Require: 'Precondition' }),
    /precondtion/,
  ],
  [
    'option-unknown',
    request('INVITE', { Supported: 'timer, em' }),
    request('INVITE', { Supported: 'timer, 100rel' }),
    /option em /,
  ],
  [
    'option-repeated',
    request('INVITE', { Supported: 'timer, Timer' }),
    request('INVITE', { Supported: 'timer, replaces' }),
  ],
  ['cancel-require', request('CANCEL', { Require: '100rel' }), request('PRACK', { Require: '100rel' })],
  [
    'reliable-without-rseq',
    response(183, 'INVITE', { Require: '100rel' }),
    response(183, 'INVITE', { Require: '100rel', RSeq: '1' }),
  ],
  [
    'rseq-without-100rel',
    response(183, 'INVITE', { RSeq: '1' }),
    response(183, 'INVITE', { Require: '100REL', RSeq: '1' }),
  ],
  ['trying-reliable', response(100, 'INVITE', { RSeq: '1' }), response(180, 'INVITE', { RSeq: '1' })],
  [
    'session-expires-short',
    request('INVITE', { 'Session-Expires': '89' }),
    request('INVITE', { 'Session-Expires': '90;refresher=uac' }),
  ],
  [
    'session-expires-below-min',
    request('INVITE', { 'Session-Expires': '100', 'Min-SE': '120' }),
    request('INVITE', { 'Session-Expires': '120', 'Min-SE': '120' }),
  ],
  [
    'refresher-missing',
    response(200, 'INVITE', { 'Session-Expires': '90' }),
    request('INVITE', { 'Session-Expires': '90' }),
  ],
  [
    'refresher-not-required',
    response(200, 'INVITE', { 'Session-Expires': '90;refresher=uac' }),
    response(200, 'INVITE', { 'Session-Expires': '90;refresher=uac', Require: 'timer' }),
  ],
  [
    'session-expires-without-option',
    request('INVITE', { 'Session-Expires': '90' }),
    request('INVITE', { 'Session-Expires': '90', Supported: 'timer' }),
  ],
  [
    'replaces-without-option',
    request('INVITE', { Replaces: 'a;to-tag=b;from-tag=c' }),
    request('INVITE', { Replaces: 'a;to-tag=b;from-tag=c', Require: 'replaces' }),
  ],
  [
    'join-without-option',
    request('INVITE', { Join: 'a;to-tag=b;from-tag=c' }),
    request('INVITE', { Join: 'a;to-tag=b;from-tag=c', Supported: 'join' }),
  ],
  [
    'path-without-option',
    request('REGISTER', { Path: '<sip:a;lr>' }),
    request('REGISTER', { Path: '<sip:a;lr>', Supported: 'path' }),
  ],
]);
