import { expect, test } from 'vitest';
import { correlationOf } from '../../../collector/hep/correlation.ts';
import { HepFrame } from '../../../collector/hep/hep-frame.ts';
import { scanHep } from '../../../collector/hep/scan.ts';
import { chunk, content, frame, kamailio, opensips } from '../../support/hep-builder.ts';

function read(hep: Buffer): string {
  const out = new HepFrame();
  scanHep(hep, 0, hep.length, out);
  return correlationOf(hep, out);
}

test('the id is chunk 0x11, without the NUL of a C string', () => {
  expect(read(kamailio(content({ correlation: 'a84b@host' })))).toBe('a84b@host');
  expect(read(kamailio(content({ correlation: 'a84b@host\0' })))).toBe('a84b@host');
  expect(read(kamailio(content()))).toBe('');
});

test('OpenSIPS says it as JSON, and its Call-ID comes first', () => {
  expect(read(opensips(content(), { json: { xlog: 'x', sip: 's' } }))).toBe('s');
  expect(read(opensips(content(), { json: { xlog: 'x' } }))).toBe('x');
  expect(read(opensips(content({ correlation: 'c' }), { json: { sip: 's' } }))).toBe('c');
});

test('what is no id is none', () => {
  for (const json of ['', '{', 'null', '7', '"a"', '{"sip": 7}', '{"a": {}}', `{"sip": "${'x'.repeat(5000)}"}`]) {
    expect(read(frame([chunk(0x65, json)]))).toBe('');
  }
  expect(read(frame([chunk(0x65, `{"sip": "${'x'.repeat(500)}"}`)]))).toHaveLength(256);
});
