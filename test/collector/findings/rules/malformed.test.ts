import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { story } from '../../../support/story.ts';

test('a header line without colon is a notice', async () => {
  const found = await story()
    .request('OPTIONS', { headers: ['no colon here'] })
    .response(200, 'OPTIONS')
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'malformed',
      severity: 'notice',
      rfc: 'RFC 3261 §7.3.1',
      message: 'A request (OPTIONS) from 10.0.0.1:5060 is malformed: a header line has no colon, or no end.',
    },
  ]);
});

test('when it is refused with 400 it is a warning', async () => {
  const found = await story()
    .request('OPTIONS', { headers: ['no colon here'] })
    .response(400, 'OPTIONS')
    .findings('malformed');
  expect(found).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('10.0.0.2:5060 refused it with 400') },
  ]);
});

test('a message that the capture cut is not malformed', async () => {
  const capture = await readCapture(join(FIXTURES, 'format-snaplen-300.pcap'));
  expect(capture.answers.findings({ rule: 'malformed', offset: 0, limit: 10 }).total).toBe(0);
});

test('unusual, but allowed: compact names, folded lines, blanks before the colon', async () => {
  const headers = ['s: x', 'Subject : y', 'X-Folded: a\r\n b'];
  expect(await story().request('OPTIONS', { headers }).response(200, 'OPTIONS').findings()).toEqual([]);
});
