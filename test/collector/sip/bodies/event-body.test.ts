import { expect, test } from 'vitest';
import type { EventDocument } from '../../../../collector/model/event-document.ts';
import { eventWords, readEventBody } from '../../../../collector/sip/bodies/event-body.ts';

const read = (type: string, body: string): EventDocument | undefined => readEventBody(type, Buffer.from(body));
const words = (type: string, body: string): string => {
  const document = read(type, body);
  return document === undefined ? 'nothing' : eventWords(document);
};

test.each([
  [
    'application/pidf+xml',
    '<presence><tuple><status><basic>closed</basic></status><note>Away</note></tuple></presence>',
    'closed (Away)',
  ],
  ['application/pidf+xml', '<presence/>', 'no status'],
  [
    'application/dialog-info+xml',
    '<dialog-info><dialog><state>confirmed</state></dialog></dialog-info>',
    'dialog confirmed',
  ],
  ['application/dialog-info+xml', '<dialog-info/>', 'no dialogs'],
  [
    'application/reginfo+xml',
    '<reginfo><registration state="active"><contact/></registration></reginfo>',
    'active with 1 contact',
  ],
  [
    'application/conference-info+xml',
    '<conference-info><users><user/><user/></users></conference-info>',
    '2 participants',
  ],
  ['application/conference-info+xml', '<conference-info state="deleted"/>', 'conference ended'],
  ['application/simple-message-summary', 'Messages-Waiting: yes\nVoice-Message: 1/0', '1 new message'],
  ['application/simple-message-summary', 'Messages-Waiting: no', 'no messages waiting'],
  ['application/kpml-response+xml', '<kpml-response digits="12"/>', 'digits 12'],
  ['application/kpml-request+xml', '<kpml-request/>', 'waits for digits'],
  ['application/watcherinfo+xml', '<watcherinfo><watcher-list><watcher/></watcher-list></watcherinfo>', '1 watcher'],
  ['text/xml', '<constructor/>', 'nothing'],
  ['text/plain', '<presence/>', 'nothing'],
  ['application/pidf+xml', '', 'nothing'],
])('%s %s: %s', (type, body, expected) => {
  expect(words(type, body)).toBe(expected);
});
