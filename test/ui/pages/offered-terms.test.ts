// What the menu of a value offers, on every page, tried on recordings: the collector reads each term, and the row it stands in fits it.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import { type FilterTerm, writeTerm } from '../../../ui/filter/terms.ts';
import { ALL_COLUMNS } from '../../../ui/pages/calls/more-columns.ts';
import { FINDING_COLUMNS } from '../../../ui/pages/findings/columns.ts';
import { hostValue } from '../../../ui/pages/hosts/host-filters.ts';
import { REGISTRATION_COLUMNS } from '../../../ui/pages/registrations/columns.ts';
import { STREAM_COLUMNS } from '../../../ui/pages/streams/columns.ts';
import type { Column } from '../../../ui/widgets/columns.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { host } from '../../support/ui-hosts.ts';

/** Rows of a table that are tried: those of a capture say much the same. */
const TRIED = 60;

function termsOf<Row>(columns: readonly Column<Row>[], row: Row): readonly FilterTerm[] {
  return columns.flatMap(column => column.filter?.(row) ?? []);
}

/** Numbers of the legs that an expression finds; throws for what cannot be read. */
function found(capture: Capture, filter: string): readonly number[] {
  const { rows, error } = capture.list({ filter, sort: '', offset: 0, limit: 1000 });
  if (error !== undefined) throw new Error(`${filter}: ${error.message}`);
  return rows.map(({ index }) => index);
}

function missed(capture: Capture, leg: number | undefined, terms: readonly FilterTerm[]): readonly string[] {
  return terms
    .map(term => writeTerm(term))
    .filter(filter => {
      const legs = found(capture, filter);
      return leg === undefined ? legs.length === 0 : !legs.includes(leg);
    });
}

test.each(['demo.pcapng', 'media-loss.pcap', 'registration-expired.pcap', 'scanner.pcap', 'b2bua-header.pcap'])(
  'every value that %s shows finds its own row',
  async name => {
    const capture = await readCapture(join(FIXTURES, name));
    const { answers } = capture;
    const window = { offset: 0, limit: TRIED };
    const calls = capture.list({ filter: '', sort: '', ...window }).rows;
    expect(calls.flatMap(row => missed(capture, row.index, termsOf(ALL_COLUMNS, row)))).toEqual([]);
    const streams = answers.streams(window);
    expect(streams.flatMap(row => missed(capture, row.leg, termsOf(STREAM_COLUMNS, row)))).toEqual([]);
    const findings = answers.findings(window).items;
    expect(findings.flatMap(row => missed(capture, row.leg, termsOf(FINDING_COLUMNS, row)))).toEqual([]);
    const { rows } = await answers.registrations(window);
    expect(rows.flatMap(row => missed(capture, undefined, termsOf(REGISTRATION_COLUMNS, row)))).toEqual([]);
    expect(calls.length + streams.length + findings.length).toBeGreaterThan(1);
  },
);

test('what is about the whole trace, or about no call, offers nothing of calls', async () => {
  const capture = await readCapture(join(FIXTURES, 'scanner.pcap'));
  const [scan] = capture.answers.findings({ rule: 'scanner', offset: 0, limit: 1 }).items;
  expect(scan?.rule).toBe('scanner');
  expect(scan === undefined ? undefined : termsOf(FINDING_COLUMNS, scan)).toEqual([]);
});

test('a host is its address, or all of them in brackets', async () => {
  const capture = await readCapture(join(FIXTURES, 'demo.pcapng'));
  const { hosts } = await capture.answers.hostMap({ by: 'address', hosts: 50, links: 50 });
  for (const each of hosts.filter(({ got, asked }) => got.transactions + asked > 0)) {
    const { term, expression } = hostValue(each);
    expect(
      found(capture, term === undefined ? (expression ?? 'no expression') : writeTerm(term)).length,
      each.key,
    ).toBeGreaterThan(0);
  }
  const sbc = host('sbc', 1, { addresses: ['10.0.0.1', '10.0.0.2'], addressCount: 2 });
  expect(hostValue(sbc)).toEqual({ term: undefined, expression: '(ip = 10.0.0.1 or ip = 10.0.0.2)' });
  expect(hostValue({ ...sbc, addressCount: 900 })).toEqual({ term: undefined });
});
