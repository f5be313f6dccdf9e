import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { story } from '../../../support/story.ts';

const CONTACT = ['Contact: <sip:bob@10.0.0.2:5060>'];

function up() {
  return story()
    .request('INVITE', { headers: ['Contact: <sip:alice@10.0.0.1>'] })
    .response(200, 'INVITE', { toTag: 'b', headers: CONTACT })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack', uri: 'sip:bob@10.0.0.2:5060' });
}

test('a BYE that is repeated to an address from which nothing ever came is an error, with the Contact that leads there', async () => {
  const found = await up()
    .request('BYE', {
      from: '10.0.0.2:5060',
      to: '192.168.1.5:5060',
      fromTag: 'b',
      toTag: 'a',
      cseq: 9,
      uri: 'sip:alice@192.168.1.5',
    })
    .repeat([500, 1500, 3500])
    .findings('in-dialog-route');
  expect(found).toMatchObject([
    {
      severity: 'error',
      confidence: 'high',
      message: expect.stringMatching(
        /^10\.0\.0\.2:5060 sends the BYE to 192\.168\.1\.5:5060, from where nothing in this call ever came: sent 4 times in 3\.5 s\. Its Request-URI is sip:alice@192\.168\.1\.5, while the Contact that it was given is sip:alice@10\.0\.0\.1\./,
      ),
    },
  ]);
});

test('a recorded phone behind NAT gives an address that cannot be reached', async () => {
  const capture = await readCapture(join(FIXTURES, 'nat-broken.pcap'));
  const { items } = capture.answers.findings({ rule: 'in-dialog-route', offset: 0, limit: 10 });
  expect(items).toMatchObject([{ message: expect.stringContaining('it is behind NAT, or gives a wrong address') }]);
});

test('481 to a re-INVITE and to a BYE of one who knows the dialog is one warning', async () => {
  const found = await up()
    .request('INVITE', { toTag: 'b', cseq: 2, uri: 'sip:bob@10.0.0.2' })
    .response(481, 'INVITE', { toTag: 'b', cseq: 2 })
    .request('ACK', { toTag: 'b', cseq: 2, branch: 'z9hG4bK-INVITE-2' })
    .request('BYE', { toTag: 'b', cseq: 3 })
    .response(481, 'BYE', { toTag: 'b', cseq: 3 })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'in-dialog-route',
      severity: 'warning',
      message: expect.stringContaining('10.0.0.2:5060 answered the INVITE and the BYE of 10.0.0.1:5060 with 481'),
    },
  ]);
});

test('481 to one of two BYEs that crossed is healthy', async () => {
  const found = await up()
    .request('BYE', { toTag: 'b', cseq: 2, at: 5000 })
    .request('BYE', { from: '10.0.0.2:5060', to: '10.0.0.1:5060', fromTag: 'b', toTag: 'a', cseq: 7, at: 5001 })
    .response(481, 'BYE', { toTag: 'b', cseq: 2, at: 5010 })
    .response(200, 'BYE', { from: '10.0.0.1:5060', to: '10.0.0.2:5060', fromTag: 'b', toTag: 'a', cseq: 7, at: 5011 })
    .findings();
  expect(found).toEqual([]);
});

test('481 to a CANCEL that came too late is healthy', async () => {
  const found = await story()
    .request('INVITE')
    .response(486, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .request('CANCEL', { branch: 'z9hG4bK-INVITE-1' })
    .response(481, 'CANCEL', { branch: 'z9hG4bK-INVITE-1' })
    .findings();
  expect(found).toEqual([]);
});

test('a BYE that is lost on its way to where the other side speaks from is not misrouted', async () => {
  const found = await up().request('BYE', { toTag: 'b', cseq: 2 }).repeat([500, 1500]).findings('in-dialog-route');
  expect(found).toEqual([]);
});
