import { routing } from '../../../../collector/sip/lint/routing.ts';
import { describeRules, request, response } from '../../../support/lint-cases.ts';

describeRules(routing, [
  [
    'record-route-lr',
    request('INVITE', { 'Record-Route': '<sip:a>' }),
    request('INVITE', { 'Record-Route': '<sip:a;lr=on>' }),
  ],
  ['route-lr', request('INVITE', { Route: '<sip:a;lr>, <sip:b>' }), request('INVITE', { Route: '<sip:a;LR>' })],
  ['path-lr', request('REGISTER', { Path: '<sip:a>' }), request('REGISTER', { Path: '<sip:a;lr>' })],
  [
    'service-route-lr',
    response(200, 'REGISTER', { 'Service-Route': '<sip:a>' }),
    response(200, 'REGISTER', { 'Service-Route': '<sip:a;lr>' }),
  ],
  ['max-forwards-large', { headers: { 'Max-Forwards': '71' } }, { headers: { 'Max-Forwards': '70' } }],
  [
    'contact-count',
    request('INVITE', { Contact: '<sip:a@b>, <sip:c@d>' }),
    request('REGISTER', { Contact: '<sip:a@b>, <sip:c@d>' }),
  ],
  ['contact-scheme', request('INVITE', { Contact: '<tel:+1234>' }), request('INVITE', { Contact: '<SIPS:a@b>' })],
  [
    'contact-star',
    request('REGISTER', { Contact: '*', Expires: '5' }),
    request('REGISTER', { Contact: '*', Expires: '0' }),
    /must stand alone/,
  ],
  ['contact-star', request('INVITE', { Contact: '*' }), request('INVITE'), /in REGISTER only/],
  [
    'contact-sips',
    { startLine: 'INVITE sips:a@b SIP/2.0', headers: { Contact: '<sip:a@b>' } },
    { startLine: 'INVITE sips:a@b SIP/2.0', headers: { Contact: '<sips:a@b>' } },
  ],
  [
    'uri-transport',
    request('INVITE', { Contact: '<sip:a@b;transport=pigeon>' }),
    request('INVITE', { Contact: '<sip:a@b;transport=TCP>' }),
  ],
  [
    'from-to-parameters',
    { headers: { To: '<sip:a@b;transport=tcp>' } },
    { headers: { To: '<sip:a@b;user=phone>;transport=tcp' } },
  ],
  [
    'from-to-parameters',
    { headers: { To: '<sip:a@b?Subject=x>' } },
    { headers: { To: '<sip:a@b>' } },
    /carries headers/,
  ],
]);
