import { expect, test } from 'vitest';
import { readConferenceInfo } from '../../../../collector/sip/bodies/conference-info.ts';
import { element } from '../../../support/xml.ts';

test('who takes part in a conference', () => {
  const text = `<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sips:conf233@example.com" version="2">
    <conference-description><subject>Agenda</subject></conference-description>
    <conference-state><user-count>2</user-count><active>true</active></conference-state>
    <users><user entity="sip:bob@example.com"><display-text>Bob</display-text>
      <endpoint entity="sip:bob@pc33"><status>disconnected</status><disconnection-method>departed</disconnection-method>
        <media id="1"><type>audio</type><src-id>432424</src-id></media></endpoint></user>
      <user entity="sip:carol@example.com" state="deleted"/></users></conference-info>`;
  expect(readConferenceInfo(element(text))).toMatchObject({
    kind: 'conference-info',
    entity: 'sips:conf233@example.com',
    state: 'full',
    subject: 'Agenda',
    userCount: '2',
    users: [
      {
        entity: 'sip:bob@example.com',
        displayText: 'Bob',
        endpoints: [
          { status: 'disconnected', disconnectionMethod: 'departed', media: [{ type: 'audio', ssrc: '432424' }] },
        ],
      },
      { entity: 'sip:carol@example.com', state: 'deleted', endpoints: [] },
    ],
  });
});
