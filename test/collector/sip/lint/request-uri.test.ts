import { requestUri } from '../../../../collector/sip/lint/request-uri.ts';
import { describeRules } from '../../../support/lint-cases.ts';

describeRules(requestUri, [
  [
    'request-uri-headers',
    { startLine: 'OPTIONS sip:a@b?Route=x SIP/2.0' },
    { startLine: 'OPTIONS sip:a%3Fb@b SIP/2.0' },
  ],
  [
    'request-uri-method',
    { startLine: 'OPTIONS sip:a@b;method=BYE SIP/2.0' },
    { startLine: 'OPTIONS sip:a@b;transport=tcp SIP/2.0' },
  ],
  ['register-uri-user', { startLine: 'REGISTER sip:a@b SIP/2.0' }, { startLine: 'OPTIONS sip:a@b SIP/2.0' }],
]);
