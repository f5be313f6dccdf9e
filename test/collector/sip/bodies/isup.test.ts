import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIsup } from '../../../../collector/sip/bodies/isup.ts';

const read = (hex: string) => readIsup(Buffer.from(hex, 'hex'));
const rows = (hex: string): readonly string[] => read(hex).tables[0].rows.map(([name, value]) => `${name}: ${value}`);

describe('ISUP', () => {
  test('of a call says who calls whom and how', () => {
    expect(read('01006001 0a00 0209 07831030103254060a0603133087654300'.replaceAll(' ', '')).format).toBe(
      'ISUP IAM: initial address',
    );
    expect(rows('010060010a00020907831030103254060a0603133087654300')).toEqual([
      'Nature of connection: 0 satellites, no continuity check, no echo control',
      'Forward call indicators: national, ISUP all the way, ISUP not required, ISDN access',
      "Calling party's category: ordinary subscriber",
      'Transmission medium requirement: speech',
      'Called party number: 030123456, national, E.164',
      'Calling party number: 03785634, national, E.164, presentation allowed, network provided',
    ]);
  });
  test('of a release says the cause and where it came from', () => {
    expect(rows('0c0200028091')).toEqual(['Cause indicators: 17 user busy, from: user']);
  });
  test('of address complete and answer', () => {
    expect(rows('06161400')).toEqual([
      'Backward call indicators: charge, subscriber free, ordinary subscriber, ISUP all the way, ISDN access',
    ]);
    expect(read('0900')).toMatchObject({ format: 'ISUP ANM: answer', tables: [], problems: [] });
  });
  test('of call progress says what happened', () => {
    expect(rows('2c0100')).toEqual(['Event information: alerting']);
  });
  test('that is cut or unknown says so', () => {
    expect(read('0c02').problems).toEqual(['a pointer leads beyond the end']);
    expect(read('ee').problems).toEqual(['this message type is not decoded']);
    expect(read('').fields).toEqual([{ name: 'message type', value: 'none' }]);
    expect(read('0901ff09').problems).toEqual(['the optional parameters are cut']);
  });
  test('of any bytes is read without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
        expect(readIsup(Buffer.from(bytes)).source).toBe('ITU-T Q.763');
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
