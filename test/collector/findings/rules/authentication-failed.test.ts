import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { type Story, story } from '../../../support/story.ts';

function challenge(nonce: string, more = '', realm = 'r'): string[] {
  return [`WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}"${more}`];
}
function credentials(nonce: string, realm = 'r'): string[] {
  return [`Authorization: Digest username="u", realm="${realm}", nonce="${nonce}", uri="sip:x", response="0"`];
}

function asked(): Story {
  return story()
    .request('REGISTER')
    .response(401, 'REGISTER', { headers: challenge('n1') });
}

test('credentials for a fresh nonce that are challenged again are wrong', async () => {
  const found = await asked()
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(401, 'REGISTER', { cseq: 2, headers: challenge('n2') })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'authentication-failed',
      severity: 'error',
      confidence: 'high',
      message: '10.0.0.2:5060 refused the credentials of 10.0.0.1:5060 for user "u" in realm "r" with 401.',
      evidence: [2, 3],
    },
  ]);
});

test('three times the same is told as a loop', async () => {
  const told = asked();
  for (let i = 1; i <= 3; i++) {
    told.request('REGISTER', { cseq: i + 1, headers: credentials(`n${i}`) });
    told.response(401, 'REGISTER', { cseq: i + 1, headers: challenge(`n${i + 1}`) });
  }
  expect(await told.findings()).toMatchObject([
    { message: expect.stringContaining('3 times. The client tries the same') },
  ]);
});

test('403 to credentials of a registration is a failure of medium confidence', async () => {
  const found = await asked()
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(403, 'REGISTER', { cseq: 2 })
    .findings('authentication-failed', 'forbidden-or-unknown');
  expect(found).toMatchObject([{ rule: 'authentication-failed', confidence: 'medium' }]);
});

test('a client that hashes by another algorithm than it was asked for is told so', async () => {
  const found = await story()
    .request('REGISTER')
    .response(401, 'REGISTER', { headers: challenge('n1', ', algorithm=SHA-256') })
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(401, 'REGISTER', { cseq: 2, headers: challenge('n2', ', algorithm=SHA-256') })
    .findings();
  expect(found[0].message).toContain('It asks for SHA-256, and the client used MD5.');
});

test('a recorded wrong password is told', async () => {
  const capture = await readCapture(join(FIXTURES, 'challenged.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([{ rule: 'authentication-failed' }]);
});

test('a challenge that nothing follows for a while is a notice', async () => {
  const found = await asked().wait(10_000).findings('authentication-failed');
  expect(found).toMatchObject([{ severity: 'notice', message: expect.stringContaining('did not try again in 10 s') }]);
});

test('a challenge at the end of the capture says nothing', async () => {
  expect(await asked().wait(2000).findings()).toEqual([]);
});

test('a challenge and credentials that are accepted are healthy', async () => {
  const found = await asked()
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(200, 'REGISTER', { cseq: 2 })
    .findings();
  expect(found).toEqual([]);
});

test('a stale nonce is asked for again, and healthy', async () => {
  const found = await asked()
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(401, 'REGISTER', { cseq: 2, headers: challenge('n2', ', stale=TRUE') })
    .findings('authentication-failed');
  expect(found).toEqual([]);
});

test('credentials with the nonce of an earlier dialog are not refused, but asked for again', async () => {
  const found = await story()
    .request('REGISTER', { headers: credentials('old') })
    .response(401, 'REGISTER', { headers: challenge('n1') })
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(200, 'REGISTER', { cseq: 2 })
    .findings();
  expect(found).toEqual([]);
});

test('a second realm on the way asks for credentials of its own', async () => {
  const found = await asked()
    .request('REGISTER', { cseq: 2, headers: credentials('n1') })
    .response(401, 'REGISTER', { cseq: 2, headers: challenge('m1', '', 'other') })
    .request('REGISTER', { cseq: 3, headers: [...credentials('n1'), ...credentials('m1', 'other')] })
    .response(200, 'REGISTER', { cseq: 3 })
    .findings();
  expect(found).toEqual([]);
});
