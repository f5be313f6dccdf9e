// Every fixtures/pcap/NAME.md begins with a block of facts, made without our code: what the capture beside it must read as.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIXTURES, readCapture } from './support/captures.ts';

interface Facts {
  readonly [key: string]: string | readonly Record<string, string>[];
  readonly legs: readonly Record<string, string>[];
}

const names = existsSync(FIXTURES)
  ? readdirSync(FIXTURES)
      .filter(name => name.endsWith('.md') && name !== 'README.md')
      .map(name => name.slice(0, -3))
      .sort()
  : [];

/** What a leg must read as: the order of its flags does not matter. */
function rightLeg(leg: Record<string, string>): Record<string, string> {
  return { ...leg, flags: sorted(leg['flags']) };
}

/** `key: value` lines, and under `legs:` a list of such blocks; undefined when the file has no block of facts. */
function readFacts(name: string): Facts | undefined {
  const block = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(FIXTURES, `${name}.md`), 'utf8'))?.[1];
  if (block === undefined) return undefined;
  const facts: Record<string, string> = {};
  const legs: Record<string, string>[] = [];
  for (const line of block.split('\n')) {
    const [, indent, key, value] = /^(\s*(?:- )?)(\w[\w-]*):\s*(.*)$/.exec(line) ?? [];
    if (key === undefined) throw new Error(`${name}.md: cannot read "${line}"`);
    if (indent === '') facts[key] = value;
    else if (indent.includes('-')) legs.push({ [key]: value });
    else Object.assign(legs.at(-1) ?? {}, { [key]: value });
  }
  return { ...facts, legs };
}

function captureOfName(name: string): string {
  const file = readdirSync(FIXTURES).find(entry => entry.startsWith(`${name}.pcap`));
  if (file === undefined) throw new Error(`there is no capture beside ${name}.md`);
  return join(FIXTURES, file);
}

const counts = (record: unknown): string =>
  Object.entries(record ?? {})
    .map(([key, count]) => `${key} ${count}`)
    .sort()
    .join(', ');
const sorted = (list: unknown): string => String(list).split(', ').filter(Boolean).sort().join(', ');

describe.each(names)('%s', name => {
  const facts = readFacts(name);

  test.skipIf(facts === undefined)('reads as its facts say', async () => {
    if (facts === undefined) return;
    const capture = await readCapture(captureOfName(name));
    const report: Record<string, unknown> = capture.report({ summary: false });
    const legs = report['legs'] as readonly Record<string, unknown>[];
    const streams = report['streams'] as readonly { readonly packets: number }[];
    const packets = streams.reduce((sum, stream) => sum + stream.packets, 0);
    expect({
      frames: String(report['frames']),
      sipMessages: String(report['sipMessages']),
      requests: counts(report['requests']),
      responses: counts(report['responses']),
      callIds: String(report['callIds']),
      streams: streams.length === 0 ? '' : `${streams.length} (packets ${packets})`,
      // Messages without a readable Call-ID share a leg that the facts do not speak of; some name no leg at all.
      legs: legs
        .filter(leg => leg['callId'] !== '' && facts.legs.length > 0)
        .map(leg => ({
          callId: leg['callId'],
          kind: leg['kind'],
          state: leg['state'],
          statusCode: leg['statusCode'] === 0 ? '' : String(leg['statusCode']),
          flags: sorted((leg['flags'] as readonly string[]).join(', ')),
          messages: String(leg['messages']),
          retransmissions: String(leg['retransmissions']),
          dialogs: String(leg['dialogs']),
        })),
    }).toEqual({
      frames: facts['frames'],
      sipMessages: facts['sipMessages'],
      requests: sorted(facts['requests']),
      responses: sorted(facts['responses']),
      callIds: facts['callIds'],
      streams: facts['streams'] ?? '',
      legs: facts.legs.map(leg => rightLeg(leg)),
    });
  });
});

test('no message of a fixture is lost on the way to its ladder', async () => {
  for (const name of names) {
    const capture = await readCapture(captureOfName(name));
    const { rows, all } = capture.list({ filter: '', sort: '', offset: 0, limit: 1000 });
    expect(rows, name).toHaveLength(all);
    for (const row of rows) {
      const detail = capture.call(row.index);
      const drawn = detail?.ladder.rows.reduce((n, one) => n + (one.type === 'message' ? 1 + one.duplicates : 0), 0);
      expect(drawn, `${name} ${row.callId}`).toBe(row.messages);
    }
  }
});
