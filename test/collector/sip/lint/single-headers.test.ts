import { singleHeaders } from '../../../../collector/sip/lint/single-headers.ts';
import { describeRules } from '../../../support/lint-cases.ts';

describeRules(singleHeaders, [
  [
    'repeated-vital-header',
    { lines: ['f: <sip:x@y>;tag=1'] },
    { lines: ['Via: SIP/2.0/UDP b;branch=z9hG4bK-2'] },
    /^From is given 2 times, but may be given once$/,
  ],
  [
    'repeated-header',
    { lines: ['Subject: a', 's: b', 'Subject: c'] },
    { lines: ['Subject: a'] },
    /^Subject is given 3 times/,
  ],
]);
