import { expect, test } from 'vitest';
import { FILTER_FIELDS, fieldNames, findField, headerRule } from '../../../collector/query/filter-fields.ts';
import { filterSubject } from '../../support/filter-subject.ts';

test('every name and alias leads to one field, and to itself', () => {
  const names = fieldNames().map(name => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const field of FILTER_FIELDS) {
    if (field.name === 'header') continue;
    for (const name of [field.name, ...field.aliases]) expect(findField(name)?.name).toBe(field.name);
  }
});

test('every field has help, and every enum its values', () => {
  for (const field of FILTER_FIELDS) {
    expect(field.help.length).toBeGreaterThan(5);
    if (field.type === 'enum') expect(field.values?.length).toBeGreaterThan(1);
  }
});

test.each([
  'sip.Call-ID',
  'sip.Method',
  'sip.Status-Code',
  'sip.from.user',
  'ip.addr',
  'ip.src',
  'frame.time',
  'udp.port',
])('the Wireshark name %s is known', name => {
  expect(findField(name)).toBeDefined();
});

test('sip. with a capital is a header, other unknown names are none', () => {
  expect(findField('sip.X-Tenant')).toMatchObject({ name: 'header', needsMessages: true });
  expect(findField('sip.from.host')).toBeUndefined();
  expect(findField('colour')).toBeUndefined();
});

test('a header is read from the messages', () => {
  const { reader } = headerRule('X-Tenant');
  expect(reader.type === 'texts' ? reader.read(filterSubject()) : []).toEqual(['a']);
});
