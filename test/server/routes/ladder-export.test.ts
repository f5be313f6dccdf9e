import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PacketExport, PacketExportQuery } from '../../../collector/model/packet-export.ts';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';
import { ladder } from '../../support/ui-ladder.ts';

let fake: FakeApp;
let id: string;
beforeAll(async () => {
  fake = await fakeApp([3]);
  const [handle] = fake.handles;
  id = handle.id;
  handle.capture.answers = {
    ...handle.capture.answers,
    group: () => ({ id: 'a', legs: [0, 1], callIds: ['a', 'b'], links: [] }),
    mergedCall: () => ({ legs: [], legsOmitted: 0, links: [], ladder: ladder(5), streams: [], sessions: [] }),
  };
});
afterAll(() => fake.app.close());

const ask = (query: string, leg = 0) => fake.app.inject(`/api/calls/${id}:${leg}/export?${query}`);

test.each([
  ['svg', 'image/svg+xml; charset=utf-8', '<svg'],
  ['mermaid', 'text/plain; charset=utf-8', 'sequenceDiagram'],
  ['text', 'text/plain; charset=utf-8', 'sbc-1'],
])('the ladder of all legs as %s, under a safe name', async (format, type, content) => {
  const answer = await ask(`format=${format}&legs=all`);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type]);
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(answer.body).toContain(content);
});
test('without legs=all it is the leg alone', async () => {
  expect((await ask('format=mermaid')).body).not.toContain('sbc-1');
});
test('an unknown call is a 404, an unknown format a 400', async () => {
  expect((await ask('format=svg', 99)).json()).toMatchObject({ code: 'SIPA_NO_CALL' });
  expect((await ask('format=gif')).statusCode).toBe(400);
});

describe('packets', () => {
  const asked: PacketExportQuery[] = [];
  const give = (answer: () => Promise<PacketExport | undefined>): void => {
    const { capture } = fake.handles[0];
    capture.answers = {
      ...capture.answers,
      exportPackets: query => {
        asked.push(query);
        return answer();
      },
    };
  };
  const file = { bytes: Uint8Array.of(10, 13, 13, 10, 255), packets: 1, rebuilt: 0, missing: 0 };

  test('come as a file, of the leg or of all legs, with media when asked', async () => {
    give(async () => file);
    const answer = await ask('format=pcap&legs=own&times=delta');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/x-pcapng']);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.pcapng"$/);
    expect([...answer.rawPayload]).toEqual([...file.bytes]);
    await ask('format=pcap&legs=all&media=true');
    expect(asked).toEqual([
      { legs: [0], media: false },
      { legs: [0, 1], media: true },
    ]);
  });

  test.each([
    ['SIPA_SEGMENT_EXPIRED', 410],
    ['SIPA_EXPORT_TOO_LARGE', 413],
  ])('that cannot be had say why: %s is %d', async (code, status) => {
    give(async () => {
      throw Object.assign(new Error('why'), { code, hint: 'what next' });
    });
    const answer = await ask('format=pcap');
    expect([answer.statusCode, answer.json()]).toEqual([status, { code, message: 'why', hint: 'what next' }]);
  });

  test('of an unknown call are a 404', async () => {
    give(async () => undefined);
    expect((await ask('format=pcap', 99)).json()).toMatchObject({ code: 'SIPA_NO_CALL' });
  });
});
