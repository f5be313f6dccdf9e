import { expect, test } from 'vitest';
import { readDialogInfo } from '../../../../collector/sip/bodies/dialog-info.ts';
import { element } from '../../../support/xml.ts';

test('dialogs of a phone', () => {
  const text = `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="3" state="partial" entity="sip:lamp@pbx">
    <dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1" remote-tag="2" direction="recipient">
    <state event="rejected">early</state><local><identity>sip:lamp@pbx</identity></local>
    <remote><identity display="Ada">sip:ada@pbx</identity></remote></dialog></dialog-info>`;
  expect(readDialogInfo(element(text))).toEqual({
    kind: 'dialog-info',
    entity: 'sip:lamp@pbx',
    isFull: false,
    version: '3',
    dialogs: [
      {
        id: 'as7d900as8',
        callId: 'a84b4c76e66710',
        localTag: '1',
        remoteTag: '2',
        direction: 'recipient',
        state: 'early',
        local: 'sip:lamp@pbx',
        remote: 'sip:ada@pbx',
      },
    ],
  });
});
